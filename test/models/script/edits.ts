import type { Change } from '../../../server/src/base/edit';
import type { Call, Script, ScriptEdits } from '../../../server/src/glue/script';

export interface EditCase {
  readonly name: string;
  readonly input: string;
  readonly edit: (edits: ScriptEdits, script: Script) => readonly (Change | undefined)[];
  readonly expected: string;
}

const callTo = (script: Script, name: string): Call => {
  const call = script.calls.find((candidate) => candidate.callee.endsWith(name));
  if (!call) throw new Error(`no call of ${name}`);
  return call;
};
const head = 'import boto3\ns3 = boto3.client("s3")\n';

/** Repairs in the author's style. */
export const editCases: readonly EditCase[] = [
  {
    name: 'a keyword on one line',
    input: `${head}s3.put_object(Bucket="b", Key="k")  # why\n`,
    edit: (edits, script) => [edits.addKeyword(callTo(script, 'put_object'), 'ACL', '"private"')],
    expected: `${head}s3.put_object(Bucket="b", Key="k", ACL="private")  # why\n`,
  },
  {
    name: 'a keyword for a call without arguments',
    input: `${head}s3.list_buckets( )\n`,
    edit: (edits, script) => [edits.addKeyword(callTo(script, 'list_buckets'), 'A', '1')],
    expected: `${head}s3.list_buckets(A=1 )\n`,
  },
  {
    name: 'one argument per line, with a trailing comma and a comment',
    input: `${head}s3.put_object(\n    Bucket="b",\n    Key="k",  # the (key)\n)\n`,
    edit: (edits, script) => [edits.addKeyword(callTo(script, 'put_object'), 'ACL', "'x'")],
    expected: `${head}s3.put_object(\n    Bucket="b",\n    Key="k",  # the (key)\n    ACL='x',\n)\n`,
  },
  {
    name: 'one argument per line, without a trailing comma, CRLF',
    input: `${head}s3.put_object(\n    Bucket="b",\n    Key=f({"a": 1})  # c\n)\n`.replace(/\n/g, '\r\n'),
    edit: (edits, script) => [edits.addKeyword(callTo(script, 'put_object'), 'ACL', "'x'")],
    expected: `${head}s3.put_object(\n    Bucket="b",\n    Key=f({"a": 1}),  # c\n    ACL='x'\n)\n`.replace(
      /\n/g,
      '\r\n',
    ),
  },
  {
    name: 'arguments aligned with the bracket',
    input: `${head}s3.put_object(Bucket="b",\n              Key="k")\n`,
    edit: (edits, script) => [edits.addKeyword(callTo(script, 'put_object'), 'ACL', '"x"')],
    expected: `${head}s3.put_object(Bucket="b",\n              Key="k",\n              ACL="x")\n`,
  },
  {
    name: 'a dict over several lines is still one argument',
    input: `${head}s3.put_object(Tags={\n    "a": 1,\n})\n`,
    edit: (edits, script) => [edits.addKeyword(callTo(script, 'put_object'), 'ACL', '"x"')],
    expected: `${head}s3.put_object(Tags={\n    "a": 1,\n}, ACL="x")\n`,
  },
  {
    name: 'a keyword that is there is replaced',
    input: `${head}s3.put_object(ACL = "public-read", Bucket="b")\n`,
    edit: (edits, script) => [edits.setKeyword(callTo(script, 'put_object'), 'ACL', '"private"')],
    expected: `${head}s3.put_object(ACL = "private", Bucket="b")\n`,
  },
  {
    name: 'an expression is replaced',
    input: `${head}s3.put_object(Body='x' + y)\n`,
    edit: (edits, script) => {
      const body = callTo(script, 'put_object').keyword.get('Body');
      return [body && edits.replace(body.at, 'secret["password"]')];
    },
    expected: `${head}s3.put_object(Body=secret["password"])\n`,
  },
  {
    name: 'keys of dicts are set and added',
    input: `${head}s3.f({"a": 1, 'b': g(x)}, {\n    'c': 2\n}, dict(d=3))\n`,
    edit: (edits, script) =>
      callTo(script, 's3.f').positional.flatMap(({ value }) =>
        value.kind === 'mapping' ? [edits.setKey(value, 'b', '5'), edits.setKey(value, 'e', '6')] : [],
      ),
    expected: `${head}s3.f({"a": 1, 'b': 5, "e": 6}, {\n    'c': 2,\n    'b': 5,\n    'e': 6\n}, dict(d=3, b=5, e=6))\n`,
  },
  {
    name: 'an import after the imports, once',
    input:
      '"""Doc."""\nfrom __future__ import annotations\nimport boto3  # sdk\nimport os, sys\n\nx = boto3.client("s3")\n',
    edit: (edits) => [
      edits.addImport('import json'),
      edits.addImport('import json'),
      edits.addImport('import sys'),
    ],
    expected:
      '"""Doc."""\nfrom __future__ import annotations\nimport boto3  # sdk\nimport os, sys\nimport json\n\nx = boto3.client("s3")\n',
  },
  {
    name: 'a function after the imports, with an import before it',
    input: `${head}s3.f()\n`,
    edit: (edits) => [
      edits.addImport('import json'),
      edits.addFunction('read_secret', 'def read_secret(name):\n    return 1\n'),
    ],
    expected:
      'import boto3\nimport json\n\n\ndef read_secret(name):\n    return 1\n\n\ns3 = boto3.client("s3")\ns3.f()\n',
  },
  {
    name: 'a function that is there is not added',
    input: `${head}def read_secret(n):\n    pass\n`,
    edit: (edits) => [edits.addFunction('read_secret', 'def read_secret(name):\n    return 1\n')],
    expected: `${head}def read_secret(n):\n    pass\n`,
  },
  {
    name: 'blank lines that are there are not doubled',
    input: 'import boto3\n\n\nx = 1\n',
    edit: (edits) => [edits.addFunction('f', 'def f():\n    return 1')],
    expected: 'import boto3\n\n\ndef f():\n    return 1\n\n\nx = 1\n',
  },
];
