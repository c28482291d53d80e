import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PythonDocument } from '../server/src/syntax/python';
import { parsePython } from '../server/src/syntax/python';
import { literalOffsets, literalsIn, literalText } from '../server/src/syntax/python-strings';
import { literalCases, programs } from './models/python-syntax';

/** The statements of a document without what depends on its history. */
function shape(document: PythonDocument): string {
  return JSON.stringify(document.body);
}

describe('reading never fails', () => {
  test.each(programs.map((text, index) => ({ index, text })))(
    'every prefix of program $index',
    ({ text }) => {
      let document: PythonDocument | undefined;
      for (let end = 0; end <= text.length; end++) {
        document = parsePython('a.py', text.slice(0, end), document);
        expect(document.body).toBeDefined();
      }
    },
  );

  test.each([
    '('.repeat(20_000),
    `${'['.repeat(3000)}${']'.repeat(3000)}`,
    `a${'+a'.repeat(20_000)}`,
    `a${'.b()'.repeat(3000)}`,
    '-'.repeat(20_000),
    `${Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}if x:\n`).join('')}`,
    '\0\x01\xff\ud800'.repeat(500),
    "'".repeat(9999),
    '"""',
    'x = "\\',
    'x\n'.repeat(2_500_000),
  ])('odd text %#', (text) => {
    const document = parsePython('a.py', text);
    expect(document.body).toBeDefined();
    expect(document.problems).toBeDefined();
  });

  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parsePython('a.py', text).body).toBeDefined();
      }),
    );
  });
});

test('a document read again after any edit equals one read from nothing', () => {
  const [text = ''] = programs;
  const pieces = [
    '',
    '"',
    "'''",
    '(',
    ')',
    '\n',
    '    ',
    '#',
    'x = 1\n',
    'def f():\n    pass\n',
    '\\',
    '{',
    ':',
  ];
  const edit = fc.record({
    at: fc.nat({ max: text.length }),
    remove: fc.nat({ max: 20 }),
    insert: fc.constantFrom(...pieces),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
      let current = text;
      let document = parsePython('a.py', current);
      for (const { at, remove, insert } of edits) {
        current = current.slice(0, at) + insert + current.slice(at + remove);
        document = parsePython('a.py', current, document);
        expect(shape(document)).toBe(shape(parsePython('a.py', current)));
      }
    }),
  );
});

test('statements that did not change are taken over', () => {
  const text = 'def f():\n    return 1\n\nx = 1\n';
  const before = parsePython('a.py', text);
  const [first] = before.body;
  const after = parsePython('a.py', `# new\n${text}y = 2\n`, before);
  expect(after.body[0]?.statement).toBe(first?.statement);
  expect(after.body[0]?.offset).toBe(6);
});

describe('paragraphs of the top level are parsed apart', () => {
  test.each([
    ['x = 1\n\ny = 2\n', 2],
    ['x = 1\r\n\r\ny = 2\r\n', 2],
    ['x = 1\n  \n# about y\ny = 2\n', 2],
    ['x = 1\ny = 2\n', 1],
    ['if x:\n    pass\n\nelse:\n    pass\n\nx = 1\n', 2],
    ['try:\n    pass\n\nexcept A:\n    pass\n\nfinally:\n    pass\n', 1],
    ['@dec\n\n@other(\n    1\n)\n\n# of f\ndef f():\n    pass\n\n\n@dec\nclass C:\n\n    x = 1\n', 2],
    ['x = [\n\ny,\n\n]\n', 1],
    ["x = '''\n\ny = 1\n\n'''\n", 1],
    ['x = 1 + \\\n\\\n\\\ny\n\nz = 1\n', 2],
  ])('%j: %i', (text, blocks) => {
    const document = parsePython('a.py', text);
    expect(document.blocks).toHaveLength(blocks);
    expect(document.blocks.map((block) => block.text).join('')).toBe(text);
    expect(document.problems).toEqual([]);
    const [whole] = parsePython('a.py', `while True:\n${text.replace(/^(?=.)/gm, ' ')}`).body;
    const kinds = whole?.statement.kind === 'branch' ? whole.statement.ways[0] : [];
    expect(document.body.map(({ statement }) => statement.kind)).toEqual(
      kinds?.map(({ statement }) => statement.kind),
    );
  });

  test('what is broken in one does not reach the others, and those that read as they did are taken over', () => {
    const text = 'import boto3\n\n\ndef f(a):\n    return a\n\n\nclass C:\n    x = 1\n\n\ny = 2\n';
    const before = parsePython('a.py', text);
    const after = parsePython('a.py', text.replace('return a', 'return a b = = class'), before);
    expect(after.blocks.map((block, index) => block === before.blocks[index])).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(after.body.map(({ statement }) => statement.kind)).toEqual([
      'import',
      'function',
      'class',
      'assign',
    ]);
    expect(after.problems.length).toBeGreaterThan(0);
    for (const { range } of after.problems) expect(after.text.slice(range.start).length).toBeGreaterThan(30);
  });

  test('a long one is parsed as far as it has changed, and from its start while it is broken', () => {
    const text = `class C:\n${'    x = f(1, [2, 3])\n'.repeat(1500)}`;
    let document = parsePython('a.py', text);
    const half = text.indexOf('\n', text.length / 2) + 1;
    for (const typed of ['    y = g(2)\n', '    y = = g 2\n', '    y = g(2)\n', 'y = 1\n']) {
      const edited = text.slice(0, half) + typed + text.slice(half);
      document = parsePython('a.py', edited, document);
      expect(shape(document)).toBe(shape(parsePython('a.py', edited)));
    }
  });
});

describe('what is not Python', () => {
  test('a byte order mark and CRLF', () => {
    const document = parsePython('a.py', '\ufeffimport boto3\r\nx = 1\r\n');
    expect(document.problems).toEqual([]);
    expect(document.body.map(({ offset, statement }) => [offset, statement.kind])).toEqual([
      [1, 'import'],
      [15, 'assign'],
    ]);
  });

  test('magics of notebooks are blanked', () => {
    const text =
      '%idle_timeout 60\n!pip install "x\nimport boto3\n%%sql\nselect \'\nfrom t\n\nx = (5\n  % 3)\ny = """\n%not magic\n"""\n';
    const document = parsePython('a.py', text);
    expect(document.source).toHaveLength(text.length);
    expect(document.problems).toEqual([]);
    expect(document.body.map(({ statement }) => statement.kind)).toEqual(['import', 'assign', 'assign']);
  });

  test('an unclosed triple quote damages the file up to the next code at column 0', () => {
    const text = 'import boto3\nx = """ select\n  from t\ndef f():\n    """Doc."""\n    return 1\ny = 2\n';
    const document = parsePython('a.py', text);
    expect(document.body.map(({ statement }) => statement.kind)).toEqual([
      'import',
      'assign',
      'function',
      'assign',
    ]);
    expect(document.damaged).toEqual([{ start: text.indexOf('"""'), end: text.indexOf('def f') }]);
  });

  test.each([
    ['x = f(\ny = 1\n', ['assign', 'assign'], 'y ='],
    ['x = (\n    1,\ny = 1\n', ['assign', 'assign'], 'y ='],
    ['def f():\n    x = g[a,\n        b\n    return x\n\ny = 1\n', ['function', 'assign'], '    return'],
    ['x = f["""\nimport y\n""", (\ny = 1\n', ['assign', 'assign'], 'y = 1'],
  ] as const)(
    'an unclosed bracket damages the file up to the next code beside it: %j',
    (text, kinds, end) => {
      const document = parsePython('a.py', text);
      expect(document.body.map(({ statement }) => statement.kind)).toEqual(kinds);
      const range = { start: text.search(/\[|(?<!def f)\(/), end: text.indexOf(end) };
      expect(document.damaged).toEqual([range]);
      expect(document.problems).toEqual([{ range, message: 'A bracket has no end.' }]);
    },
  );

  test('what stands below a bracket that is being typed is taken over', () => {
    const text = `import boto3\n${'x = f(1)\ny = [2]\n'.repeat(2000)}`;
    const before = parsePython('a.py', text);
    const after = parsePython('a.py', text.replace('boto3\n', 'boto3\nnote = f(\n'), before);
    expect(after.body).toHaveLength(before.body.length + 1);
    before.body.slice(1).forEach(({ statement }, index) => {
      expect(after.body[index + 2]?.statement).toBe(statement);
    });
  });

  test('a string without an end damages its line', () => {
    const document = parsePython('a.py', "x = 'abc\ny = 1\n");
    expect(document.damaged).toEqual([{ start: 4, end: 8 }]);
    expect(document.body).toHaveLength(2);
  });
});

test('comments, but not in strings', () => {
  const document = parsePython('a.py', '#! x\na = "# no"  ## yes \nb = """\n# no\n"""\nf(  # in\n)\n');
  expect(document.comments.map((comment) => comment.text)).toEqual(['! x', 'yes', 'in']);
});

describe('literals', () => {
  test.each(literalCases)('$literal', ({ literal, text }) => {
    expect(literalText(literal)).toBe(text);
  });

  test.each([
    ["'a\\nb'", 10, [11, 12, 14]],
    ["r'a\\nb'", 10, [12, 13, 14, 15]],
    ['"""x\r\ny"""', 0, [3, 4, 6]],
    ["'ab'  # c'd'\n  'c'", 0, [1, 2, 16]],
    ["'\\x41\\\nB'", 0, [1, 7]],
  ])('offsets in %j', (literal, start, expected) => {
    const toFile = literalOffsets(literal, start);
    expect(expected.map((_, index) => toFile(index))).toEqual(expected);
  });

  test('adjacent literals', () => {
    expect(literalsIn(`'a' "b" r'''c'''`)).toEqual([
      { from: 0, to: 3 },
      { from: 4, to: 7 },
      { from: 8, to: 16 },
    ]);
  });
});
