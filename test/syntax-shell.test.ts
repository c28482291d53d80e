import { describe, expect, it } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { asString } from '../server/src/base/value';
import { editsOf } from '../server/src/engine/repair';
import { readShell } from '../server/src/glue/shell-read';
import { shellPolicies } from '../server/src/graph/shell-policies';
import { rules } from '../server/src/rules/index';
import { parseShell } from '../server/src/syntax/shell';
import { checkTexts } from './harness/rule-fixture';

/** The words of each command: what is known of them, `?` for what is not. */
function commandsOf(text: string): readonly string[] {
  const script = readShell(parseShell('a.sh', `${text}\n# aws s3 ls`));
  return (
    script?.commands.map(({ name, words }) =>
      [name, ...words.map(({ value }) => asString(value) ?? '?')].join(' | '),
    ) ?? []
  );
}

interface Case {
  readonly name: string;
  readonly input: string;
  readonly expected: readonly string[];
}

describe('commands are found', () => {
  const cases: readonly Case[] = [
    { name: 'with plain words', input: 'aws s3 ls s3://lake', expected: ['aws | s3 | ls | s3://lake'] },
    {
      name: 'with quotes',
      input: `echo 'a b' "c d" e\\ f g'h'"i"`,
      expected: ['echo | a b | c d | e f | ghi'],
    },
    { name: 'with escapes in quotes', input: 'echo "a\\"b" "c\\d"', expected: ['echo | a"b | c\\d'] },
    {
      name: 'over continued lines',
      input: 'aws s3 \\\n  ls \\\r\n  x',
      expected: ['aws | s3 | ls | x'],
    },
    {
      name: 'in lists and pipes',
      input: 'a 1 && b 2 || c 3; d 4 | e 5 & f 6',
      expected: ['a | 1', 'b | 2', 'c | 3', 'd | 4', 'e | 5', 'f | 6'],
    },
    {
      name: 'in conditions and loops',
      input: 'if a; then b; elif ! c; then d; else e; fi\nwhile f; do g; done',
      expected: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    },
    {
      name: 'in for loops',
      input: 'for x in 1 2 $(list y); do a $x; done',
      expected: ['list | y', 'a | ?'],
    },
    {
      name: 'in functions',
      input: 'load() {\n  a 1\n}\nfunction save {\n  b 2\n}\nload',
      expected: ['a | 1', 'b | 2', 'load'],
    },
    {
      name: 'in case',
      input: 'case $1 in\n  start|go) a 1 ;;\n  *) b 2;;\nesac',
      expected: ['start', 'a | 1', 'b | 2'],
    },
    { name: 'in subshells', input: '(cd x && a 1); { b 2; }', expected: ['cd | x', 'a | 1', 'b | 2'] },
    {
      name: 'in substitutions',
      input: 'x=$(a 1)\nb "$(c 2)" `d 3`',
      expected: ['a | 1', 'b | ? | ?', 'c | 2', 'd | 3'],
    },
    {
      name: 'behind runners',
      input: 'sudo -u etl aws s3 ls\nenv A=1 /usr/bin/aws s3 ls\ntime aws s3 ls',
      expected: ['aws | s3 | ls', 'aws | s3 | ls', 'aws | s3 | ls'],
    },
    { name: 'behind assignments', input: 'A=1 B="2" aws s3 ls', expected: ['aws | s3 | ls'] },
    {
      name: 'beside redirects',
      input: 'aws s3 ls > out.txt 2>&1 < in.txt',
      expected: ['aws | s3 | ls'],
    },
    { name: 'beside arithmetic', input: '(( x << 2 ))\ny=$(( 1 << 3 ))\na 1', expected: ['a | 1'] },
    {
      name: 'after heredocs',
      input: 'cat <<EOF\naws nothing here\nEOF\na 1',
      expected: ['cat', 'a | 1'],
    },
    {
      name: 'after two heredocs',
      input: "cat <<A - <<-'B'\nx\nA\n\ty\n\tB\nz 1",
      expected: ['cat | -', 'z | 1'],
    },
    { name: 'not in comments', input: '# a 1\nb 2 # c 3\nd e#f', expected: ['b | 2', 'd | e#f'] },
    {
      name: 'with variables that are given once',
      input: 'B=lake\nP="s3://$B/x"\naws s3 ls $P ${B}',
      expected: ['aws | s3 | ls | s3://lake/x | lake'],
    },
    {
      name: 'with variables that may have several values',
      input: 'B=a\nB=b\nif x; then C=1; fi\na $B $C ${D:-e} $1',
      expected: ['x', 'a | ? | ? | ? | ?'],
    },
    {
      name: 'with variables that are read',
      input: 'B=a\nread B\na $B',
      expected: ['read | B', 'a | ?'],
    },
    { name: 'in arrays left out', input: 'A=(aws s3\n ls)\nb 1', expected: ['b | 1'] },
  ];
  it.each(cases)('$name', ({ input, expected }) => {
    expect(commandsOf(input)).toEqual(expected);
  });
});

describe('the command line of AWS', () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    ['aws s3api put-object --bucket b --key k', 's3api put-object', { bucket: 'b', key: 'k' }],
    ['aws --profile p --region r s3 ls', 's3 ls', { profile: 'p', region: 'r' }],
    ['aws --no-verify-ssl s3 ls', 's3 ls', { 'no-verify-ssl': '' }],
    [
      'aws rds create-db-instance --engine=mysql --tags A B',
      'rds create-db-instance',
      { engine: 'mysql', tags: 'A B' },
    ],
    ['aws s3 cp a b --region r --sse', 's3 cp', { region: 'r', sse: '' }],
  ];
  it.each(cases)('%s', (text, name, options) => {
    const aws = readShell(parseShell('a.sh', text))?.commands[0]?.aws;
    const read = [...(aws?.options ?? [])].map(([option, { values }]) => [
      option,
      values.map(({ written }) => written).join(' '),
    ]);
    expect(`${aws?.service} ${aws?.operation}`).toBe(name);
    expect(Object.fromEntries(read)).toEqual(options);
  });
});

const statement =
  '{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::lake/*"}';
const policy = `{"Version":"2012-10-17","Statement":[${statement}]}`;

describe('which programs are read', () => {
  it.each([
    'aws s3 ls',
    'sqoop import --table orders',
    'spark-submit job.py',
    'sam deploy --guided',
    'cdk deploy Lake',
    'airflow connections list',
    'kafka-console-producer.sh --topic orders',
    'KAFKA_PASSWORD=$1',
    'curl -fsSu etl:x https://artifacts.internal',
    'wget --password x https://artifacts.internal',
    'sshpass -e scp a b:',
    'git clone https://etl:x@git.internal/jobs.git',
  ])('%s', (text) => {
    expect(readShell(parseShell('a.sh', text))).toBeDefined();
  });
  it.each([
    'echo hello',
    'make deploy',
    'npm run password-check',
    'PATH=/usr/bin ls',
    'curl -fsSL https://get.internal/install.sh',
    'git clone https://$TOKEN@git.internal/jobs.git',
  ])('not %s', (text) => {
    expect(readShell(parseShell('a.sh', text))).toBeUndefined();
  });
});

describe('policies in shell programs', () => {
  const kinds = (text: string): readonly string[] => {
    const script = readShell(parseShell('a.sh', text));
    return script === undefined ? [] : shellPolicies(script).map(({ kind }) => kind);
  };
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['in an argument', `aws s3api put-bucket-policy --bucket b --policy '${policy}'`, ['bucket']],
    [
      'in double quotes',
      `aws s3api put-bucket-policy --policy "${policy.replaceAll('"', '\\"')}"`,
      ['bucket'],
    ],
    ['in a variable', `P='${policy}'\naws s3api put-bucket-policy --policy "$P"`, ['bucket']],
    [
      'in a substitution',
      `aws s3api put-bucket-policy --policy "$(cat <<EOF\n${policy}\nEOF\n)"`,
      ['bucket'],
    ],
    [
      'in a file',
      `cat > p.json <<EOF\n${policy}\nEOF\naws kms put-key-policy --policy file://p.json`,
      ['key'],
    ],
    [
      'in a file with another spelling',
      `echo '${policy}' > "./p.json"\naws kms put-key-policy --policy "file://p.json"`,
      ['key'],
    ],
    [
      'in a file by tee',
      `sudo tee /tmp/p.json <<EOF >/dev/null\n${policy}\nEOF\naws sns set-topic-attributes --attribute-name Policy --attribute-value file:///tmp/p.json`,
      ['topic'],
    ],
    [
      'in a file by a pipe',
      `cat <<EOF | tee p.json\n${policy}\nEOF\naws kms put-key-policy --policy file://p.json`,
      ['key'],
    ],
    ['in a file that somebody else uses', `cat > p.json <<EOF\n${policy}\nEOF\naws s3 ls`, ['bucket']],
    [
      'in attributes',
      `aws sqs set-queue-attributes --attributes '{"Policy": ${JSON.stringify(policy)}}'`,
      ['queue'],
    ],
    ['for a role', `aws iam create-role --assume-role-policy-document '${policy}'`, ['trust']],
    ['not in other JSON', `aws glue create-job --command '{"Name": "glueetl"}'`, []],
  ];
  it.each(cases)('%s', (_name, text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('are judged with what is known of variables, and repaired in their text', () => {
    const text = `BUCKET=lake
cat > policy.json <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::$BUCKET/$PREFIX/*"
    }
  ]
}
POLICY
aws s3api put-bucket-policy --bucket $BUCKET --policy file://policy.json
`;
    const open = rules.filter(({ id }) => id === 's3-policy-public');
    const [found] = checkTexts(new Map([['a.sh', text]]), open).findings;
    expect(text.slice(found?.range.start, found?.range.end)).toBe('"*"');
    expect(repaired('a.sh', text, found)).toBe(
      text.replace('"*"', '{\n        "AWS": "arn:aws:iam::111122223333:root"\n      }'),
    );
  });
});

describe('broken programs', () => {
  const broken = [
    'aws s3 ls "never closed\naws s3 cp a b',
    "aws s3 ls 'never closed",
    'cat <<EOF\naws s3 ls',
    'aws s3 ls $(echo ${A:-$(b',
    'aws s3 ls ${',
    'aws `aws `aws',
    '((((((((',
    '))))',
    'case x in a) b;; esac)',
    '<<',
    '<<<',
    'x=(',
    '\u0000\u0001\ufffd aws s3 ls',
    'aws s3 ls <(aws s3 ls',
    `aws s3api put-bucket-policy --policy '{"Statement": [{"Effect": "Allow", `,
  ];
  it.each(broken)('%j is read', (text) => {
    for (const eol of ['\n', '\r\n']) {
      const whole = `aws s3 ls\n${text}\n`.replaceAll('\n', eol);
      for (let length = 0; length <= whole.length; length++) {
        expect(() => checkTexts(new Map([['a.sh', whole.slice(0, length)]]), rules)).not.toThrow();
      }
    }
  });

  const pieces = ['(', '"', "'", '`', '$(', '${', '<<A\n', '{', 'if ', '"$(', 'a=(', '((', '<(', '\\'];
  it.each(pieces)('%j many times over does not make every character be looked at again', (piece) => {
    const document = parseShell('a.sh', `aws s3 ls\n${piece.repeat(20_000)}`);
    expect(document.commands.length).toBeGreaterThan(0);
  });

  it('are damaged where a heredoc has no end', () => {
    const { damaged, problems } = parseShell('a.sh', 'aws s3 ls\ncat <<EOF\nx');
    expect(damaged).toEqual([{ start: 14, end: 21 }]);
    expect(problems.map(({ message }) => message)).toEqual(['A heredoc has no end.']);
  });
});

describe('files that have nothing to do with AWS', () => {
  it.each(['echo hello', 'npm ci && npm test', 'awsome --version', ''])('%j is left alone', (text) => {
    expect(checkTexts(new Map([['a.sh', text]]), rules).reports[0]?.kind).toBe('other');
  });
});

describe('user data of a template', () => {
  const template = (script: string): string => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loader:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          ${script}
`;

  it('is read as a shell program', () => {
    const text = template('aws s3 sync s3://$' + '{AWS::StackName}-lake /data --no-verify-ssl');
    const shell = rules.filter(({ id }) => id.startsWith('shell-'));
    const { findings } = checkTexts(new Map([['a.yaml', text]]), shell);
    const places = findings.map(({ rule, resource, range }) => [
      rule,
      resource,
      text.slice(range.start, range.end),
    ]);
    expect(places).toEqual([['shell-no-verify-ssl', 'Loader', '--no-verify-ssl']]);
    expect(repaired('a.yaml', text, findings[0])).toBe(text.replace(' --no-verify-ssl', ''));
  });

  it('has its secrets reported once', () => {
    const text = template('PGPASSWORD=Wint3r-Levee-42 psql -h dwh.internal');
    const { findings } = checkTexts(new Map([['a.yaml', text]]), rules);
    const about = findings.filter(({ rule }) => rule.includes('secret')).map(({ rule }) => rule);
    expect(about).toEqual(['secrets-template-literal']);
  });
});

/** The text after the first fix of a finding. */
function repaired(
  file: string,
  text: string,
  finding: ReturnType<typeof checkTexts>['findings'][number] | undefined,
): string {
  const fix = finding?.fixes[0];
  return applyEdits(text, (fix && editsOf(fix)?.get(file)) ?? []);
}
