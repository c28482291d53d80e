import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

// Programs of a few lines, in which a marker names the rules that find something in its line: `#@ secrets-logged`.

interface Program {
  readonly name: string;
  /** As they stand in the file, with markers. */
  readonly files: ReadonlyMap<string, string>;
}

const marker = /\s*#@ .*$/gm;

function programsIn(file: string): readonly Program[] {
  const text = readFileSync(new URL(`models/script/findings/${file}`, import.meta.url), 'utf8');
  return text
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [name = '', ...lines] = section.trimEnd().split('\n');
      const [alone = '', ...others] = lines.join('\n').split(/^--- /m);
      const files = new Map(alone === '' ? [] : [['job.py', alone]]);
      for (const other of others) {
        const [path = '', ...body] = other.trimEnd().split('\n');
        files.set(path, body.join('\n'));
      }
      return { name, files };
    });
}

function workspaceOf(texts: ReadonlyMap<string, string>): Workspace {
  const workspace = new Workspace(rules, { ...defaultSettings, profile: 'strict' }, (message) => {
    throw new Error(message);
  });
  for (const [file, text] of texts) workspace.set(file, text);
  return workspace;
}

const hints = new Set(['script-temp-sensitive', 'script-small-files']);

/** The rules that find something, by file and line. */
function foundIn(workspace: Workspace, file: string, text: string): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  for (const { rule, range } of workspace.check(file).findings) {
    if (hints.has(rule)) continue;
    const line = text.slice(0, range.start).split('\n').length - 1;
    found.set(line, (found.get(line) ?? new Set()).add(rule));
  }
  return found;
}

function drawn(texts: ReadonlyMap<string, string>): readonly string[] {
  const workspace = workspaceOf(texts);
  return [...texts].flatMap(([file, text]) => {
    const found = foundIn(workspace, file, text);
    return text.split('\n').map((line, number) => {
      const ids = [...(found.get(number) ?? [])].sort();
      return ids.length === 0 ? line : `${line}  #@ ${ids.join(' ')}`;
    });
  });
}

function stripped({ files }: Program): ReadonlyMap<string, string> {
  return new Map([...files].map(([file, text]) => [file, text.replace(marker, '')]));
}

const sets = ['clients.txt', 'ways.txt', 'rules.txt', 'policies.txt', 'near-misses.txt'];

describe.each(sets)('findings in scripts: %s', (file) => {
  test.each(programsIn(file))('$name', (program) => {
    expect(drawn(stripped(program))).toEqual([...program.files.values()].flatMap((text) => text.split('\n')));
  });
});

describe('a literal that is moved into a variable is found as well', () => {
  const programs = programsIn('clients.txt').filter(({ files }) => files.get('job.py')?.includes('"tiger"'));

  test.each(programs)('$name', (program) => {
    const lines = (stripped(program).get('job.py') ?? '').replaceAll('"tiger"', 'moved').split('\n');
    const body = lines.findIndex((line) => !/^(?:import|from) /.test(line));
    const text = [...lines.slice(0, body), 'moved = "tiger"', ...lines.slice(body)].join('\n');
    const found = foundIn(workspaceOf(new Map([['job.py', text]])), 'job.py', text);
    expect([...(found.get(body) ?? [])]).toEqual([
      expect.stringMatching(/plaintext-password|script-literal/),
    ]);
  });
});

test('no program is too short to be read', () => {
  for (const program of sets.flatMap(programsIn)) {
    const texts = stripped(program);
    const workspace = workspaceOf(texts);
    for (const [file, text] of texts) {
      for (let end = 0; end <= text.length; end += 71) {
        workspace.set(file, text.slice(0, end));
        workspace.check(file);
      }
      workspace.set(file, text);
    }
  }
}, 120_000);
