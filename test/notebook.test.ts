import { describe, expect, it } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { editsOf } from '../server/src/engine/repair';
import type { ReportedFinding } from '../server/src/engine/report';
import { rules } from '../server/src/rules/index';
import { cellBreak, parseNotebook } from '../server/src/syntax/notebook';
import { checkTexts } from './harness/rule-fixture';

const file = 'load.ipynb';
const connect = 'conn = psycopg2.connect(host="dwh", user="etl", password="Wint3r-Levee-42")';

/** A notebook as Jupyter writes it: each cell a list of lines, or one string where it is given as one. */
function notebook(cells: readonly (string | readonly string[])[], kernel: object = python): string {
  const content = {
    cells: cells.map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], source })),
    metadata: { kernelspec: kernel },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(content, undefined, 1)}\n`;
}

const python = { display_name: 'Python 3', language: 'python', name: 'python3' };

function check(text: string) {
  const { findings, reports } = checkTexts(new Map([[file, text]]), rules);
  const passwords = findings.filter(({ rule }) => rule === 'script-jdbc-plaintext-password');
  return { kind: reports[0]?.kind, passwords, findings };
}

function written(text: string, { range }: ReportedFinding): string {
  return text.slice(range.start, range.end);
}

function repaired(text: string, finding: ReportedFinding | undefined): string {
  const fix = finding?.fixes[0];
  return applyEdits(text, (fix && editsOf(fix)?.get(file)) ?? []);
}

/** The texts of the cells after a repair, as Jupyter would read them. */
function cellsOf(text: string): readonly string[] {
  const read: { cells: { source: string | string[] }[] } = JSON.parse(text);
  return read.cells.map(({ source }) => (typeof source === 'string' ? source : source.join('')));
}

describe('a notebook', () => {
  it('is one program over its cells', () => {
    const text = notebook([
      ['import psycopg2\n', 'secret = "Wint3r-Levee-42"'],
      ['psycopg2.connect(password=secret)'],
    ]);
    const { kind, passwords } = check(text);
    expect(kind).toBe('notebook');
    expect(passwords.map((one) => written(text, one))).toEqual(['\\"Wint3r-Levee-42\\"']);
    expect(passwords[0]?.related.map(({ range }) => text.slice(range.start, range.end))).toEqual(['connect']);
  });

  const shapes: readonly (readonly [string, readonly (string | readonly string[])[]])[] = [
    ['lists of lines', [['import json\n', 'import psycopg2\n', '\n', connect]]],
    ['one string', [`import json\nimport psycopg2\n\n${connect}\n`]],
    ['a line alone', [['import psycopg2\n'], [connect]]],
    ['umlauts and escapes', [['import psycopg2\n'], [`x = "\\t ä \u2028 \\""; ${connect}`]]],
    ['Windows line ends', [['import psycopg2\r\n', `${connect}\r\n`]]],
  ];
  it.each(shapes)('is repaired within its JSON: %s', (_name, cells) => {
    const text = notebook(cells);
    const { passwords } = check(text);
    expect(passwords.map((one) => written(text, one))).toEqual(['\\"Wint3r-Levee-42\\"']);
    const after = repaired(text, passwords[0]);
    expect(check(after).passwords).toEqual([]);
    const program = cellsOf(after).join('\n');
    expect(program).toContain('password=read_secret("load/credentials")["password"])');
    expect(program).toMatch(/def read_secret\(name\):\r?\n {4}"""/);
  });

  it('keeps its lines as lines', () => {
    const after = repaired(
      notebook([['import psycopg2\n', '\n', connect]]),
      check(notebook([['import psycopg2\n', '\n', connect]])).passwords[0],
    );
    const read: { cells: { source: string[] }[] } = JSON.parse(after);
    for (const line of read.cells[0]?.source.slice(0, -1) ?? []) expect(line).toMatch(/^[^\n]*\n$/);
  });

  it('may hold what is not Python', () => {
    const text = notebook([
      ['%pip install psycopg2\n', 'files = !ls -l\n', 'import psycopg2\n', 'psycopg2?'],
      ['%%sql\n', "select 'it's\n", '\n', 'from (x'],
      ['%%bash\n', 'export A="'],
      ['broken(\n', '"""'],
      ['!aws s3 ls \\\n', '  s3://lake\n', connect],
    ]);
    expect(check(text).passwords.map((one) => written(text, one))).toEqual(['\\"Wint3r-Levee-42\\"']);
  });

  it('is searched for tokens in its commands, too', () => {
    const text = notebook([
      ['import boto3\n', '%env AWS_ACCESS_KEY_ID=AKIAQ3EGRZ7LMWYVHT5N\n'],
      ['%%bash\n', 'export AWS_ACCESS_KEY_ID=AKIAQ3EGRZ7LMWYVHT5M\n'],
    ]);
    const found = check(text).findings.filter(({ rule }) => rule === 'secrets-script-literal');
    expect(found.map((one) => written(text, one))).toEqual(['AKIAQ3EGRZ7LMWYVHT5N', 'AKIAQ3EGRZ7LMWYVHT5M']);
  });

  it('accepts what a comment in the cell allows', () => {
    const text = notebook([
      ['import psycopg2\n'],
      ['# lakewarden: allow script-jdbc-plaintext-password (a test database)\n', connect],
    ]);
    expect(check(text).findings.map(({ rule }) => rule)).not.toContain('script-jdbc-plaintext-password');
    expect(check(text).findings.map(({ rule }) => rule)).not.toContain('suppression-unused');
  });

  it.each([
    ['another language', notebook([connect, 'boto3'], { language: 'scala', name: 'scala' })],
    ['no cells', notebook([])],
    ['nothing about data', notebook(['print("hello")'])],
    ['no notebook', '{"boto3": 1}'],
    ['another text', 'import boto3'],
  ])('is left alone with %s', (_name, text) => {
    expect(check(text)).toMatchObject({ kind: 'other', findings: [] });
  });

  it('is read in its third format', () => {
    const cell = (input: string | readonly string[]) => ({ cell_type: 'code', language: 'python', input });
    const text = JSON.stringify({
      worksheets: [{ cells: [cell('import psycopg2'), cell([connect])] }],
      nbformat: 3,
    });
    expect(check(text).passwords.map((one) => written(text, one))).toEqual(['\\"Wint3r-Levee-42\\"']);
  });

  // Hundreds of checks; the limit only ends a hang.
  it('is read to any length', { timeout: 120_000 }, () => {
    const text = notebook([['%%sql\n', 'select 1'], ['import psycopg2\n', 'x = "\\u00e4"\n'], [connect]]);
    for (const whole of [text, text.replaceAll('\n', '\r\n')]) {
      for (let length = 0; length <= whole.length; length++) check(whole.slice(0, length));
    }
    expect(check(text).passwords).toHaveLength(1);
  });
});

describe('cells that an editor holds open', () => {
  const joined = (...cells: readonly string[]): string => cells.map((cell) => cellBreak + cell).join('');

  it('stand for the notebook, with their own offsets', () => {
    const text = joined('import psycopg2', '%matplotlib inline', connect);
    const { kind, passwords } = check(text);
    expect(kind).toBe('notebook');
    expect(passwords.map((one) => written(text, one))).toEqual(['"Wint3r-Levee-42"']);
    const after = repaired(text, passwords[0]);
    expect(after.split(cellBreak)).toHaveLength(4);
    expect(after).toContain('password=read_secret("load/credentials")["password"])');
    expect(check(after).passwords).toEqual([]);
  });

  it('are one program of the same letters', () => {
    const cells = ['import boto3\n', '%time x = 1', '', 'y = 2'];
    const read = parseNotebook(file, joined(...cells));
    expect(read?.python.cells.map(({ text }) => text.length)).toEqual(cells.map((cell) => cell.length));
    const start = read?.python.text.indexOf('y = 2') ?? 0;
    expect(read?.rangeInFile({ start, end: start + 5 }).start).toBe(joined(...cells).indexOf('y = 2'));
  });
});

describe('the lines of a notebook that are not Python', () => {
  it('are looked at for secrets', () => {
    const text = notebook([
      'import boto3',
      '!mysql -u etl -pWint3r-Levee-43 sales',
      '%env DB_PASSWORD=Wint3r-Levee-44',
      '%%bash\nexport API_TOKEN=Wint3r-Levee-45\naws configure set aws_secret_access_key Wint3r-Levee-46',
      '%%sql postgresql://etl:Wint3r-Levee-47@db.internal/dwh\nselect 1',
      '!mysql -u etl -p"$DB_PASSWORD" sales',
      '# the password is in Vault-2019',
      '%env DB_PASSWORD_FILE=/run/secrets/Db1',
    ]);
    const { findings } = check(text);
    const secrets = findings.filter(({ rule }) => rule === 'secrets-script-literal');
    expect(secrets.map((finding) => written(text, finding))).toEqual(
      [43, 44, 45, 46, 47].map((number) => `Wint3r-Levee-${number}`),
    );
    expect(secrets.flatMap(({ fixes }) => fixes)).toEqual([]);
  });
});
