import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { applyEdits, type TextEdit } from '../server/src/base/edit';
import { removeEntry, setPath } from '../server/src/syntax/edit/entry';
import { appendItem } from '../server/src/syntax/edit/item';
import { parseJson } from '../server/src/syntax/json';
import type { MapNode, Node, SequenceNode, TreeDocument } from '../server/src/syntax/tree';
import { parseYaml } from '../server/src/syntax/yaml';

type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };
type Step = string | number;

const keys = fc.constantFrom(
  'a',
  'b',
  'Type',
  'A::B c',
  'yes',
  '12',
  '*',
  'x:y',
  "it's",
  'a b',
  '#h',
  'q"q',
  'k,l',
  '-',
);
const texts = fc.oneof(
  fc.constantFrom(
    'x',
    '*',
    'yes',
    '2012-10-17',
    '0123',
    '{{resolve:a}}',
    '!x',
    'p: q',
    'p #q',
    '',
    ' x',
    "it's",
    'say "x"',
  ),
  fc.constantFrom(
    's3:GetObject',
    'arn:aws:s3:::b/*',
    'a, b',
    '[x]',
    '- x',
    'x:',
    '@x',
    '1.5',
    '~',
    'null',
    'tab\tx',
    'ü',
  ),
  fc.string({ maxLength: 6 }),
);
const scalars = fc.oneof(texts, fc.integer({ min: -99, max: 9999 }), fc.boolean());
const { value: values } = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const documents = fc.dictionary(keys, values, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

/** How a model is written; the comments stand on lines of their own and behind values. */
interface Style {
  readonly language: 'yaml' | 'json';
  readonly write: (model: Plain) => string;
}

const block = (indent: number, indentSeq: boolean, quotes: 'plain' | 'single' | 'double'): Style => ({
  language: 'yaml',
  write: (model) =>
    withComments(
      stringify(model, {
        indent,
        indentSeq,
        lineWidth: 0,
        blockQuote: false,
        singleQuote: quotes === 'single',
        defaultStringType:
          quotes === 'plain' ? 'PLAIN' : quotes === 'single' ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE',
        defaultKeyType: 'PLAIN',
        aliasDuplicateObjects: false,
      }),
    ),
});
const styles: readonly Style[] = [
  block(2, true, 'plain'),
  block(2, false, 'plain'),
  block(4, true, 'single'),
  block(2, false, 'double'),
  { language: 'yaml', write: (model) => stringify(model, { collectionStyle: 'flow', lineWidth: 0 }) },
  { language: 'yaml', write: (model) => `${JSON.stringify(model, undefined, 2)}\n` },
  { language: 'json', write: (model) => JSON.stringify(model, undefined, 2) },
  { language: 'json', write: (model) => JSON.stringify(model, undefined, '\t') },
  { language: 'json', write: (model) => JSON.stringify(model) },
];

const cases = fc.record({
  model: documents,
  style: fc.constantFrom(...styles),
  path: fc.array(fc.oneof(keys, fc.nat({ max: 3 })), { minLength: 1, maxLength: 3 }),
  pick: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
  content: values,
  crlf: fc.boolean(),
});

test('what is set is read back, and nothing else changes', () => {
  fc.assert(
    fc.property(cases, ({ model, style, path, pick, content, crlf }) => {
      const { text, root } = written(model, style, crlf);
      const steps = choosePath(model, path, pick);
      const edits = setPath(root, steps, content);
      const expected = afterSet(model, steps, content);
      if (edits.length === 0) {
        expect(expected === undefined || same(expected, model)).toBe(true);
        return;
      }
      if (expected === undefined) throw new Error('An edit was made that the model does not allow.');
      const after = read(style, text, edits);
      expect(normal(plain(after.root))).toBe(normal(expected));
      expect(after.problems).toEqual([]);
      const lines = after.text.split('\n').slice(0, -1);
      if (text.includes('\n'))
        expect(
          lines.every((line) => line.endsWith('\r')) || lines.every((line) => !line.endsWith('\r')),
        ).toBe(true);
      if (typeof leaf(model, steps) !== 'object')
        expect(commentTexts(after)).toEqual(commentTexts(parse(style, text)));
    }),
    { numRuns: 1500, seed: 20261121 },
  );
});

test('what is removed is gone, and nothing else', () => {
  fc.assert(
    fc.property(cases, ({ model, style, pick, crlf }) => {
      const { text, root } = written(model, style, crlf);
      const key = Object.keys(model)[(pick[0] ?? 0) % Object.keys(model).length] ?? '';
      const after = read(style, text, removeEntry(root, key));
      const { [key]: _gone, ...rest } = model;
      expect(normal(plain(after.root))).toBe(normal(rest));
    }),
    { numRuns: 500, seed: 20261121 },
  );
});

test('what is appended is the last item', () => {
  fc.assert(
    fc.property(cases, fc.array(values, { maxLength: 3 }), ({ model, style, content, crlf }, items) => {
      const { text, root } = written({ ...model, list: items }, style, crlf);
      const after = read(style, text, appendItem(root.get('list') as SequenceNode, content));
      expect(normal(plain(after.root))).toBe(normal({ ...model, list: [...items, content] }));
    }),
    { numRuns: 500, seed: 20261121 },
  );
});

function written(model: Plain, style: Style, crlf: boolean): { text: string; root: MapNode } {
  const text = crlf ? style.write(model).replaceAll('\n', '\r\n') : style.write(model);
  const { root } = parse(style, text);
  if (root?.kind !== 'map') throw new Error('The model is no map.');
  expect(normal(plain(root))).toBe(normal(model));
  return { text, root };
}

function parse(style: Style, text: string): TreeDocument {
  return style.language === 'json' ? parseJson('t', text) : parseYaml('t', text);
}

function read(style: Style, text: string, edits: readonly TextEdit[]): TreeDocument {
  return parse(style, applyEdits(text, edits));
}

function withComments(text: string): string {
  let number = 0;
  return text.replace(/^( *)(.*)$/gm, (line, indent: string, body: string) => {
    number++;
    if (body === '') return line;
    if (number % 3 === 0) return `${indent}# above ${number}\n${line}`;
    return number % 3 === 1 ? `${line} # behind ${number}` : line;
  });
}

function commentTexts({ comments }: TreeDocument): readonly string[] {
  return comments.map(({ text }) => text).sort();
}

/** Follows the model as far as `pick` says, and goes on with steps that may not be there. */
function choosePath(model: Plain, path: readonly Step[], pick: readonly number[]): Step[] {
  const steps: Step[] = [];
  let current: Plain = model;
  for (const number of pick.slice(0, (pick[3] ?? 0) % 4)) {
    if (typeof current !== 'object') break;
    const names: Step[] = Array.isArray(current) ? current.map((_, i) => i) : Object.keys(current);
    const step = names[number % Math.max(1, names.length)];
    if (step === undefined) break;
    steps.push(step);
    current = child(current, step) ?? '';
  }
  return steps.length > 0 && (pick[0] ?? 0) % 2 === 0 ? steps : [...steps, ...path.slice(0, 2)];
}

function child(model: Plain, step: Step): Plain | undefined {
  if (typeof model !== 'object') return undefined;
  if (isList(model)) return typeof step === 'number' ? model[step] : undefined;
  return Object.hasOwn(model, String(step)) ? model[String(step)] : undefined;
}

function leaf(model: Plain, steps: readonly Step[]): Plain | undefined {
  let current: Plain | undefined = model;
  for (const step of steps) current = current === undefined ? undefined : child(current, step);
  return current;
}

/** The model with a value set; undefined where that cannot be done. */
function afterSet(model: Plain, [step, ...rest]: readonly Step[], content: Plain): Plain | undefined {
  if (step === undefined || typeof model !== 'object') return undefined;
  const below = child(model, step);
  const value: Plain | undefined =
    rest.length === 0
      ? content
      : below === undefined
        ? nested(rest, content)
        : afterSet(below, rest, content);
  if (value === undefined) return undefined;
  if (!isList(model)) return { ...model, [String(step)]: value };
  if (typeof step !== 'number' || step > model.length) return undefined;
  return [...model.slice(0, step), value, ...model.slice(step + 1)];
}

function nested(steps: readonly Step[], content: Plain): Plain | undefined {
  if (steps.some((step) => typeof step === 'number' && step !== 0)) return undefined;
  return steps.reduceRight((value: Plain, step) => (step === 0 ? [value] : { [step]: value }), content);
}

function isList(model: Plain): model is readonly Plain[] {
  return Array.isArray(model);
}

function plain(node: Node | undefined): Plain {
  if (node === undefined) return '';
  if (node.kind === 'scalar') return node.value === null ? '' : node.text;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(node.pairs.map(({ key, value }) => [key.text, plain(value)]));
}

function same(a: Plain, b: Plain): boolean {
  return normal(a) === normal(b);
}

/** Scalars as their text, keys in order. */
function normal(model: Plain): string {
  if (typeof model !== 'object') return JSON.stringify(String(model));
  if (isList(model)) return `[${model.map(normal).join()}]`;
  const entries = Object.entries(model).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${normal(value)}`).join()}}`;
}
