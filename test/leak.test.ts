import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { run } from '../server/src/cli/run';
import { editsOf } from '../server/src/engine/repair';
import { defineRule } from '../server/src/engine/rule';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { describe as describeError } from '../server/src/lsp/guard';
import { rules } from '../server/src/rules';
import { Client } from './harness/memory-connection';
import { Seeds } from './models/leak/seeds';
import { textsWith } from './models/leak/texts';

const seeds = new Seeds();
const texts = textsWith(seeds);
const names = Object.keys(texts);
const settings = { ...defaultSettings, profile: 'strict', allowedRegions: ['eu-central-1'] } as const;

/** A rule that fails on every resource, with everything that it was given in the error. */
const throwing = defineRule({
  id: 'test-throwing',
  title: 'A rule that throws',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  why: 'A rule for this test.',
  bad: { language: 'yaml', text: '' },
  good: { language: 'yaml', text: '' },
  references: [],
  knownAs: [],
  check() {
    throw new TypeError(`cannot read\n    at ${seeds.all.join('\n    at ')}\n`);
  },
});

function opened(log: (line: string) => void = () => {}): Workspace {
  const workspace = new Workspace([...rules, throwing], settings, log);
  for (const [file, text] of Object.entries(texts)) workspace.set(file, text);
  return workspace;
}

/** What is said where, and the secrets in it; the secrets themselves stay out of a failing test's output as well. */
function leaks(said: readonly (readonly [where: string, text: string])[]): readonly string[] {
  return said.flatMap(([where, text]) => seeds.within(text).map((secret) => `${where}: ${placeOf(secret)}`));
}

function placeOf(secret: string): string {
  const [file, text] = Object.entries(texts).find(([, content]) => content.includes(secret)) ?? ['', ''];
  return `${file}:${text.slice(0, text.indexOf(secret)).split('\n').length}`;
}

describe('no text of a secret leaves', () => {
  it('although many are found', () => {
    const workspace = opened();
    expect(seeds.all.length).toBeGreaterThan(150);
    const counts = names.map((file) => [file, workspace.check(file).findings.length > 0] as const);
    expect(Object.fromEntries(counts)).toMatchObject({
      'stack.yaml': true,
      'load.py': true,
      'run.sh': true,
      'policy.json': true,
      'notebook.ipynb': true,
      'allowed.yaml': true,
      'agent.json': true,
      'task.json': true,
      'buildspec.yml': true,
      'parameters.json': true,
      'samconfig.toml': true,
      'programs.yaml': true,
    });
  });

  it('with a report: messages, related places, titles, problems', () => {
    const workspace = opened();
    const said = names.flatMap((file) => {
      const { findings, problems } = workspace.check(file);
      return [
        ...findings.flatMap(({ rule, message, related, fixes, resource }) =>
          [
            message,
            ...related.map((one) => one.message),
            ...fixes.map(({ title }) => title),
            resource ?? '',
          ].map((text) => [`${file} ${rule}`, text] as const),
        ),
        ...problems.map(({ message }) => [`${file} problem`, message] as const),
      ];
    });
    expect(leaks(said)).toEqual([]);
  });

  it('with an edit, unless it stood there', () => {
    const workspace = opened();
    const brought = names.flatMap((file) =>
      workspace.check(file).findings.flatMap(({ rule, fixes }) =>
        fixes.flatMap((fix) =>
          [...(editsOf(fix) ?? [])].flatMap(([target, edits]) =>
            edits.flatMap(({ range, newText }) => {
              const held = seeds.within((texts[target] ?? '').slice(range.start, range.end));
              return seeds
                .within(newText)
                .filter((secret) => !held.includes(secret))
                .map((secret) => `${target} ${rule}, ${fix.title}: ${placeOf(secret)}`);
            }),
          ),
        ),
      ),
    );
    expect(brought).toEqual([]);
  });

  it('with hovers, hints and explanations', () => {
    const workspace = opened();
    const said = names.flatMap((file) => {
      const text = texts[file] ?? '';
      const words = [...text.matchAll(/[\w*!'"]+/g)].map(({ index }) => index);
      return [
        ...words.map((at) => [`${file} hover`, workspace.hover(file, at)?.markdown ?? ''] as const),
        ...words.map((at) => [`${file} explanation`, workspace.explainAccess(file, at) ?? ''] as const),
        ...workspace
          .inlayHints(file, { start: 0, end: text.length })
          .map(({ label, tooltip }) => [`${file} hint`, `${label} ${tooltip ?? ''}`] as const),
      ];
    });
    expect(said.some(([where, text]) => where.endsWith('hover') && text !== '')).toBe(true);
    expect(leaks(said)).toEqual([]);
  });

  it('with the log of a rule that fails', () => {
    const logged: string[] = [];
    const workspace = opened((line) => logged.push(line));
    for (const file of names) workspace.check(file);
    const failure = describeError('check', new TypeError(`bad\n    at ${seeds.all.join('\n    at ')}`));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('test-throwing failed with TypeError');
    expect(leaks([...logged.map((line) => ['log', line] as const), ['guard', failure] as const])).toEqual([]);
  });

  it.each(['text', 'json', 'sarif', 'github'])('with the terminal, as %s', async (format) => {
    const folder = mkdtempSync(join(tmpdir(), 'lakewarden-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
    const written = { out: [] as string[], err: [] as string[] };
    await run(['check', '.', '--profile', 'strict', '--format', format], {
      folder,
      rules: [...rules, throwing],
      version: '1.2.3',
      environment: {},
      out: { isTTY: false, write: (text) => void written.out.push(text) },
      err: { isTTY: false, write: (text) => void written.err.push(text) },
      startServer: () => {},
    });
    const printed = written.out.join('');
    const out = format === 'json' || format === 'sarif' ? withoutEdits(printed) : printed;
    expect(out).toContain('secrets-template-literal');
    const lines = [...out.split('\n'), ...written.err.join('').split('\n')];
    expect(leaks(lines.map((line) => [format, line] as const))).toEqual([]);
  });

  it('with a baseline', () => {
    const workspace = opened();
    const said = names.flatMap((file) =>
      workspace
        .check(file)
        .findings.map(({ rule, range }) => [rule, workspace.whereabouts(file, range)] as const),
    );
    expect(said.some(([, where]) => where !== '')).toBe(true);
    expect(leaks(said)).toEqual([]);
  });

  it('with the protocol: diagnostics, actions, hovers, status, log', async () => {
    const client = await Client.start(
      (given) => new Workspace([...rules, throwing], { ...given, ...settings }),
      {
        capabilities: {
          workspace: { workspaceEdit: { documentChanges: true } },
          textDocument: {
            diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
            hover: { contentFormat: ['markdown'] },
            codeAction: {
              codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
              dataSupport: true,
              resolveSupport: { properties: ['edit'] },
            },
          },
        },
      },
    );
    onTestFinished(() => client.stop());
    const said: (readonly [string, string])[] = [];
    for (const [name, text] of Object.entries(texts)) {
      const uri = `file:///lake/${name}`;
      client.open(uri, text);
      const diagnostics = await client.pullItems(uri);
      said.push([`${name} diagnostics`, JSON.stringify(diagnostics)]);
      said.push([`${name} status`, JSON.stringify(await client.request('lakewarden/status', { uri }))]);
      for (const { range } of diagnostics) {
        const hover = await client.request<Hover | null>('textDocument/hover', {
          textDocument: { uri },
          position: range.start,
        });
        said.push([`${name} hover`, JSON.stringify(hover)]);
        const actions = await client.codeActions(uri, range);
        said.push([`${name} actions`, JSON.stringify(actions)]);
      }
    }
    said.push(['log', client.logged.join('\n')], ['pushed', JSON.stringify(client.pushed)]);
    expect(leaks(said)).toEqual([]);
  });
});

/** Edits carry the author's own text where it stays; what they bring is looked at by itself. */
function withoutEdits(json: string): string {
  return JSON.stringify(
    JSON.parse(json),
    (key, value: unknown) => (key === 'edits' || key === 'artifactChanges' ? [] : value),
    1,
  );
}
