import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { Ledger } from '../server/src/glue/ledger';
import { Spot } from '../server/src/glue/meaning';
import { readScript } from '../server/src/glue/read';
import type { Script } from '../server/src/glue/script';
import { rules } from '../server/src/rules/index';
import { type PythonDocument, parsePython } from '../server/src/syntax/python';
import { longPython } from '../server/src/tools/bench-input';
import { countedRules } from '../server/src/tools/work-counts';
import { plain } from './harness/plain-report';
import { farReaching } from './models/script/far-reaching';

const settings = { ...defaultSettings, profile: 'strict', allowedRegions: ['eu-central-1'] } as const;

afterEach(() => {
  vi.restoreAllMocks();
});

const stroke = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('type', 'delete', 'double', 'drop', 'move', 'rename', 'comment', 'back'),
  letters: fc.constantFrom('x', '\n', '    ', '(', ')', "'", '"""', '# ', ':', ' = ', 'global total\n'),
  length: fc.integer({ min: 1, max: 12 }),
});

type Stroke = typeof stroke extends fc.Arbitrary<infer S> ? S : never;

/** The text after a stroke at a share of it: lines are also moved, and names exchanged for others of the text. */
function struck(text: string, { at, to, kind, letters, length }: Stroke): string {
  const offset = Math.floor(at * text.length);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset) + 1 || text.length;
  const line = text.slice(start, end);
  const rest = text.slice(0, start) + text.slice(end);
  const names = [...text.matchAll(/[A-Za-z_]\w*/g)];
  const name = names[Math.floor(at * names.length)];
  const other = names[Math.floor(to * names.length)]?.[0] ?? '';
  const target = rest.lastIndexOf('\n', Math.floor(to * rest.length)) + 1;
  switch (kind) {
    case 'type':
      return text.slice(0, offset) + letters + text.slice(offset);
    case 'delete':
      return text.slice(0, offset) + text.slice(offset + length);
    case 'double':
      return text.slice(0, end) + line + text.slice(end);
    case 'drop':
      return rest;
    case 'move':
      return rest.slice(0, target) + line + rest.slice(target);
    case 'rename':
      return name === undefined
        ? text
        : text.slice(0, name.index) + other + text.slice(name.index + name[0].length);
    default:
      return `${text.slice(0, start)}# ${text.slice(start)}`;
  }
}

/** The texts that some strokes lead to; one of the strokes takes back the one before. */
function* typed(text: string, strokes: readonly Stroke[]): Generator<string> {
  let [before, current] = [text, text];
  for (const one of strokes) {
    [before, current] = [current, one.kind === 'back' ? before : struck(current, one)];
    yield current;
  }
}

/** Everything that a script has, a line each, with places as offsets; a call or value that is met again is not told again. */
function described(script: Script | undefined): readonly string[] {
  const met = new Map<unknown, number>();
  const { calls = [], bindings = [], strings = [], policies = [], defines = [], imports = [] } = script ?? {};
  return [...calls, ...bindings, ...strings, ...policies, ...defines, ...imports].map((one) =>
    JSON.stringify(one, (key, value: unknown) => {
      // Both outlive the version of the script.
      if (key === 'meaning' || key === 'reading') return undefined;
      if (value instanceof Spot) return `${value.range.start}-${value.range.end}`;
      if (value instanceof Map) return [...value];
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      const known = met.get(value);
      if (known !== undefined) return `again ${known}`;
      met.set(value, met.size);
      return value;
    }),
  );
}

describe('reading a script after an edit is reading it from the start', () => {
  test('where statements reach each other in every way', () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 12 }), (strokes) => {
        let document: PythonDocument | undefined = parsePython('a.py', farReaching);
        let script = readScript(document);
        for (const text of typed(farReaching, strokes)) {
          document = parsePython('a.py', text, document);
          script = readScript(document, undefined, script);
          expect(described(script)).toEqual(described(readScript(parsePython('a.py', text))));
        }
      }),
      { numRuns: 60, seed: 4711 },
    );
  }, 120_000);

  const folder = path.join(import.meta.dirname, 'rules');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py') && !name.includes('.fixed'))
    .map((name) => name.split(path.sep).join('/'))
    .sort();

  test.each(files)(
    'with the same findings and repairs: %s',
    (file) => {
      const original = readFileSync(path.join(folder, file), 'utf8');
      fc.assert(
        fc.property(fc.array(stroke, { minLength: 1, maxLength: 5 }), (strokes) => {
          const workspace = opened(original);
          workspace.check('a.py');
          for (const text of typed(original, strokes)) {
            workspace.set('a.py', text);
            expect(plain(workspace.check('a.py'))).toEqual(plain(opened(text).check('a.py')));
          }
        }),
        { numRuns: 3, seed: 4711 },
      );
    },
    120_000,
  );
});

describe('a keystroke in a long script', () => {
  const short = `import boto3

queue = "orders"
client = boto3.client("sqs")


def send(body):
    return client.send_message(QueueUrl=queue, MessageBody=body)


send("one")
`;
  const { text } = longPython(short, 1000);
  const copy = (name: string) => text.indexOf(`${name}50`);

  function steps(edit: (text: string) => string): number {
    const workspace = opened(text);
    workspace.check('bench.py');
    const step = vi.spyOn(Ledger.prototype, 'step').mockClear();
    workspace.set('bench.py', edit(text));
    workspace.check('bench.py');
    return step.mock.calls.length;
  }

  function insertAt(offset: number, letters: string): (text: string) => string {
    return (before) => before.slice(0, offset) + letters + before.slice(offset);
  }

  function opened(from: string): Workspace {
    const workspace = new Workspace(rules, settings);
    workspace.set('bench.py', from);
    return workspace;
  }

  test('runs no statement when it does not change one', () => {
    expect(steps(insertAt(text.indexOf('\n', copy('queue')), '  # typing'))).toBe(0);
    expect(steps(insertAt(copy('queue'), '\n\n'))).toBe(0);
  });

  test('runs the statement that it changes, and those that use what this one makes', () => {
    // The assignment, the body of the function, and the call that runs it.
    expect(steps(insertAt(text.indexOf('orders', copy('queue')), 'x'))).toBe(3);
    // The definition, the body, the call.
    expect(steps(insertAt(text.indexOf('body)', copy('def send')), 'x'))).toBe(3);
    expect(steps(insertAt(copy('queue'), 'note = 1\n'))).toBe(1);
  });

  test('asks no rule about a call that reads as it did, where the rule had nothing to say', () => {
    const asked = new Map<string, number>();
    const workspace = new Workspace(
      countedRules(
        rules.filter(({ on }) => on === 'call'),
        asked,
      ),
      settings,
    );
    workspace.set('bench.py', text);
    workspace.check('bench.py');
    asked.clear();
    workspace.set('bench.py', insertAt(text.indexOf('orders', copy('queue')), 'x')(text));
    workspace.check('bench.py');
    const own = text.split('\n').filter((line) => line.startsWith('send')).length;
    // Two rules look at what a call of a function of the script leads to in modules, which stands outside of it; what is new is asked about twice.
    expect(Object.fromEntries(asked)).toEqual({
      'script-public-acl': 2,
      'script-unencrypted-write': 1,
      'script-sql-injection': own + 2,
      'script-unsafe-eval': own + 2,
    });
  });
});

function opened(text: string): Workspace {
  const workspace = new Workspace(rules, settings);
  workspace.set('a.py', text);
  return workspace;
}
