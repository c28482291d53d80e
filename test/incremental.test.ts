import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import type { FileReport } from '../server/src/engine/report';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

const settings = { ...defaultSettings, profile: 'strict' } as const;
const playground = path.join(import.meta.dirname, 'projects', 'playground');

/** Everything that a report says, with the edits of its fixes. */
function plain({ kind, findings, problems }: FileReport) {
  return {
    kind,
    problems,
    findings: findings.map(({ fixes, ...finding }) => ({
      ...finding,
      fixes: fixes.map(({ title, safe, changes }) => ({
        title,
        safe,
        edits: changes.map((change) => ({ file: change.file, edits: change.edits() })),
      })),
    })),
  };
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(ya?ml|json|py|sh)$/.test(name),
  );
  return new Map(
    names.map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8')]),
  );
}

function opened(files: ReadonlyMap<string, string>): Workspace {
  const workspace = new Workspace(rules, settings);
  for (const [file, text] of files) workspace.set(file, text);
  return workspace;
}

/** A stroke at a share of the text: letters typed, a stretch deleted, a line doubled or removed. */
const stroke = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('type', 'delete', 'double', 'drop'),
  letters: fc.constantFrom(
    'x',
    ' ',
    '\n',
    ': ',
    '# ',
    "'",
    '- a\n',
    '0',
    '!Ref Nobody',
    '\n  New:\n    Type: AWS::S3::Bucket\n',
  ),
  length: fc.integer({ min: 1, max: 12 }),
});

function struck(
  text: string,
  { at, kind, letters, length }: { at: number; kind: string; letters: string; length: number },
): string {
  const offset = Math.floor(at * text.length);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset) + 1 || text.length;
  if (kind === 'type') return text.slice(0, offset) + letters + text.slice(offset);
  if (kind === 'delete') return text.slice(0, offset) + text.slice(offset + length);
  if (kind === 'double') return text.slice(0, end) + text.slice(start, end) + text.slice(end);
  return text.slice(0, start) + text.slice(end);
}

describe('checking after an edit says what checking from the start says', () => {
  const files = filesIn(playground);
  const edited = [...files.keys()];

  test('whatever is typed into the sample project', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: edited.length - 1 }), stroke), { minLength: 1, maxLength: 4 }),
        (strokes) => {
          const workspace = opened(files);
          for (const file of edited) workspace.check(file);
          const texts = new Map(files);
          for (const [index, one] of strokes) {
            const file = edited[index] ?? '';
            texts.set(file, struck(texts.get(file) ?? '', one));
            workspace.set(file, texts.get(file) ?? '');
            workspace.check(file);
          }
          const fresh = opened(texts);
          for (const file of edited) expect(plain(workspace.check(file))).toEqual(plain(fresh.check(file)));
        },
      ),
      { numRuns: 25, seed: 4711 },
    );
  }, 120_000);

  test('a repair of one finding leaves right what the others say', () => {
    const workspace = opened(files);
    const texts = new Map(files);
    for (let round = 0; round < 12; round++) {
      const all = edited.flatMap((file) => workspace.check(file).findings);
      const repairable = all.filter(({ fixes }) => fixes.length > 0);
      const fix = repairable[(round * 7) % Math.max(1, repairable.length)]?.fixes[0];
      if (fix === undefined) break;
      for (const change of fix.changes) {
        const text = applyEdits(texts.get(change.file) ?? '', change.edits());
        texts.set(change.file, text);
      }
      for (const [file, text] of texts) workspace.set(file, text);
      const fresh = opened(texts);
      for (const file of edited) expect(plain(workspace.check(file))).toEqual(plain(fresh.check(file)));
    }
  });

  test('a stroke inside one resource repeats no rule on the others', () => {
    let calls = 0;
    const counting = rules.map((rule) => ({
      ...rule,
      *check(subject: never, graph: never) {
        calls++;
        yield* (rule.check as (subject: never, graph: never) => Iterable<never>)(subject, graph);
      },
    })) as unknown as typeof rules;
    const workspace = new Workspace(
      counting.filter(({ id }) => id === 's3-not-kms' || id === 'glue-no-security-configuration'),
      settings,
    );
    const text = files.get('data-lake.yaml') ?? '';
    workspace.set('data-lake.yaml', text);
    workspace.check('data-lake.yaml');
    calls = 0;
    workspace.set('data-lake.yaml', text.replace('CidrBlock: 10.20.1.0/24', 'CidrBlock: 10.20.3.0/24'));
    workspace.check('data-lake.yaml');
    expect(calls).toBe(0);
    workspace.set('data-lake.yaml', text.replace('SSEAlgorithm: AES256', 'SSEAlgorithm: aws:kms'));
    workspace.check('data-lake.yaml');
    expect(calls).toBeGreaterThan(0);
  });
});
