import { describe, expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../server/src/base/edit';
import {
  insertPair,
  removeEntry,
  removeItem,
  renameKey,
  setEntry,
  setPath,
  setPaths,
} from '../server/src/syntax/edit/entry';
import { appendItem, insertItem, wrapInList } from '../server/src/syntax/edit/item';
import { replaceNode } from '../server/src/syntax/edit/replace';
import { parseJson } from '../server/src/syntax/json';
import {
  type Content,
  type MapNode,
  type Node,
  type SequenceNode,
  TaggedContent,
} from '../server/src/syntax/tree';
import { parseYaml } from '../server/src/syntax/yaml';

type Path = readonly (string | number)[];
type Operation = (root: Node) => readonly TextEdit[];

/** name, text before, operation, text after; a text after of '' says that there must be no edits. */
type Case = readonly [name: string, before: string, operation: Operation, after: string];

const ref = (name: string) => new TaggedContent('!Ref', name);
const set =
  (path: Path, content: Content): Operation =>
  (root) =>
    setPath(map(root), path, content);
const setMany =
  (...values: readonly (readonly [Path, Content])[]): Operation =>
  (root) =>
    setPaths(values.map(([path, content]) => ({ map: map(root), path, content })));
const add =
  (path: Path, key: string, content: Content, where = {}): Operation =>
  (root) =>
    insertPair(map(at(root, path)), key, content, where);
const entry =
  (path: Path, key: string, content: Content, where = {}): Operation =>
  (root) =>
    setEntry(map(at(root, path)), key, content, where);
const remove =
  (path: Path, key: string | number): Operation =>
  (root) => {
    const node = at(root, path);
    return typeof key === 'number' ? removeItem(list(node), key) : removeEntry(map(node), key);
  };
const append =
  (path: Path, content: Content): Operation =>
  (root) =>
    appendItem(list(at(root, path)), content);
const insert =
  (path: Path, index: number, content: Content): Operation =>
  (root) =>
    insertItem(list(at(root, path)), index, content);
const wrap =
  (path: Path, content: Content): Operation =>
  (root) =>
    wrapInList(at(root, path), content);
const replace =
  (path: Path, content: Content): Operation =>
  (root) =>
    replaceNode(at(root, path), content);
const rename =
  (path: Path, from: string, to: string): Operation =>
  (root) =>
    renameKey(map(at(root, path)), from, to);

const yamlSeveral: readonly Case[] = [
  [
    'several values share a new map',
    'a: 1\n',
    setMany([['b', 'c'], 2], [['b', 'd', 'e'], 3], [['b', 'd', 'f'], 4]),
    'a: 1\nb:\n  c: 2\n  d:\n    e: 3\n    f: 4\n',
  ],
  [
    'several values in maps that are there',
    'a:\n  b: 1\n',
    setMany([['a', 'b'], 2], [['a', 'c'], 3], [['d'], 4]),
    'a:\n  b: 2\n  c: 3\nd: 4\n',
  ],
  [
    'several values in a map that holds nothing yet',
    'a: {}\nb: 1\n',
    (root) =>
      setPaths([
        { map: map(at(root, ['a'])), path: ['c'], content: 2 },
        { map: map(at(root, ['a'])), path: ['d', 'e'], content: 3 },
      ]),
    'a:\n  c: 2\n  d:\n    e: 3\nb: 1\n',
  ],
  ['several values behind a function', 'a: !Ref b\n', setMany([['a', 'c'], 2], [['a', 'd'], 3]), ''],
];

const yamlScalars: readonly Case[] = [
  ['plain value', 'a: 1\nb: 2\n', set(['a'], 3), 'a: 3\nb: 2\n'],
  ['keeps a comment', 'a: 1 # why\nb: 2\n', set(['a'], 3), 'a: 3 # why\nb: 2\n'],
  ['keeps double quotes', 'a: "x"\n', set(['a'], 'w'), 'a: "w"\n'],
  ['keeps single quotes', "a: 'x'\n", set(['a'], 'w'), "a: 'w'\n"],
  ['keeps a quoted boolean quoted', 'a: "true"\n', set(['a'], false), 'a: "false"\n'],
  ['equal value has no edit', 'a: "true"\n', set(['a'], true), ''],
  ['equal string has no edit', "a: 'x'\n", set(['a'], 'x'), ''],
  ['star is quoted', 'a: x\n', set(['a'], '*'), "a: '*'\n"],
  ['star takes the quotes of the document', 'a: x\nb: "{w}"\n', set(['a'], '*'), 'a: "*"\nb: "{w}"\n'],
  ['yes is quoted', 'a: x\n', set(['a'], 'yes'), "a: 'yes'\n"],
  ['date is quoted', 'a: x\n', set(['a'], '2012-10-17'), "a: '2012-10-17'\n"],
  ['account id is quoted', 'a: x\n', set(['a'], '012345678901'), "a: '012345678901'\n"],
  ['dynamic reference is quoted', 'a: x\n', set(['a'], '{{resolve:ssm:x}}'), "a: '{{resolve:ssm:x}}'\n"],
  ['colon and blank are quoted', 'a: x\n', set(['a'], 'b: c'), "a: 'b: c'\n"],
  ['hash is quoted', 'a: x\n', set(['a'], 'b #c'), "a: 'b #c'\n"],
  ['empty is quoted', 'a: x\n', set(['a'], ''), "a: ''\n"],
  ['exclamation mark is quoted', 'a: x\n', set(['a'], '!x'), "a: '!x'\n"],
  ['ampersand is quoted', 'a: x\n', set(['a'], '&x'), "a: '&x'\n"],
  ['at sign is quoted', 'a: x\n', set(['a'], '@x'), "a: '@x'\n"],
  ['an apostrophe is doubled', 'a: x\n', set(['a'], "'x"), "a: '''x'\n"],
  ['action and ARN need no quotes', 'a: x\n', set(['a'], 'arn:aws:s3:::b/*'), 'a: arn:aws:s3:::b/*\n'],
  ['CIDR needs no quotes', 'a: x\n', set(['a'], '10.0.0.0/16'), 'a: 10.0.0.0/16\n'],
  ['tag is replaced with the value', 'a: !Ref X # c\n', set(['a'], 'w'), 'a: w # c\n'],
  ['value becomes tagged', 'a: "x"\n', set(['a'], ref('Key')), 'a: !Ref Key\n'],
  ['tagged content', 'a: x\n', set(['a'], new TaggedContent('!GetAtt', 'Key.Arn')), 'a: !GetAtt Key.Arn\n'],
  ['anchor stays', 'a: &x 1\nb: *x\n', set(['a'], 2), 'a: &x 2\nb: *x\n'],
  ['alias is replaced', 'a: &x 1\nb: *x\n', set(['b'], 2), 'a: &x 1\nb: 2\n'],
  ['missing value', 'a:\nb: 1\n', set(['a'], 2), 'a: 2\nb: 1\n'],
  ['missing value with a trailing blank', 'a: \nb: 1\n', set(['a'], 2), 'a: 2\nb: 1\n'],
  ['missing value with comment', 'a:  # c\nb: 1\n', set(['a'], 2), 'a: 2  # c\nb: 1\n'],
  ['missing value at the end of the text', 'a:', set(['a'], 2), 'a: 2'],
  ['half-typed tag', 'a: !Ref\nb: 1\n', replace(['a'], 'x'), 'a: x\nb: 1\n'],
  ['value on the line below', 'a:\n  x\nb: 1\n', set(['a'], 'w'), 'a:\n  w\nb: 1\n'],
  ['plain scalar over two lines', 'a: x\n  w # c\nb: 1\n', set(['a'], 'z'), 'a: z # c\nb: 1\n'],
  ['literal block becomes a scalar', 'a: |\n  x\n  w\nb: 1\n', set(['a'], 'z'), 'a: z\nb: 1\n'],
  ['literal block with comment', 'a: | # c\n  x\nb: 1\n', set(['a'], 'z'), 'a: z # c\nb: 1\n'],
  ['several lines become a literal block', 'a: x\nb: 1\n', set(['a'], 'w\nz\n'), 'a: |\n  w\n  z\nb: 1\n'],
  ['several lines without last line end', 'a: x\n', set(['a'], 'w\nz'), 'a: |-\n  w\n  z\n'],
];

const yamlLiterals: readonly Case[] = [
  [
    'no literal block above a deeper comment',
    'a: x\n  # c\nb: 1\n',
    set(['a'], 'p\nq\n'),
    'a: "p\\nq\\n"\n  # c\nb: 1\n',
  ],
  [
    'no literal block around a comment',
    'a:\n  x: 1 # c\nb: 1\n',
    set(['a'], 'p\nq\n'),
    'a: "p\\nq\\n" # c\nb: 1\n',
  ],
  [
    'a tagged map stays tagged when its only pair goes',
    'a: !F\n  x: 1\nb: 1\n',
    remove(['a'], 'x'),
    'a: !F {}\nb: 1\n',
  ],
];

const yamlCollections: readonly Case[] = [
  ['scalar becomes a map', 'a: 1 # c\nb: 2\n', set(['a'], { x: 1 }), 'a: # c\n  x: 1\nb: 2\n'],
  ['map becomes a scalar', 'a: # c\n  x: 1\n  w: 2\nb: 2\n', set(['a'], 1), 'a: 1 # c\nb: 2\n'],
  ['map becomes a list', 'a:\n  x: 1\nb: 2\n', set(['a'], ['w']), 'a:\n  - w\nb: 2\n'],
  ['list becomes a scalar', 'a:\n- x\n- w\nb: 2\n', set(['a'], 'z'), 'a: z\nb: 2\n'],
  ['function in long form becomes a scalar', 'a:\n  Fn::Sub: x\nb: 2\n', set(['a'], 'z'), 'a: z\nb: 2\n'],
  ['tagged list becomes a scalar', 'a: !Join\n  - x\n  - [w]\nb: 2\n', set(['a'], 'z'), 'a: z\nb: 2\n'],
  [
    'scalar becomes a tagged list',
    'a: x\n',
    set(['a'], new TaggedContent('!If', ['C', 1, 2])),
    'a: !If\n  - C\n  - 1\n  - 2\n',
  ],
  [
    'tagged list where lists are flow',
    'a: x\nl: [1, 2]\n',
    set(['a'], new TaggedContent('!If', ['C', 1])),
    'a: !If [C, 1]\nl: [1, 2]\n',
  ],
  ['adds a pair at the end', 'a: 1\n', set(['b'], 2), 'a: 1\nb: 2\n'],
  ['adds without final line end', 'a: 1', set(['b'], 2), 'a: 1\nb: 2'],
  ['adds behind a comment', 'a: 1 # c\n', set(['b'], 2), 'a: 1 # c\nb: 2\n'],
  ['adds to a nested map', 'a:\n  x: 1\nb: 2\n', set(['a', 'w'], 2), 'a:\n  x: 1\n  w: 2\nb: 2\n'],
  [
    'adds behind a literal block',
    'a:\n  x: |\n    t\n\nb: 2\n',
    set(['a', 'w'], 2),
    'a:\n  x: |\n    t\n  w: 2\n\nb: 2\n',
  ],
  [
    'adds behind kept line ends',
    'a:\n  x: |+\n    t\n\nb: 2\n',
    set(['a', 'w'], 2),
    'a:\n  x: |+\n    t\n\n  w: 2\nb: 2\n',
  ],
  ['nests a path', 'a: 1\n', set(['p', 'q', 'r'], true), 'a: 1\np:\n  q:\n    r: true\n'],
  ['nests a path with a list', 'a: 1\n', set(['p', 0, 'r'], true), 'a: 1\np:\n  - r: true\n'],
  [
    'nests in four columns',
    'z:\n    a: 1\n',
    set(['z', 'p', 'q'], 1),
    'z:\n    a: 1\n    p:\n        q: 1\n',
  ],
  ['fills a missing value', 'a:\n  x:\nb: 1\n', set(['a', 'x', 'w'], 1), 'a:\n  x:\n    w: 1\nb: 1\n'],
  [
    'fills a missing value before a comment',
    'a:\n  x: # c\nb: 1\n',
    set(['a', 'x', 'w'], 1),
    'a:\n  x: # c\n    w: 1\nb: 1\n',
  ],
  ['fills an empty map', 'a: {}\nb: 1\n', set(['a', 'w'], 1), 'a:\n  w: 1\nb: 1\n'],
  ['fills an empty map before a comment', 'a: {} # c\nb: 1\n', set(['a', 'w'], 1), 'a: # c\n  w: 1\nb: 1\n'],
  ['fills an empty list', 'a: []\nb: 1\n', append(['a'], 1), 'a:\n  - 1\nb: 1\n'],
  [
    'goes through a list',
    'a:\n  - x: 1\n  - x: 2\n',
    set(['a', 1, 'w'], 3),
    'a:\n  - x: 1\n  - x: 2\n    w: 3\n',
  ],
  ['sets an item', 'a:\n  - x # c\n  - w\n', set(['a', 0], 'z'), 'a:\n  - z # c\n  - w\n'],
  [
    'sets an item to a map',
    'a:\n  - x\n  - w\n',
    set(['a', 0], { p: 1, q: 2 }),
    'a:\n  - p: 1\n    q: 2\n  - w\n',
  ],
  [
    'sets a map item to a scalar',
    'a:\n  - p: 1\n    q: 2\n  - w\n',
    set(['a', 0], 'z'),
    'a:\n  - z\n  - w\n',
  ],
  ['index behind the end appends', 'a:\n  - x\n', set(['a', 1], 'w'), 'a:\n  - x\n  - w\n'],
  ['index far behind the end is impossible', 'a:\n  - x\n', set(['a', 3], 'w'), ''],
  ['does not go through a tag', 'a: !If [x, {}, {}]\n', set(['a', 'w'], 1), ''],
  ['does not go through a function', 'a:\n  Fn::If: [x, {}, {}]\n', set(['a', 'w'], 1), ''],
  ['does not go through a scalar', 'a: 1\n', set(['a', 'w'], 1), ''],
  [
    'adds to the second line of an item',
    '- a: 1\n- b: 2\n',
    (root) => setPath(map(at(root, [0])), ['c'], 3),
    '- a: 1\n  c: 3\n- b: 2\n',
  ],
  [
    'long block value in a pair with list',
    'a:\n  - x\n',
    set(['p'], { s: [{ t: 1 }, { t: 2, u: 3 }] }),
    'a:\n  - x\np:\n  s:\n    - t: 1\n    - t: 2\n      u: 3\n',
  ],
  [
    'list dashes under the key',
    'a:\n- x\n',
    set(['p'], { s: [{ t: 1, u: 2 }] }),
    'a:\n- x\np:\n  s:\n  - t: 1\n    u: 2\n',
  ],
  [
    'quotes as the neighbours do',
    'a:\n  x: "p"\n  w: "q"\n',
    set(['a', 'z'], 'r'),
    'a:\n  x: "p"\n  w: "q"\n  z: "r"\n',
  ],
  [
    'does not quote where neighbours do not',
    'a:\n  x: "*"\n  w: q\n',
    set(['a', 'z'], 'r'),
    'a:\n  x: "*"\n  w: q\n  z: r\n',
  ],
  ['quotes keys as the neighbours do', '"a": 1\n"b": 2\n', set(['c'], 3), '"a": 1\n"b": 2\n"c": 3\n'],
  ['quotes keys that need it', 'a: 1\n', set(['2012-10-17'], 3), "a: 1\n'2012-10-17': 3\n"],
  ['keys with colons need no quotes', 'a: 1\n', set(['Fn::Sub'], 'x'), 'a: 1\nFn::Sub: x\n'],
  [
    'merged key is overridden',
    'd: &d\n  x: 1\na:\n  <<: *d\n  w: 2\n',
    set(['a', 'x'], 3),
    'd: &d\n  x: 1\na:\n  <<: *d\n  w: 2\n  x: 3\n',
  ],
  ['nothing is written behind an alias', 'd: &d\n  x: 1\na: *d\n', set(['a', 'x'], 3), ''],
  [
    'keeps a comment above the first key of a replaced map',
    'a:\n  # c\n  x: 1\nb: 1\n',
    set(['a'], { w: 1 }),
    'a:\n  # c\n  w: 1\nb: 1\n',
  ],
];

const yamlPlaces: readonly Case[] = [
  ['after a key', 'a: 1\nb: 2\n', add([], 'c', 3, { after: 'a' }), 'a: 1\nc: 3\nb: 2\n'],
  ['before a key', 'a: 1\nb: 2\n', add([], 'c', 3, { before: 'b' }), 'a: 1\nc: 3\nb: 2\n'],
  ['before the first key', 'a: 1\nb: 2\n', add([], 'c', 3, { before: 'a' }), 'c: 3\na: 1\nb: 2\n'],
  [
    'before the first key with its comment',
    'r:\n  # one\n  a: 1\n',
    add(['r'], 'c', 3, { before: 'a' }),
    'r:\n  c: 3\n  # one\n  a: 1\n',
  ],
  [
    'before the first key of an item',
    '- a: 1\n',
    (root) => insertPair(map(at(root, [0])), 'c', 3, { before: 'a' }),
    '- c: 3\n  a: 1\n',
  ],
  ['existing key is not inserted', 'a: 1\n', add([], 'a', 3), ''],
  ['unknown place is the end', 'a: 1\nb: 2\n', entry([], 'c', 3, { after: 'x' }), 'a: 1\nb: 2\nc: 3\n'],
  [
    'resource with blank lines',
    'Resources:\n  A:\n    Type: X\n\n  B:\n    Type: Y\n\nOutputs:\n  o: 1\n',
    add(['Resources'], 'C', { Type: 'Z' }, { after: 'A' }),
    'Resources:\n  A:\n    Type: X\n\n  C:\n    Type: Z\n\n  B:\n    Type: Y\n\nOutputs:\n  o: 1\n',
  ],
  [
    'resource at the end with blank lines',
    'Resources:\n  A:\n    Type: X\n\n  B:\n    Type: Y\n\nOutputs:\n  o: 1\n',
    add(['Resources'], 'C', { Type: 'Z' }),
    'Resources:\n  A:\n    Type: X\n\n  B:\n    Type: Y\n\n  C:\n    Type: Z\n\nOutputs:\n  o: 1\n',
  ],
  [
    'resource without blank lines',
    'Resources:\n  A:\n    Type: X\n  B:\n    Type: Y\n',
    add(['Resources'], 'C', { Type: 'Z' }),
    'Resources:\n  A:\n    Type: X\n  B:\n    Type: Y\n  C:\n    Type: Z\n',
  ],
  [
    'resource above a comment of the next',
    'Resources:\n  A:\n    Type: X\n  # b\n  B:\n    Type: Y\n',
    add(['Resources'], 'C', { Type: 'Z' }, { after: 'A' }),
    'Resources:\n  A:\n    Type: X\n  C:\n    Type: Z\n  # b\n  B:\n    Type: Y\n',
  ],
  ['renames a key', 'a: 1\nb: 2\n', rename([], 'a', 'c'), 'c: 1\nb: 2\n'],
  ['renames a quoted key', '"a": 1\n', rename([], 'a', 'c'), '"c": 1\n'],
  ['renaming to an existing key is impossible', 'a: 1\nb: 2\n', rename([], 'a', 'b'), ''],
];

const yamlRemovals: readonly Case[] = [
  ['first pair', 'x:\n  a: 1\n  b: 2\n', remove(['x'], 'a'), 'x:\n  b: 2\n'],
  ['last pair', 'x:\n  a: 1\n  b: 2\nw: 1\n', remove(['x'], 'b'), 'x:\n  a: 1\nw: 1\n'],
  ['last pair without line end', 'a: 1\nb: 2', remove([], 'b'), 'a: 1'],
  ['with its comment', 'a: 1\nb: 2 # c\nd: 3\n', remove([], 'b'), 'a: 1\nd: 3\n'],
  [
    'with the comment above',
    'x:\n  a: 1\n  # c\n  # d\n  b: 2\n  e: 3\n',
    remove(['x'], 'b'),
    'x:\n  a: 1\n  e: 3\n',
  ],
  [
    'not the comment above a blank line',
    'x:\n  a: 1\n  # c\n\n  b: 2\n  e: 3\n',
    remove(['x'], 'b'),
    'x:\n  a: 1\n  # c\n\n  e: 3\n',
  ],
  [
    'not the comment at another indentation',
    'x:\n  a: 1\n # c\n  b: 2\n  e: 3\n',
    remove(['x'], 'b'),
    'x:\n  a: 1\n # c\n  e: 3\n',
  ],
  ['not the title of the file', '# title\na: 1\nb: 2\n', remove([], 'a'), '# title\nb: 2\n'],
  ['with everything below it', 'a:\n  b:\n    - c\n  d: |\n    e\nf: 1\n', remove([], 'a'), 'f: 1\n'],
  ['only pair leaves an empty map', 'a:\n  b: 1\nc: 2\n', remove(['a'], 'b'), 'a: {}\nc: 2\n'],
  ['only pair of the file', 'a: 1\n', remove([], 'a'), '{}\n'],
  [
    'one of the blank lines around it',
    'r:\n  A:\n    t: 1\n\n  B:\n    t: 2\n\n  C:\n    t: 3\n',
    remove(['r'], 'B'),
    'r:\n  A:\n    t: 1\n\n  C:\n    t: 3\n',
  ],
  ['blank line above the last', 'A:\n  t: 1\n\nB:\n  t: 2\n', remove([], 'B'), 'A:\n  t: 1\n'],
  ['first pair of an item', '- a: 1\n  b: 2\n', remove([0], 'a'), '- b: 2\n'],
  ['item', 'a:\n  - x\n  - w # c\n  - z\n', remove(['a'], 1), 'a:\n  - x\n  - z\n'],
  ['item with maps', 'a:\n- x: 1\n  w: 2\n- z: 3\n', remove(['a'], 0), 'a:\n- z: 3\n'],
  ['only item leaves an empty list', 'a:\n  - x\nb: 1\n', remove(['a'], 0), 'a: []\nb: 1\n'],
  ['anchor that is needed stays', 'a: &x 1\nb: *x\n', remove([], 'a'), ''],
  ['repeated key is impossible', 'a: 1\na: 2\n', remove([], 'a'), ''],
  ['absent key', 'a: 1\n', remove([], 'b'), ''],
];

const yamlLists: readonly Case[] = [
  ['append to an indented list', 'a:\n  - x\nb: 1\n', append(['a'], 'w'), 'a:\n  - x\n  - w\nb: 1\n'],
  ['append to a list under its key', 'a:\n- x\nb: 1\n', append(['a'], 'w'), 'a:\n- x\n- w\nb: 1\n'],
  [
    'append a map',
    'a:\n  - x: 1\n',
    append(['a'], { x: 2, w: { z: 3 } }),
    'a:\n  - x: 1\n  - x: 2\n    w:\n      z: 3\n',
  ],
  ['append a list', 'a:\n  - x\n', append(['a'], [1, 2]), 'a:\n  - x\n  - - 1\n    - 2\n'],
  ['append keeps quotes', "a:\n  - 'x'\n", append(['a'], 'w'), "a:\n  - 'x'\n  - 'w'\n"],
  [
    'append tagged',
    'a:\n  - x # c\n',
    append(['a'], new TaggedContent('!Sub', '$' + '{A}/*')),
    'a:\n  - x # c\n  - !Sub $' + '{A}/*\n',
  ],
  ['insert first', 'a:\n  - x\n', insert(['a'], 0, 'w'), 'a:\n  - w\n  - x\n'],
  ['insert between', 'a:\n  - x\n  - z\n', insert(['a'], 1, 'w'), 'a:\n  - x\n  - w\n  - z\n'],
  ['append in the root', '- x\n', append([], 'w'), '- x\n- w\n'],
  ['wrap a scalar', 'a: x\nb: 1\n', wrap(['a'], 'w'), 'a:\n  - x\n  - w\nb: 1\n'],
  ['wrap keeps the comment', 'a: x # c\nb: 1\n', wrap(['a'], 'w'), 'a:\n  - x # c\n  - w\nb: 1\n'],
  ['wrap in the style of other lists', 'l:\n- p\na: x\n', wrap(['a'], 'w'), 'l:\n- p\na:\n- x\n- w\n'],
  [
    'wrap in flow where lists are flow',
    'l: [p, q]\na: x # c\n',
    wrap(['a'], 'w'),
    'l: [p, q]\na: [x, w] # c\n',
  ],
  ['wrap a tagged scalar', 'a: !Ref X\n', wrap(['a'], ref('Y')), 'a:\n  - !Ref X\n  - !Ref Y\n'],
  [
    'wrap a long function',
    'a:\n  Fn::Sub:\n    - x\n    - w: 1\nb: 1\n',
    wrap(['a'], 'z'),
    'a:\n  - Fn::Sub:\n      - x\n      - w: 1\n  - z\nb: 1\n',
  ],
  ['wrap a missing value', 'a:\nb: 1\n', wrap(['a'], 'z'), 'a:\n  - z\nb: 1\n'],
];

const yamlFlow: readonly Case[] = [
  ['set in braces', 'a: {x: 1, w: 2}\n', set(['a', 'x'], 3), 'a: {x: 3, w: 2}\n'],
  ['add in braces', 'a: {x: 1}\n', set(['a', 'w'], 2), 'a: {x: 1, w: 2}\n'],
  ['add with padding', 'a: { x: 1 }\n', set(['a', 'w'], { z: 2 }), 'a: { x: 1, w: { z: 2 } }\n'],
  ['add first', 'a: {x: 1}\n', add(['a'], 'w', 2, { before: 'x' }), 'a: {w: 2, x: 1}\n'],
  ['add between', 'a: {x: 1, z: 3}\n', add(['a'], 'w', 2, { after: 'x' }), 'a: {x: 1, w: 2, z: 3}\n'],
  ['add with narrow commas', 'a: {x: 1,z: 3}\n', set(['a', 'w'], 2), 'a: {x: 1,z: 3,w: 2}\n'],
  ['add a text with comma', 'a: {x: 1}\n', set(['a', 'w'], 'p,q'), "a: {x: 1, w: 'p,q'}\n"],
  ['add with quoted keys', 'a: {"x": 1}\n', set(['a', 'w'], 2), 'a: {"x": 1, "w": 2}\n'],
  ['missing value in braces', 'a: {x: , w: 1}\n', set(['a', 'x'], 2), 'a: {x: 2, w: 1}\n'],
  ['remove first', 'a: {x: 1, w: 2}\n', remove(['a'], 'x'), 'a: {w: 2}\n'],
  ['remove last', 'a: {x: 1, w: 2}\n', remove(['a'], 'w'), 'a: {x: 1}\n'],
  ['remove middle', 'a: {x: 1, w: 2, z: 3}\n', remove(['a'], 'w'), 'a: {x: 1, z: 3}\n'],
  ['remove only', 'a: {x: 1}\n', remove(['a'], 'x'), 'a: {}\n'],
  ['append', 'a: [x]\n', append(['a'], 'w'), 'a: [x, w]\n'],
  ['append with padding', 'a: [ x ]\n', append(['a'], 'w'), 'a: [ x, w ]\n'],
  ['append with quotes', 'a: ["x"]\n', append(['a'], 'w'), 'a: ["x", "w"]\n'],
  ['append tagged', 'a: [!Ref X]\n', append(['a'], ref('Y')), 'a: [!Ref X, !Ref Y]\n'],
  ['replace a tagged item', 'a: [!Ref X, w]\n', set(['a', 0], 'z'), 'a: [z, w]\n'],
  ['remove a tagged item', 'a: [x, !Ref Y, z]\n', remove(['a'], 1), 'a: [x, z]\n'],
  ['remove only item', 'a: [x]\n', remove(['a'], 0), 'a: []\n'],
  ['several lines', 'a: {\n  x: 1,\n  w: 2\n}\n', set(['a', 'z'], 3), 'a: {\n  x: 1,\n  w: 2,\n  z: 3\n}\n'],
  [
    'several lines with comments',
    'a: {\n  x: 1,\n  w: 2 # c\n  }\n',
    set(['a', 'z'], 3),
    'a: {\n  x: 1,\n  w: 2, # c\n  z: 3\n  }\n',
  ],
  ['wrap in braces', 'a: {x: w}\n', wrap(['a', 'x'], 'z'), 'a: {x: [w, z]}\n'],
  ['empty map in braces', 'a: {x: {}}\n', set(['a', 'x', 'w'], 1), 'a: {x: {w: 1}}\n'],
  ['map in flow becomes a scalar', 'a: {x: 1} # c\n', set(['a'], 2), 'a: 2 # c\n'],
  ['map in flow becomes a block', 'a: {x: 1} # c\nb: 1\n', set(['a'], { w: 2 }), 'a: # c\n  w: 2\nb: 1\n'],
];

const json: readonly Case[] = [
  ['set', '{\n  "a": 1,\n  "b": 2\n}\n', set(['a'], 'x'), '{\n  "a": "x",\n  "b": 2\n}\n'],
  ['add', '{\n  "a": 1\n}\n', set(['b'], 2), '{\n  "a": 1,\n  "b": 2\n}\n'],
  [
    'add nested',
    '{\n  "a": 1\n}\n',
    set(['b', 'c', 'd'], true),
    '{\n  "a": 1,\n  "b": {\n    "c": {\n      "d": true\n    }\n  }\n}\n',
  ],
  [
    'add to a nested map',
    '{\n  "a": {\n    "x": 1\n  },\n  "b": 2\n}\n',
    set(['a', 'w'], 2),
    '{\n  "a": {\n    "x": 1,\n    "w": 2\n  },\n  "b": 2\n}\n',
  ],
  [
    'add with tabs',
    '{\n\t"a": {\n\t\t"x": 1\n\t}\n}\n',
    set(['a', 'w', 'z'], 2),
    '{\n\t"a": {\n\t\t"x": 1,\n\t\t"w": {\n\t\t\t"z": 2\n\t\t}\n\t}\n}\n',
  ],
  [
    'add with four blanks',
    '{\n    "a": 1\n}',
    set(['b'], { c: [1] }),
    '{\n    "a": 1,\n    "b": {\n        "c": [\n            1\n        ]\n    }\n}',
  ],
  ['add on one line', '{"a":1}', set(['b'], 'x'), '{"a":1,"b":"x"}'.replace(',"', ', "')],
  ['add on one line with commas', '{"a":1,"c":2}', set(['b'], { d: 1 }), '{"a":1,"c":2,"b":{"d":1}}'],
  ['add with padding', '{ "a": 1 }', set(['b'], 2), '{ "a": 1, "b": 2 }'],
  [
    'add to an inline map',
    '{\n  "a": { "x": 1 },\n  "b": 2\n}',
    set(['a', 'w'], 2),
    '{\n  "a": { "x": 1, "w": 2 },\n  "b": 2\n}',
  ],
  [
    'fill an empty map',
    '{\n  "a": {},\n  "b": 2\n}',
    set(['a', 'w'], 2),
    '{\n  "a": {\n    "w": 2\n  },\n  "b": 2\n}',
  ],
  ['fill an empty file', '{}', set(['a'], 2), '{\n  "a": 2\n}'],
  [
    'fill an empty map over two lines',
    '{\n  "a": {\n  }\n}',
    set(['a', 'w'], 2),
    '{\n  "a": {\n    "w": 2\n  }\n}',
  ],
  ['fill an empty list', '{\n  "a": []\n}', append(['a'], 'x'), '{\n  "a": [\n    "x"\n  ]\n}'],
  [
    'after a key',
    '{\n  "a": 1,\n  "b": 2\n}',
    add([], 'c', 3, { after: 'a' }),
    '{\n  "a": 1,\n  "c": 3,\n  "b": 2\n}',
  ],
  ['before the first key', '{\n  "a": 1\n}', add([], 'c', 3, { before: 'a' }), '{\n  "c": 3,\n  "a": 1\n}'],
  ['comment behind the last pair', '{\n  "a": 1 // c\n}', set(['b'], 2), '{\n  "a": 1, // c\n  "b": 2\n}'],
  [
    'comment behind a comma',
    '{\n  "a": 1, // c\n  "b": 2\n}',
    add([], 'c', 3, { after: 'a' }),
    '{\n  "a": 1, // c\n  "c": 3,\n  "b": 2\n}',
  ],
  ['trailing comma', '{\n  "a": 1,\n}', set(['b'], 2), '{\n  "a": 1,\n  "b": 2,\n}'],
  ['remove first', '{\n  "a": 1,\n  "b": 2\n}', remove([], 'a'), '{\n  "b": 2\n}'],
  ['remove last', '{\n  "a": 1,\n  "b": 2\n}', remove([], 'b'), '{\n  "a": 1\n}'],
  [
    'remove with comments',
    '{\n  "a": 1,\n  // why\n  "b": 2, // c\n  "d": 3\n}',
    remove([], 'b'),
    '{\n  "a": 1,\n  "d": 3\n}',
  ],
  ['remove last with comment', '{\n  "a": 1, // a\n  "b": 2 // b\n}', remove([], 'b'), '{\n  "a": 1 // a\n}'],
  ['remove only', '{\n  "a": {\n    "x": 1\n  }\n}', remove(['a'], 'x'), '{\n  "a": {}\n}'],
  ['remove on one line', '{"a": 1, "b": 2}', remove([], 'a'), '{"b": 2}'],
  ['remove an item', '{"a": [1, 2, 3]}', remove(['a'], 2), '{"a": [1, 2]}'],
  [
    'remove an item with its lines',
    '{\n  "a": [\n    {\n      "x": 1\n    },\n    2\n  ]\n}',
    remove(['a'], 0),
    '{\n  "a": [\n    2\n  ]\n}',
  ],
  ['append on one line', '{"a": ["x"]}', append(['a'], 'w'), '{"a": ["x", "w"]}'],
  [
    'append over lines',
    '{\n  "a": [\n    "x"\n  ]\n}',
    append(['a'], 'w'),
    '{\n  "a": [\n    "x",\n    "w"\n  ]\n}',
  ],
  [
    'append a map over lines',
    '{\n  "a": [\n    {\n      "x": 1\n    }\n  ]\n}',
    append(['a'], { x: 2 }),
    '{\n  "a": [\n    {\n      "x": 1\n    },\n    {\n      "x": 2\n    }\n  ]\n}',
  ],
  [
    'append a map to joined brackets',
    '{\n  "a": [{\n    "x": 1\n  }]\n}',
    append(['a'], { x: 2 }),
    '{\n  "a": [{\n    "x": 1\n  }, {\n    "x": 2\n  }]\n}',
  ],
  ['insert first item', '{"a": [1]}', insert(['a'], 0, 2), '{"a": [2, 1]}'],
  ['wrap on one line', '{"a": "x"}', wrap(['a'], 'w'), '{"a": ["x", "w"]}'],
  [
    'wrap over lines',
    '{\n  "a": "x",\n  "b": 1\n}',
    wrap(['a'], 'w'),
    '{\n  "a": [\n    "x",\n    "w"\n  ],\n  "b": 1\n}',
  ],
  [
    'wrap where lists are on one line',
    '{\n  "l": ["p"],\n  "a": "x"\n}',
    wrap(['a'], 'w'),
    '{\n  "l": ["p"],\n  "a": ["x", "w"]\n}',
  ],
  [
    'wrap a map',
    '{\n  "a": {\n    "Ref": "x"\n  }\n}',
    wrap(['a'], { Ref: 'w' }),
    '{\n  "a": [\n    {\n      "Ref": "x"\n    },\n    {\n      "Ref": "w"\n    }\n  ]\n}',
  ],
  [
    'small maps on one line',
    '{\n  "a": {"Ref": "x"}\n}',
    set(['b'], { c: { Ref: 'w' } }),
    '{\n  "a": {"Ref": "x"},\n  "b": {\n    "c": {"Ref": "w"}\n  }\n}',
  ],
  ['map becomes a scalar', '{\n  "a": {\n    "x": 1\n  }\n}', set(['a'], 'x'), '{\n  "a": "x"\n}'],
  [
    'scalar becomes a map',
    '{\n  "a": "x"\n}',
    set(['a'], { x: [1, 2] }),
    '{\n  "a": {\n    "x": [\n      1,\n      2\n    ]\n  }\n}',
  ],
  ['root is replaced', '{\n  "a": 1\n}\n', replace([], { b: 2 }), '{\n  "b": 2\n}\n'],
  ['rename', '{"a": 1}', rename([], 'a', 'b'), '{"b": 1}'],
  ['quoted boolean stays quoted', '{"a": "true"}', set(['a'], false), '{"a": "false"}'],
  ['tags are impossible', '{"a": 1}', set(['a'], ref('X')), ''],
  ['nothing where the parser guessed', '{\n  "a": ,\n  "b": 1\n}', set(['a'], 1), ''],
  [
    'resource',
    '{\n  "Resources": {\n    "A": {\n      "Type": "X"\n    },\n    "B": {\n      "Type": "Y"\n    }\n  }\n}',
    add(['Resources'], 'C', { Type: 'Z' }, { after: 'A' }),
    '{\n  "Resources": {\n    "A": {\n      "Type": "X"\n    },\n    "C": {\n      "Type": "Z"\n    },\n    "B": {\n      "Type": "Y"\n    }\n  }\n}',
  ],
];

describe.each([
  ['yaml', yamlScalars],
  ['yaml', yamlSeveral],
  ['yaml', yamlLiterals],
  ['yaml', yamlCollections],
  ['yaml', yamlPlaces],
  ['yaml', yamlRemovals],
  ['yaml', yamlLists],
  ['yaml', yamlFlow],
  ['json', json],
] as const)('%s', (language, cases) => {
  test.each(cases)('%s', (_name, before, operation, after) => check(language, before, operation, after));
  // A text of one line does not say which line ends it has.
  const ofLines = cases.filter(([, before]) => before.includes('\n'));
  test.each(ofLines)('%s, with CRLF', (_name, before, operation, after) => {
    check(language, before.replaceAll('\n', '\r\n'), operation, after.replaceAll('\n', '\r\n'));
  });
});

function check(language: 'yaml' | 'json', before: string, operation: Operation, after: string): void {
  const parse = language === 'json' ? parseJson : parseYaml;
  const { root } = parse('t', before);
  const edits = root === undefined ? [] : operation(root);
  expect(applyEdits(before, edits)).toBe(after === '' ? before : after);
  if (after === '') expect(edits).toEqual([]);
  else expect(parse('t', after).problems).toEqual([]);
}

function at(root: Node, path: Path): Node {
  let node: Node | undefined = root;
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

function map(node: Node): MapNode {
  if (node.kind !== 'map') throw new Error('Not a map.');
  return node;
}

function list(node: Node): SequenceNode {
  if (node.kind !== 'sequence') throw new Error('Not a list.');
  return node;
}
