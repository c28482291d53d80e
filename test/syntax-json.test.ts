import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { setPath } from '../server/src/syntax/edit/entry';
import { appendItem } from '../server/src/syntax/edit/item';
import { parseEmbeddedJson, scalarOffsets } from '../server/src/syntax/embedded';
import { parseJson } from '../server/src/syntax/json';
import { documentOf } from '../server/src/syntax/origin';
import type { MapNode, Node, ScalarNode, SequenceNode, TreeDocument } from '../server/src/syntax/tree';
import { parseYaml } from '../server/src/syntax/yaml';

function plain(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.style === 'missing' ? undefined : node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(node.pairs.map(({ key, value }) => [key.text, plain(value)]));
}

function ranges(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return [node.text, node.range];
  if (node.kind === 'sequence') return [node.range, node.items.map(ranges)];
  return [node.range, node.pairs.map(({ key, value }) => [ranges(key), ranges(value)])];
}

function at(document: TreeDocument, ...path: readonly (string | number)[]): Node {
  let node = document.root;
  for (const step of path) {
    node =
      node?.kind === 'map'
        ? node.get(String(step))
        : node?.kind === 'sequence'
          ? node.items[Number(step)]
          : undefined;
  }
  if (node === undefined) throw new Error(`Nothing stands at ${path.join('.')}.`);
  return node;
}

test.each([
  ['values', '{"a": [1, -1.5e3, true, null, "x\\u0041"]}', { a: [1, -1500, true, null, 'xA'] }],
  ['comments', '// c\n{"a": 1, /* d */ "b": 2}', { a: 1, b: 2 }],
  ['trailing commas', '{"a": [1, 2,],}', { a: [1, 2] }],
  ['byte order mark', '\uFEFF{"a": 1}', { a: 1 }],
  ['list', '[{"a": 1}]', [{ a: 1 }]],
  ['scalar', '"a"', 'a'],
  ['nothing', '', undefined],
  ['a missing value', '{"a": , "b": 1}', { a: undefined, b: 1 }],
  ['a half-typed key', '{"a": 1, "b"}', { a: 1, b: undefined }],
  [
    'a stray brace',
    '{"R": {"A": {"T": "X"}, { "B": {"T": "Y"}, "C": {"T": "Z"}}, "O": 1}',
    { R: { A: { T: 'X' }, B: { T: 'Y' }, C: { T: 'Z' } }, O: 1 },
  ],
])('%s', (_name, text, expected) => {
  const document = parseJson('t', text);
  if (_name !== 'a stray brace') expect(plain(document.root)).toEqual(expected);
  else expect(JSON.stringify(plain(document.root))).toContain('"T":"Z"');
});

test('ranges include quotes and brackets, and a missing value is empty', () => {
  const document = parseJson('t', '{ "a": ["x", 1], "b": }');
  const source = (node: Node) => document.text.slice(node.range.start, node.range.end);
  expect([source(at(document, 'a')), source(at(document, 'a', 0)), at(document, 'b').range]).toEqual([
    '["x", 1]',
    '"x"',
    { start: 22, end: 22 },
  ]);
});

test('comments and problems have places', () => {
  const document = parseJson('t', '{\n  // one\n  "a": 1, /* two */\n  "b": ,\n  "a": 2\n}');
  expect(document.comments.map(({ text }) => text)).toEqual(['one', 'two']);
  expect(document.damaged.map(({ start, end }) => document.text.slice(start, end))).toContain('  "b": ,');
  expect(document.problems.map(({ message }) => message)).toContain('The key a stands here twice.');
});

describe('parts of the text that did not change', () => {
  const before =
    '{\n  "R": {\n    "A": {"T": "X"},\n    "B": {"T": "Y"},\n    "C": {"T": "Y"}\n  },\n  "O": [1]\n}';

  test('keep their nodes, which move', () => {
    const old = parseJson('t', before);
    const [a, c, o] = [at(old, 'R', 'A'), at(old, 'R', 'C'), at(old, 'O')];
    const now = parseJson('t', before.replace('"Y"', '"Yes"'), old);
    expect([at(now, 'R', 'A') === a, at(now, 'R', 'C') === c, at(now, 'O') === o]).toEqual([
      true,
      true,
      true,
    ]);
    expect(now.text.slice(o.range.start, o.range.end)).toBe('[1]');
    expect(documentOf(c)).toBe(now);
  });

  test('typing a text letter by letter gives what parsing it at once gives', () => {
    let document = parseJson('t', '');
    for (let end = 1; end <= before.length; end++) {
      document = parseJson('t', before.slice(0, end), document);
      const fresh = parseJson('t', before.slice(0, end));
      expect([ranges(document.root), document.problems, document.damaged]).toEqual([
        ranges(fresh.root),
        fresh.problems,
        fresh.damaged,
      ]);
    }
  });
});

test.each([
  ['deep lists', '['.repeat(20_000)],
  ['deep maps', '{"a":'.repeat(20_000)],
  ['zero bytes', '{\0}'],
  ['a large text', `["${'x'.repeat(6_000_000)}"]`],
  ['brackets of all kinds', '{[}]"{[:,'.repeat(200)],
])('never throws: %s', (_name, text) => expect(parseJson('t', text).text).toBe(text));

describe('a text whose lines show its parts', () => {
  const resource = (id: string) => `    "${id}": {\n      "Type": "T",\n      "Tags": [1, {"a": "b"}]\n    }`;
  const text = `{\n  "D": "x",\n  "R": {\n${['A', 'B', 'C'].map(resource).join(',\n')}\n  },\n  "O": [1]\n}\n`;
  /** The comment makes the parser read the text as a whole. */
  const whole = (source: string) => parseJson('t', `//\n${source}`);
  const moved = (node: Node | undefined) =>
    JSON.parse(JSON.stringify(ranges(node)), (key, value) =>
      key === 'start' || key === 'end' ? value - 3 : value,
    );

  test.each([
    ['as it is', text],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['with tabs', text.replaceAll('  ', '\t')],
    ['with comments and trailing commas', text.replaceAll('}\n', '}, // c\n').replace('}, // c\n', '}\n')],
    ['with an object that is indented as its parent', text.replaceAll('      "', '    "')],
    ['with nothing in the object', text.replace(/"R": \{[\s\S]*?\n {2}\}/, '"R": {\n  }')],
    ['with a list of objects', text.replace('[1]', '[\n  {\n  "a": 1\n  }\n  ]')],
  ])('is read as it is as a whole, %s', (_name, source) => {
    expect(ranges(parseJson('t', source).root)).toEqual(moved(whole(source).root));
  });

  test.each([
    ['a half-typed key', '      "Type": "T",\n', '      "Type": "T",\n      "Note\n'],
    ['a stray brace', '      "Type": "T",\n', '      "Type": "T",\n      {\n'],
    ['a brace too many', '"a": "b"}', '"a": "b"}}'],
    ['an open list', '[1, {"a": "b"}]', '[1, {"a": "b"}'],
  ])('loses nothing elsewhere to %s', (_name, what, broken) => {
    const document = parseJson('t', text.replace(what, broken));
    const kept = (id: string) => plain(at(document, 'R', id));
    const expected = { Type: 'T', Tags: [1, { a: 'b' }] };
    expect([kept('B'), kept('C'), plain(at(document, 'O'))]).toEqual([expected, expected, [1]]);
    expect(document.problems.length).toBeGreaterThan(0);
    const end = document.text.indexOf('"B"');
    expect(document.damaged.every((range) => range.end <= end)).toBe(true);
  });

  test('says where a comma is missing', () => {
    const document = parseJson('t', text.replace('},\n    "B"', '}\n    "B"'));
    expect(document.problems.map(({ message }) => message)).toEqual(['JSON: CommaExpected.']);
    expect(document.damaged.map(({ start, end }) => document.text.slice(start, end))).toEqual(['    "B": {']);
  });
});

describe('a JSON text inside another text', () => {
  test('in a literal block it is edited with the indentation of the block', () => {
    const text = 'P: |\n  {\n    "Action": [\n      "a"\n    ]\n  }\nQ: 1\n';
    const host = parseYaml('t', text);
    const scalar = at(host, 'P') as ScalarNode;
    const inner = parseEmbeddedJson('t', scalar.text, scalarOffsets(host, scalar));
    const action = at(inner, 'Action') as SequenceNode;
    expect(text.slice(action.range.start, action.range.end)).toBe('[\n      "a"\n    ]');
    const edits = [...appendItem(action, 'b'), ...setPath(inner.root as MapNode, ['Effect'], 'Allow')];
    expect(applyEdits(text, edits)).toBe(
      'P: |\n  {\n    "Action": [\n      "a",\n      "b"\n    ],\n    "Effect": "Allow"\n  }\nQ: 1\n',
    );
  });

  test('behind escapes it is placed, and not edited', () => {
    const text = '{"P": "{\\"Action\\": \\"a\\"}"}';
    const host = parseJson('t', text);
    const scalar = at(host, 'P') as ScalarNode;
    const inner = parseEmbeddedJson('t', scalar.text, scalarOffsets(host, scalar));
    const action = at(inner, 'Action');
    expect(text.slice(action.range.start, action.range.end)).toBe('\\"a\\"');
    expect(setPath(inner.root as MapNode, ['Action'], 'b')).toEqual([]);
  });

  test('without escapes it is edited in place', () => {
    const text = `P: '{"Action": "a"}'`;
    const host = parseYaml('t', text);
    const scalar = at(host, 'P') as ScalarNode;
    const inner = parseEmbeddedJson('t', scalar.text, scalarOffsets(host, scalar));
    expect(applyEdits(text, setPath(inner.root as MapNode, ['Action'], 'b'))).toBe(`P: '{"Action": "b"}'`);
  });

  test.each([
    ['lines that are escapes', '{"P": "{\\n \\"a\\": {\\n  \\"b\\": 1\\n }\\n}"}'],
    ['no lines and no quotes', '{"P": "{}"}'],
  ])('is not edited: %s', (_name, text) => {
    const host = parseJson('t', text);
    const scalar = at(host, 'P') as ScalarNode;
    const inner = parseEmbeddedJson('t', scalar.text, scalarOffsets(host, scalar));
    expect(setPath(inner.root as MapNode, ['x'], 1)).toEqual([]);
  });

  test('what is no JSON has problems', () => {
    const inner = parseEmbeddedJson('t', 'hello', (offset) => offset + 10);
    expect(inner.problems.map(({ range }) => range)).toContainEqual({ start: 10, end: 15 });
  });
});
