import { describe, expect, it } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import {
  type CommentLanguage,
  commentLanguage,
  suppressionChange,
} from '../server/src/engine/suppression-edit';

interface Case {
  readonly name: string;
  readonly language: CommentLanguage;
  /** The finding begins at the bar. */
  readonly text: string;
  /** Undefined where no comment can stand. */
  readonly expected: string | undefined;
}

const comment = '# lakewarden: allow s3-x (say why)';

const cases: readonly Case[] = [
  { name: 'the first line', language: 'yaml', text: '|A: 1\n', expected: `${comment}\nA: 1\n` },
  {
    name: 'an indented line',
    language: 'yaml',
    text: 'A:\n  B: |x\n',
    expected: `A:\n  ${comment}\n  B: x\n`,
  },
  {
    name: 'a list item',
    language: 'yaml',
    text: 'A:\n  - B: |x\n    C: y\n',
    expected: `A:\n  ${comment}\n  - B: x\n    C: y\n`,
  },
  {
    name: 'Windows line ends',
    language: 'yaml',
    text: 'A:\r\n  B: |x\r\n',
    expected: `A:\r\n  ${comment}\r\n  B: x\r\n`,
  },
  { name: 'a last line without an end', language: 'yaml', text: 'A: |1', expected: `${comment}\nA: 1` },
  { name: 'a byte order mark', language: 'yaml', text: '\ufeffA: |1', expected: `\ufeff${comment}\nA: 1` },
  { name: 'a block scalar', language: 'yaml', text: 'A: >-\n  one\n  |two\nB: 1\n', expected: undefined },
  {
    name: 'the head of a block scalar',
    language: 'yaml',
    text: 'A: |>-\n  one\n',
    expected: `${comment}\nA: >-\n  one\n`,
  },
  {
    name: 'what follows a block scalar',
    language: 'yaml',
    text: 'A:\n  - B: >\n      one\n\n      two\n    C: |y\n',
    expected: `A:\n  - B: >\n      one\n\n      two\n    ${comment}\n    C: y\n`,
  },
  {
    name: 'a tagged block scalar in a list',
    language: 'yaml',
    text: 'A:\n  - !Sub >\n    |one\n  - x\n',
    expected: undefined,
  },
  {
    name: 'what follows a block scalar in a list',
    language: 'yaml',
    text: 'A:\n  - !Sub >\n    one\n  - |x\n',
    expected: `A:\n  - !Sub >\n    one\n  ${comment}\n  - x\n`,
  },
  {
    name: 'a quoted text of two lines',
    language: 'yaml',
    text: 'A: "one\n  |two"\nB: 1\n',
    expected: undefined,
  },
  {
    name: 'what follows a quoted text',
    language: 'yaml',
    text: 'A: "one\n  \\"two"\nB: |1\n',
    expected: `A: "one\n  \\"two"\n${comment}\nB: 1\n`,
  },
  {
    name: 'JSON with comments',
    language: 'jsonc',
    text: '{\n  "A": |1\n}',
    expected: `{\n  ${comment.replace('#', '//')}\n  "A": 1\n}`,
  },
  {
    name: 'an argument of a call',
    language: 'python',
    text: 'f(\n    a=|1,\n)\n',
    expected: `f(\n    ${comment}\n    a=1,\n)\n`,
  },
  { name: 'a long string', language: 'python', text: 'a = """\n|b\n"""\n', expected: undefined },
  {
    name: 'quotes in comments and short strings',
    language: 'python',
    text: '# """\na = "\'\'\'" \'"""\'\nb = |1\n',
    expected: `# """\na = "'''" '"""'\n${comment}\nb = 1\n`,
  },
  { name: 'a continued line', language: 'python', text: 'a = 1 + \\\n  |2\n', expected: undefined },
  { name: 'a continued command', language: 'shell', text: 'aws s3 \\\n  |cp\n', expected: undefined },
  { name: 'a command', language: 'shell', text: 'x\n|aws s3\n', expected: `x\n${comment}\naws s3\n` },
];

describe('a comment that allows a finding', () => {
  it.each(cases)('$language: $name', ({ language, text, expected }) => {
    const start = text.indexOf('|');
    const clean = text.replace('|', '');
    const edits = suppressionChange(clean, language, { start, end: start + 1 }, 's3-x');
    expect(edits.length === 0 ? undefined : applyEdits(clean, edits)).toBe(expected);
  });

  it.each([
    { kind: 'template', file: 'a.yaml', text: 'Resources: {}', expected: 'yaml' },
    { kind: 'template', file: 'a.template', text: '\n{"Resources": {}}', expected: undefined },
    { kind: 'policy', file: 'a.json', text: '{}', expected: undefined },
    { kind: 'policy', file: 'a.jsonc', text: '{}', expected: 'jsonc' },
    { kind: 'script', file: 'a.py', text: '', expected: 'python' },
    { kind: 'notebook', file: 'a.ipynb', text: '{}', expected: undefined },
    { kind: 'shell', file: 'a.sh', text: '', expected: 'shell' },
    { kind: 'other', file: 'a.md', text: '', expected: undefined },
  ] as const)('is written in $file as $expected', ({ kind, file, text, expected }) => {
    expect(commentLanguage(kind, file, text)).toBe(expected);
  });
});
