import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../server/src/syntax/json';
import type { Node, TreeDocument } from '../server/src/syntax/tree';
import { parseYaml } from '../server/src/syntax/yaml';
import { jsonTwin } from './harness/twin';

const yaml = `# A lake.
Resources:
  Raw:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: "raw"
      Tags:
        - {Key: team, Value: data}
        - {Key: cost, Value: 42}
        - {Key: stage, Value: dev}
  Reader:
    Type: AWS::IAM::Role
    Properties:
      Path: /
      Description: |
        Reads.
      Shared: &shared {a: 1}
      Again: *shared
`;

type Path = readonly (string | number)[];

function at(document: TreeDocument, path: Path): Node | undefined {
  let node = document.root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.get(String(step));
    else node = node?.kind === 'sequence' ? node.items[Number(step)] : undefined;
  }
  return node;
}

const raw: Path = ['Resources', 'Raw'];
const properties: Path = [...raw, 'Properties'];

interface Case {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Paths in the newer text whose nodes are those of the older one. */
  readonly kept: readonly Path[];
  readonly made: readonly Path[];
}

const cases: readonly Case[] = [
  {
    name: 'a comment changes nothing',
    from: 'BucketName: "raw"',
    to: 'BucketName: "raw" # typing',
    kept: [raw],
    made: [],
  },
  { name: 'nor does a blank line', from: '      Tags:', to: '\n      Tags:', kept: [raw], made: [] },
  {
    name: 'a changed value is new, and so is what holds it',
    from: '"raw"',
    to: '"rawer"',
    kept: [
      [...raw, 'Type'],
      [...properties, 'Tags'],
    ],
    made: [raw, properties, [...properties, 'BucketName']],
  },
  {
    name: 'other quotes make another value',
    from: '"raw"',
    to: "'raw'",
    kept: [[...properties, 'Tags']],
    made: [[...properties, 'BucketName']],
  },
  {
    name: 'another way to write the same letters, too',
    from: '"raw"',
    to: '"r\\u0061w"',
    kept: [[...properties, 'Tags']],
    made: [[...properties, 'BucketName']],
  },
  {
    name: 'an item put in between leaves those around it',
    from: '        - {Key: cost',
    to: '        - {Key: who, Value: me}\n        - {Key: cost',
    kept: [
      [...properties, 'Tags', 0],
      [...properties, 'Tags', 2],
      [...properties, 'Tags', 3],
    ],
    made: [
      [...properties, 'Tags', 1],
      [...properties, 'Tags'],
    ],
  },
  {
    name: 'a changed item leaves what else it holds',
    from: 'Value: 42',
    to: 'Value: 43',
    kept: [
      [...properties, 'Tags', 0],
      [...properties, 'Tags', 1, 'Key'],
    ],
    made: [
      [...properties, 'Tags', 1],
      [...properties, 'Tags', 1, 'Value'],
    ],
  },
  {
    name: 'a property written above leaves those below',
    from: '      BucketName',
    to: '      Note: x\n      BucketName',
    kept: [
      [...properties, 'BucketName'],
      [...properties, 'Tags'],
    ],
    made: [properties],
  },
  {
    name: 'what stands behind an alias follows its anchor',
    from: '{a: 1}',
    to: '{a: 2}',
    kept: [['Resources', 'Reader', 'Properties', 'Description']],
    made: [
      ['Resources', 'Reader', 'Properties', 'Shared'],
      ['Resources', 'Reader', 'Properties', 'Again', 'a'],
    ],
  },
];

describe('nodes of what is written as before are the same objects in the newer tree', () => {
  test.each(cases)('YAML: $name', ({ from, to, kept, made }) => {
    const older = parseYaml('t.yaml', yaml);
    const find = (document: TreeDocument, paths: readonly Path[]) => paths.map((path) => at(document, path));
    // Found before the older tree is used up; in a list that grows, the item that is the same stands elsewhere.
    const known = new Set(everyNode(older.root));
    const newer = parseYaml('t.yaml', yaml.replace(from, to), older);
    for (const node of find(newer, kept)) expect(node !== undefined && known.has(node)).toBe(true);
    for (const node of find(newer, made)) expect(node !== undefined && !known.has(node)).toBe(true);
    expect(said(newer)).toEqual(said(parseYaml('t.yaml', yaml.replace(from, to))));
  });

  test('JSON: blanks, a property put in between, a changed item', () => {
    const json = jsonTwin(yaml);
    const older = parseJson('t.json', json);
    const known = new Set(everyNode(older.root));
    const wider = json.replace('"BucketName":', '"BucketName"  :');
    const second = parseJson('t.json', wider, older);
    expect(known.has(at(second, raw) as Node)).toBe(true);
    expect(said(second)).toEqual(said(parseJson('t.json', wider)));
    const changed = wider.replace('42', '43').replace('"BucketName"', '"Note": "x", "BucketName"');
    const third = parseJson('t.json', changed, second);
    expect(known.has(at(third, [...properties, 'BucketName']) as Node)).toBe(true);
    expect(known.has(at(third, [...properties, 'Tags', 0]) as Node)).toBe(true);
    expect(known.has(at(third, [...properties, 'Tags', 1]) as Node)).toBe(false);
    expect(said(third)).toEqual(said(parseJson('t.json', changed)));
  });
});

test.each([
  ['YAML', parseYaml, yaml],
  ['JSON', parseJson, jsonTwin(yaml)],
] as const)('whatever is typed, the kept nodes say what new ones would: %s', (_name, parse, text) => {
  const stroke = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    typed: fc.constantFrom('', 'x', ' ', '\n', '# ', '"', ',', ': ', '- a\n', '      New: 1\n', '"k": [1],'),
    removed: fc.constantFrom(0, 0, 1, 3, 20),
  });
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 1, maxLength: 8 }), (strokes) => {
      let current = text;
      let document: TreeDocument = parse('t', current);
      for (const { at: share, typed, removed } of strokes) {
        const offset = Math.floor(share * current.length);
        current = current.slice(0, offset) + typed + current.slice(offset + removed);
        document = parse('t', current, document);
        expect(said(document)).toEqual(said(parse('t', current)));
      }
    }),
    { numRuns: 300, seed: 4711 },
  );
});

function everyNode(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  if (node.kind === 'map')
    return [node, ...node.pairs.flatMap(({ key, value }) => [...everyNode(key), ...everyNode(value)])];
  return node.kind === 'sequence' ? [node, ...node.items.flatMap(everyNode)] : [node];
}

/** Everything that a document says, with the places; each node's parent is the one that holds it. */
function said({ root, comments, problems, damaged, text }: TreeDocument) {
  const spell = (node: Node, parent: Node | undefined): unknown => {
    expect(node.parent).toBe(parent);
    const { kind, tag, range } = node;
    if (node.kind === 'scalar') return [kind, tag, range, node.text, node.value, node.style];
    if (node.kind === 'sequence')
      return [kind, tag, range, node.flow, node.items.map((one) => spell(one, node))];
    return [
      kind,
      tag,
      range,
      node.flow,
      node.pairs.map(({ key, value }) => [spell(key, node), spell(value, node)]),
    ];
  };
  return { root: root === undefined ? undefined : spell(root, undefined), comments, problems, damaged, text };
}
