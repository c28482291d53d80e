import { describe, expect, test } from 'vitest';
import { scalarOffsets } from '../server/src/syntax/embedded';
import { documentOf } from '../server/src/syntax/origin';
import type { Node, ScalarNode, TreeDocument } from '../server/src/syntax/tree';
import { parseYaml } from '../server/src/syntax/yaml';

/** A compact drawing of a tree: scalars as `style:text` with their value where it is no string, tags in front. */
function draw(node: Node | undefined): string {
  if (node === undefined) return '';
  const tag = node.tag === undefined ? '' : `${node.tag} `;
  if (node.kind === 'map')
    return `${tag}{${node.pairs.map(({ key, value }) => `${key.text}: ${draw(value)}`).join(', ')}}`;
  if (node.kind === 'sequence') return `${tag}[${node.items.map(draw).join(', ')}]`;
  const typed = typeof node.value === 'string' ? '' : `=${node.value}`;
  return `${tag}${node.style === 'plain' ? '' : `${node.style}:`}${JSON.stringify(node.text)}${typed}`;
}

/** Everything of a document that later layers see. */
function whole({ root, comments, problems, damaged }: TreeDocument): unknown {
  return { root: withRanges(root), comments, problems, damaged };
}

function withRanges(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return [draw(node), node.range];
  if (node.kind === 'sequence') return [node.tag, node.range, node.items.map(withRanges)];
  return [node.tag, node.range, node.pairs.map(({ key, value }) => [withRanges(key), withRanges(value)])];
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

function source(document: TreeDocument, node: Node): string {
  return document.text.slice(node.range.start, node.range.end);
}

describe('trees', () => {
  test.each([
    [
      'types of YAML 1.2',
      'a: [1, 1.5, true, null, x, ~]',
      '{a: ["1"=1, "1.5"=1.5, "true"=true, "null"=null, "x", "~"=null]}',
    ],
    [
      'texts that CloudFormation reads',
      'a: [012345678901, 2012-10-17, 0o14, yes, off]',
      '{a: ["012345678901"=12345678901, "2012-10-17", "0o14"=12, "yes", "off"]}',
    ],
    ['quotes', "a: \"x\\n\"\nb: 'it''s'", '{a: double:"x\\n", b: single:"it\'s"}'],
    ['block scalars', 'a: |\n  x\n  y\nb: >-\n  x\n  y\n', '{a: literal:"x\\ny\\n", b: folded:"x y"}'],
    [
      'tags',
      'a: !Sub x\nb: !GetAtt\n  - p\n  - q\nc: !Ref\n',
      '{a: !Sub "x", b: !GetAtt ["p", "q"], c: !Ref missing:""}',
    ],
    ['core tags are types', 'a: !!str 12', '{a: "12"}'],
    ['missing values', 'a:\nb:\n  -\n  - x\n', '{a: missing:""=null, b: [missing:""=null, "x"]}'],
    ['keys without values in braces', 'a: {b, c: 1}', '{a: {b: missing:""=null, c: "1"=1}}'],
    ['sequence at the column of its key', 'a:\n- x\n- y\nb: 1', '{a: ["x", "y"], b: "1"=1}'],
    ['flow root', '{"a": [1, {"b": 2}]}', '{a: ["1"=1, {b: "2"=2}]}'],
    ['sequence root', '- a: 1\n- b', '[{a: "1"=1}, "b"]'],
    ['scalar root', 'hello', '"hello"'],
    ['byte order mark', '\uFEFFa: 1\nb: 2', '{a: "1"=1, b: "2"=2}'],
    ['byte order mark before braces', '\uFEFF{a: 1}', '{a: "1"=1}'],
    ['CRLF', 'a: 1\r\nb:\r\n  c: |\r\n    x\r\n    y\r\n', '{a: "1"=1, b: {c: literal:"x\\ny\\n"}}'],
    ['first document', '---\na: 1\n---\nb: 2\n', '{a: "1"=1}'],
    ['end of document', 'a: 1\n...\nb: 2\n', '{a: "1"=1}'],
    ['directive', '%YAML 1.2\n---\na: 1\n', '{a: "1"=1}'],
    ['aliases', 'a: &x {p: 1}\nb: *x', '{a: {p: "1"=1}, b: {p: "1"=1}}'],
    [
      'merge keys',
      'a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  p: 3',
      '{a: {p: "1"=1, q: "2"=2}, b: {q: "2"=2, p: "3"=3}}',
    ],
    [
      'several merged maps, the first wins',
      'a: &x {p: 1}\nb: &y {p: 2, q: 3}\nc:\n  <<: [*x, *y]',
      '{a: {p: "1"=1}, b: {p: "2"=2, q: "3"=3}, c: {p: "2"=2, q: "3"=3, p: "1"=1}}',
    ],
    ['explicit keys', '? a\n: 1\n? b\n', '{a: "1"=1, b: missing:""=null}'],
    ['nothing', '', ''],
    ['only comments', '# a\n# b\n', ''],
  ])('%s', (_name, text, expected) => expect(draw(parseYaml('t', text).root)).toBe(expected));

  test('of equal keys the last counts, and that is a problem', () => {
    const document = parseYaml('t', 'a: 1\nR:\n  x: 1\n  x: 2\na: 3\n');
    expect([draw(at(document, 'a')), draw(at(document, 'R', 'x'))]).toEqual(['"3"=3', '"2"=2']);
    expect(document.problems.map(({ message }) => message)).toEqual([
      'The key a stands here twice.',
      'The key x stands here twice.',
    ]);
    expect(document.damaged).toEqual([]);
  });
});

describe('ranges', () => {
  const text = [
    'A: !Sub "x" # one',
    'B:',
    'C: # two',
    '  D: |',
    '    x',
    '    y',
    '',
    '  # three',
    '  E: [1, !Ref F]',
    '  G:',
    '    - h: 1',
    '      i: &k 2',
    '    - *k',
    'J: !Ref',
  ].join('\n');

  test.each([
    [['A'], '"x"'],
    [['C'], 'D: |\n    x\n    y\n\n  # three\n  E: [1, !Ref F]\n  G:\n    - h: 1\n      i: &k 2\n    - *k'],
    [['C', 'D'], '|\n    x\n    y'],
    [['C', 'E'], '[1, !Ref F]'],
    [['C', 'E', 1], 'F'],
    [['C', 'G'], '- h: 1\n      i: &k 2\n    - *k'],
    [['C', 'G', 0], 'h: 1\n      i: &k 2'],
    [['C', 'G', 0, 'i'], '2'],
    [['C', 'G', 1], '*k'],
  ])('%j', (path, expected) => {
    const document = parseYaml('t', text);
    expect(source(document, at(document, ...path))).toBe(expected);
  });

  test('a missing value stands behind its colon and blank, or behind its tag', () => {
    const document = parseYaml('t', 'A:\nB: \nC:   # c\nD: !Ref\nE: 1');
    expect(['A', 'B', 'C', 'D'].map((key) => at(document, key).range.start)).toEqual([2, 6, 10, 23]);
  });

  test('comments', () => {
    const document = parseYaml('t', `# title\n---\n## head\n${text}\n# end `);
    expect(document.comments.map((comment) => comment.text)).toEqual([
      'title',
      'head',
      'one',
      'two',
      'three',
      'end',
    ]);
    expect(document.comments.map(({ range }) => document.text.slice(range.start, range.end)).at(-1)).toBe(
      '# end',
    );
  });
});

describe('half-typed texts', () => {
  test.each([
    [
      'a key without a colon above others',
      'A: 1\nFoo\nC: 2\n',
      '{A: "1"=1, Foo: missing:""=null, C: "2"=2}',
      ['Foo'],
    ],
    [
      'a key without a colon in a section',
      'R:\n  A: 1\n  Foo\n  C: 2\n',
      '{R: {A: "1"=1, Foo: missing:""=null, C: "2"=2}}',
      ['Foo'],
    ],
    ['a first key without a colon', 'R:\n  Foo\n  C: 2\n', '{R: {Foo: missing:""=null, C: "2"=2}}', ['Foo']],
    [
      'a key without a colon further in',
      'R:\n  A:\n    x: 1\n    Foo\n    y: 2\n',
      '{R: {A: {x: "1"=1, y: "2"=2}}}',
      ['    Foo'],
    ],
    [
      'an open quote stays in its part',
      'R:\n  A: "x\n  B: 1\nC: 2\n',
      '{R: {A: double:"x", B: "1"=1}, C: "2"=2}',
      ['A: "x'],
    ],
    ['open brackets stay in their part', 'R:\n  A: [x\n  B: 1\n', '{R: {A: ["x"], B: "1"=1}}', ['A: [x']],
  ])('%s', (_name, text, expected, damaged) => {
    const document = parseYaml('t', text);
    expect(draw(document.root)).toBe(expected);
    for (const part of damaged) {
      const start = text.indexOf(part);
      expect(document.damaged.some((range) => range.start <= start + part.length && range.end >= start)).toBe(
        true,
      );
    }
    expect(document.damaged.some(({ end }) => end > text.indexOf('C: 2') && text.includes('C: 2'))).toBe(
      false,
    );
  });
});

describe('parts of the text that did not change', () => {
  const before =
    'V: 1\nResources:\n  # a\n  A:\n    Type: X\n  B: &b\n    Type: Y # y\n  C:\n    Type: Z\nO:\n  x: 1\n';

  test('keep their nodes, which move', () => {
    const old = parseYaml('t', before);
    const [a, b, c, x] = [
      at(old, 'Resources', 'A'),
      at(old, 'Resources', 'B'),
      at(old, 'Resources', 'C'),
      at(old, 'O', 'x'),
    ];
    const now = parseYaml('t', before.replace('Type: Y', 'Type: Yes'), old);
    expect(at(now, 'Resources', 'A')).toBe(a);
    expect(at(now, 'Resources', 'B')).not.toBe(b);
    expect(at(now, 'Resources', 'C')).toBe(c);
    expect(at(now, 'O', 'x')).toBe(x);
    expect(source(now, c)).toBe('Type: Z');
    expect(documentOf(c)).toBe(now);
    expect(a.parent).toBe(at(now, 'Resources'));
  });

  test('keep their keys', () => {
    const old = parseYaml('t', before);
    const root = old.root?.kind === 'map' ? old.root : undefined;
    const keys = root?.pairs.map(({ key }) => key);
    const now = parseYaml('t', `V: 2\n${before.slice(5)}`, old);
    const keysNow = now.root?.kind === 'map' ? now.root.pairs.map(({ key }) => key) : [];
    expect(keysNow.map((key, i) => key === keys?.[i])).toEqual([true, true, true]);
  });

  test('are told apart where they are equal', () => {
    const old = parseYaml('t', 'R:\n  A:\n    x: 1\nS:\n  A:\n    x: 1\n');
    const now = parseYaml('t', 'R:\n  A:\n    x: 1\n  A:\n    x: 1\nS:\n  A:\n    x: 1\n', old);
    const starts = [at(now, 'R', 'A', 'x'), at(now, 'S', 'A', 'x')].map(({ range }) => range.start);
    expect(starts).toEqual([29, 46]);
  });

  test('an unchanged text is the same document', () => {
    const old = parseYaml('t', before);
    expect(parseYaml('t', before, old)).toBe(old);
    const flow = parseYaml('t', '{a: 1}');
    expect(parseYaml('t', '{a: 1}', flow)).toBe(flow);
  });

  test('typing a text letter by letter gives what parsing it at once gives', () => {
    const text = `# t\n${before}P: &p {q: [1, "a b"]}\nT: *p\n`;
    let document = parseYaml('t', '');
    for (let end = 1; end <= text.length; end++) {
      document = parseYaml('t', text.slice(0, end), document);
      expect(whole(document)).toEqual(whole(parseYaml('t', text.slice(0, end))));
    }
  });
});

test.each([
  ['deep nesting in flow', '['.repeat(20_000)],
  ['deep nesting in blocks', '- '.repeat(20_000)],
  [
    'aliases of aliases',
    `a: &a0 [x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`).join('\n')}`,
  ],
  ['an alias in itself', 'a: &a [*a]'],
  ['an unknown alias', 'a: *b'],
  ['zero bytes', 'a: \0'],
  ['a large text', `a: ${'x'.repeat(6_000_000)}`],
  ['tabs', 'a:\n\tb: 1\n'],
  ['many keys', Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n')],
  ['many open quotes', 'a: "\n'.repeat(500)],
  ['a line of blanks', `a${' '.repeat(100_000)}b`],
])('never throws: %s', (_name, text) => {
  const document = parseYaml('t', text);
  expect(document.text).toBe(text);
});

test.each([
  ['plain', 'a: xyz', 'xyz'],
  ['plain over lines', 'a: x\n  y z', 'xyz'],
  ['double with escapes', 'a: "x\\n\\u0079z"', 'xz'],
  ['double over lines', 'a: "x\n  y\n\n  z"', 'xyz'],
  ['single with apostrophes', "a: 'x''y''z'", 'xyz'],
  ['literal', 'a: |\n  x\n    y\n\n  z\n', 'xyz'],
  ['literal with CRLF', 'a: |\r\n  x\r\n  y\r\n\r\n  z\r\n', 'xyz'],
  ['folded', 'a: >\n  x\n  y\n\n  z\n', 'xyz'],
])('offsets in a scalar: %s', (_name, text, letters) => {
  const document = parseYaml('t', text);
  const scalar = at(document, 'a') as ScalarNode;
  const offsets = scalarOffsets(document, scalar);
  for (const letter of letters) expect(text[offsets(scalar.text.indexOf(letter))]).toBe(letter);
});
