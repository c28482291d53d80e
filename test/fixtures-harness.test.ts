import { describe, expect, it } from 'vitest';
import type { ReportedFinding } from '../server/src/engine/report';
import { annotate, annotateAll, type MarkerLanguage, strip } from './harness/fixture';
import { jsonTwin } from './harness/twin';

interface Case {
  readonly name: string;
  readonly language?: MarkerLanguage;
  readonly text: string;
  /** The word that the finding is at, and its further parts. */
  readonly at: readonly (Partial<ReportedFinding> & { readonly word: string; readonly width?: number })[];
  readonly expected: string;
}

const cases: readonly Case[] = [
  {
    name: 'carets stand under the token',
    text: 'Acl: PublicRead\nNext: 1\n',
    at: [{ word: 'PublicRead' }],
    expected: 'Acl: PublicRead\n#    ^^^^^^^^^^ s3-acl: Open.\nNext: 1\n',
  },
  {
    name: 'fixes and related places follow, under the last caret',
    text: 'Role: 1\nAcl: Public\n',
    at: [
      {
        word: 'Public',
        related: [{ file: 'a.yaml', range: { start: 0, end: 4 }, message: 'granted here' }],
        fixes: [
          { title: 'Close it', safe: true, changes: [] },
          { title: 'Remove it', safe: false, changes: [] },
        ],
      },
    ],
    expected: [
      'Role: 1',
      'Acl: Public',
      '#    ^^^^^^ s3-acl: Open.',
      '#         | see Role (a.yaml:1): granted here',
      '#         | fix: Close it',
      '#         | unsafe fix: Remove it',
      '',
    ].join('\n'),
  },
  {
    name: 'column 0 in YAML',
    text: 'Acl: 1\n',
    at: [{ word: 'Acl', fixes: [{ title: 'Close it', safe: true, changes: [] }] }],
    expected: 'Acl: 1\n#<^^^ s3-acl: Open.\n#   | fix: Close it\n',
  },
  {
    name: 'columns 0, 1 and 2 in JSON',
    language: 'json',
    text: '{"a":1}\n',
    at: [{ word: '{' }, { word: '"a"' }, { word: 'a' }],
    expected: '{"a":1}\n//<^ s3-acl: Open.\n//<<^^^ s3-acl: Open.\n//^ s3-acl: Open.\n',
  },
  {
    name: 'several findings on one line keep their order',
    text: 'a: b c\n',
    at: [{ word: 'b' }, { word: 'c', message: 'Other.' }],
    expected: 'a: b c\n#  ^ s3-acl: Open.\n#    ^ s3-acl: Other.\n',
  },
  {
    name: 'tabs are copied, wide characters are UTF-16 units',
    text: '\tx = 1\n "😀": y\n',
    at: [{ word: 'x' }, { word: 'y' }],
    expected: '\tx = 1\n#^ s3-acl: Open.\n "😀": y\n#      ^ s3-acl: Open.\n',
  },
  {
    name: 'a tab behind the marker column stays a tab',
    language: 'python',
    text: '\t\tx = 1\n',
    at: [{ word: 'x' }],
    expected: '\t\tx = 1\n#\t^ s3-acl: Open.\n',
  },
  {
    name: 'CRLF is kept',
    text: 'a: b\r\nc: d\r\n',
    at: [{ word: 'b' }],
    expected: 'a: b\r\n#  ^ s3-acl: Open.\r\nc: d\r\n',
  },
  {
    name: 'another severity than the rule has',
    text: 'a: b\n',
    at: [{ word: 'b', severity: 'hint' }],
    expected: 'a: b\n#  ^ s3-acl (hint): Open.\n',
  },
  {
    name: 'a place without width',
    text: 'a: \n',
    at: [{ word: '\n', width: 0 }],
    expected: 'a: \n#  ! s3-acl: Open.\n',
  },
];

describe('annotate and strip', () => {
  it.each(cases)('$name', ({ language = 'yaml', text, at, expected }) => {
    const findings = at.map(({ word, width, ...rest }) => finding(text, word, width ?? word.length, rest));
    const annotated = annotate(text, findings, language, () => 'error');
    expect(annotated).toBe(expected);
    expect(strip(annotated, language)).toBe(text);
  });

  it('leaves comments alone that are no markers', () => {
    const text = '# ^ see above: this\n#  | a table\n# fix: later\nKey: 1 # ^^^ here\n#!shell\n';
    expect(strip(text, 'yaml')).toBe(text);
  });

  it('settles after one round when the last line has no end', () => {
    const findings = [finding('a: b', 'b', 1, {})];
    const annotated = annotate('a: b', findings, 'yaml');
    expect(annotated).toBe('a: b\n#  ^ s3-acl: Open.\n');
    expect(annotate(strip(annotated, 'yaml'), findings, 'yaml')).toBe(annotated);
  });

  it('counts related lines as they stand in the annotated files', () => {
    const texts = new Map([
      ['a.yaml', 'one: 1\ntwo: 2\n'],
      ['b.yaml', 'three: 3\nfour: 4\n'],
    ]);
    const related = [{ file: 'b.yaml', range: { start: 9, end: 13 }, message: 'granted here' }];
    const findings = [
      { ...finding('one: 1\ntwo: 2\n', '2', 1, { related }), file: 'a.yaml' },
      { ...finding('three: 3\n', '3', 1, {}), file: 'b.yaml' },
    ];
    expect(annotateAll(texts, findings).get('a.yaml')).toBe(
      'one: 1\ntwo: 2\n#    ^ s3-acl: Open.\n#    | see four (b.yaml:3): granted here\n',
    );
  });
});

describe('the JSON twin of a YAML template', () => {
  it.each([
    ['tags become long forms', 'A: !Ref B', { A: { Ref: 'B' } }],
    ['GetAtt is split at its first dot', 'A: !GetAtt B.C.D', { A: { 'Fn::GetAtt': ['B', 'C.D'] } }],
    [
      'tags on lists and maps',
      'A: !If [C, !Sub "${X}", d]',
      { A: { 'Fn::If': ['C', { 'Fn::Sub': '${X}' }, 'd'] } },
    ],
    ['a version stays a string', 'Version: 2012-10-17', { Version: '2012-10-17' }],
    ['an account keeps its zeros', 'Id: 000123456789', { Id: '000123456789' }],
    ['aliases are written out', 'A: &x {b: true}\nC: *x', { A: { b: true }, C: { b: true } }],
    ['nothing is null', 'A:', { A: null }],
  ])('%s', (_name, yaml, expected) => {
    expect(JSON.parse(jsonTwin(yaml))).toEqual(expected);
  });
});

function finding(text: string, word: string, width: number, rest: Partial<ReportedFinding>): ReportedFinding {
  const start = text.indexOf(word);
  return {
    file: 'a.yaml',
    rule: 's3-acl',
    severity: 'error',
    message: 'Open.',
    resource: undefined,
    range: { start, end: start + width },
    related: [],
    fixes: [],
    ...rest,
  };
}
