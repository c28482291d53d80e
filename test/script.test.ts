import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { asString } from '../server/src/base/value';
import { scriptEdits } from '../server/src/glue/edits';
import { alternatives, beforeJson, partsOf } from '../server/src/glue/meaning';
import { readScript } from '../server/src/glue/read';
import type { Script } from '../server/src/glue/script';
import { parsePython } from '../server/src/syntax/python';
import { callCases } from './models/script/calls';
import { editCases } from './models/script/edits';
import { renderCalls, renderValue } from './models/script/render';

function read(text: string, modules: Readonly<Record<string, string>> = {}): Script {
  const script = readScript(parsePython('job.py', text), (name) => {
    const source = modules[name];
    return source === undefined ? undefined : parsePython(`${name}.py`, source);
  });
  if (!script) throw new Error('not a script');
  return script;
}

describe('calls and the values that reach them', () => {
  test.each(callCases)('$name', ({ input, only, expected }) => {
    expect(renderCalls(read(input), only)).toEqual(expected);
  });
});

describe('repairs', () => {
  test.each(editCases)('$name', ({ input, edit, expected }) => {
    const document = parsePython('job.py', input);
    const script = read(input);
    const changes = edit(scriptEdits(document), script);
    const result = applyEdits(
      input,
      changes.flatMap((change) => change?.edits() ?? []),
    );
    expect(result).toBe(expected);
  });
});

describe('what counts as a script', () => {
  test.each([
    ['import json\nprint("boto3")\n', false],
    ['x = 1\n', false],
    ['import boto3\n', true],
    ['def f():\n    import psycopg2.extras\n', true],
    ['try:\n    from awsglue.context import GlueContext\nexcept ImportError:\n    pass\n', true],
    ['df = spark.read.parquet("s3://b/k")\n', true],
    ['', false],
  ])('%j: %j', (text, expected) => {
    expect(readScript(parsePython('a.py', text)) !== undefined).toBe(expected);
  });
});

describe('places', () => {
  const slice = (text: string, at: { range: { start: number; end: number } }) =>
    text.slice(at.range.start, at.range.end);

  test('a value lies where its literal is written, an argument where it stands in the call', () => {
    const text = "import psycopg2\npw = 'lit'\ndef go(x):\n    psycopg2.connect(password=x)\ngo(pw)\n";
    const call = read(text).calls.find((candidate) => candidate.callee === 'psycopg2.connect');
    const argument = call?.keyword.get('password');
    expect(argument && [slice(text, argument.value.at), slice(text, argument.at)]).toEqual(["'lit'", 'x']);
    expect(call && [slice(text, call.at), slice(text, call.whole)]).toEqual([
      'connect',
      'psycopg2.connect(password=x)',
    ]);
    expect(argument?.nameAt && slice(text, argument.nameAt)).toBe('password');
  });

  test('every literal of several call sites is found', () => {
    const text =
      "import psycopg2\ndef go(x):\n    psycopg2.connect(password=x)\ngo('a')\ngo('a')\ngo(x='b')\n";
    const value = read(text).calls[0]?.keyword.get('password')?.value;
    const found = value ? alternatives(value).map((one) => one.at.range.start) : [];
    expect(found).toEqual([text.indexOf("'a'"), text.lastIndexOf("'a'"), text.indexOf("'b'")]);
  });

  test('parts of a known text keep their own places', () => {
    const text = "import boto3\npw = 'secret'\nuse(f'jdbc:{pw}')\n";
    const value = read(text).calls[0]?.positional[0]?.value;
    expect(asString(value)).toBe('jdbc:secret');
    expect(value && partsOf(value).map((part) => slice(text, part.at))).toEqual(['jdbc:', "'secret'"]);
  });
});

test('bindings name every place where a value gets a name', () => {
  const text = `import boto3
PW = 'a'
class C:
    pw = 'b'
    def __init__(self, token='c'):
        self.key = 'd'
d = {'secret': 'e'}
d['pass'] = 'f'
use(pwd='g')
def go(parameter):
    pass
go('h')
for i in 'x': j = i
one, two = 'k', 'l'
`;
  const bindings = read(text).bindings.map(({ of, name, value }) => `${of} ${name} ${renderValue(value)}`);
  expect(bindings.toSorted()).toEqual([
    "attribute key 'd'",
    "attribute pw 'b'",
    "key secret 'e'",
    "keyword pwd 'g'",
    "parameter parameter 'h'",
    "parameter token 'c'",
    "subscript pass 'f'",
    "variable PW 'a'",
    "variable d {secret: 'e'}",
    'variable j ?',
    "variable one 'k'",
    "variable two 'l'",
  ]);
});

test('strings are recorded once, as the whole text that they belong to, and docstrings are not', () => {
  const text = `"""Doc."""
import boto3
def f():
    'doc'
    return 'x' + name + "y"
a = f"p{b['k']}" 'q'
c = 'a%s' % b
`;
  const strings = read(text).strings.map(({ value }) => renderValue(value));
  expect(strings.toSorted()).toEqual(["'k'", "f('a' ?)", "f('p' ? 'q')", "f('x' ? 'y')"]);
});

test('policies in dicts and in texts, completed before they are dumped', () => {
  const text = `import boto3, json
policy = {'Version': '2012-10-17', 'Statement': []}
policy['Statement'].append({'Effect': 'Allow', 'Principal': '*'})
boto3.client('s3').put_bucket_policy(Bucket='b', Policy=json.dumps(policy))
other = '{"Version": "2012-10-17", "Statement": []}'
`;
  const script = read(text);
  expect(script.policies.map((value) => renderValue(value))).toEqual([
    "{Version: '2012-10-17', Statement: [{Effect: 'Allow', Principal: '*'}]}",
    '\'{"Version": "2012-10-17", "Statement": []}\'',
  ]);
  const argument = script.calls
    .find((call) => call.callee === 'boto3.s3.put_bucket_policy')
    ?.keyword.get('Policy');
  expect(argument && beforeJson(argument.value).kind).toBe('mapping');
});

test('modules of the workspace are followed', () => {
  const script = read(
    `import boto3
from common.db import connect, PASSWORD as pw
import helpers
use(pw, helpers.read('n'), helpers.HOST)
connect('x').cursor().execute('q')
`,
    {
      'common.db':
        "import psycopg2\nPASSWORD = 'shared'\ndef connect(p):\n    return psycopg2.connect(password=p)\n",
      helpers:
        "import boto3\nHOST = 'h'\ndef read(n):\n    return boto3.client('secretsmanager').get_secret_value(SecretId=n)['SecretString']\n",
    },
  );
  expect(renderCalls(script, /^use|execute/)).toEqual([
    "use('shared', <secret-store n>, 'h')",
    "psycopg2.connect.cursor.execute('q')",
  ]);
});

test('a module that imports the script ends', () => {
  const script = read('import boto3\nfrom b import x\nuse(x)\n', {
    b: 'from a import y\nx = y\n',
    a: 'from b import x\ny = x\n',
  });
  expect(renderCalls(script)).toEqual(['use(?)']);
});

test('recursion, deep chains and many call sites end', () => {
  const chain = `df = spark.read.parquet('p')${".withColumn('a', 1)".repeat(120)}\n`;
  const calls = Array.from({ length: 3000 }, (_, i) => `log('message ${i}')\n`).join('');
  const functions = Array.from(
    { length: 300 },
    (_, i) => `def f${i}(x):\n    return f${i + 1}(x) + f${i + 2}(x)\n`,
  );
  const script = read(
    `import boto3\ndef a(x):\n    return b(x)\ndef b(x):\n    return a(x + 'y')\na('z')\n${chain}def log(m):\n    print(m)\n${calls}${functions.join('')}f0('q')\n`,
  );
  expect(script.calls.filter((call) => call.callee === 'DataFrame.withColumn')).toHaveLength(120);
  expect(script.calls.filter((call) => call.callee === 'print')).toHaveLength(1);
});
