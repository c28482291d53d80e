import { spokenCallee } from '../../data/script-credentials';
import type { Finding, Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Script, ScriptEdits } from '../../glue/script';
import type { Graph } from '../../graph/graph';
import { type Credential, credentialsIn, credentialsOfModules } from '../../graph/script-credentials';
import { editsFor, removeKeywords } from '../../graph/script-edits';
import { readFromSecretsManager } from '../../graph/script-secret-repair';

export const rule = defineRule({
  id: 'script-jdbc-plaintext-password',
  title: 'Connection opened with a written password',
  severity: 'error',
  profile: 'recommended',
  on: 'script',
  why: `A password, key or token that a script gives to a database, a Spark reader or an AWS client can be read by everybody who can
read the script: in the repository and its history, in the bucket that Glue loads it from, in the console. It stays valid until
somebody changes it everywhere. Keep it in Secrets Manager, which the job's role may read, or give the job a Glue connection by its
name. AWS clients need no keys at all: they use the role. Allow it for a throw-away database on the same machine.`,
  bad: {
    language: 'python',
    text: `import psycopg2

password = "Wint3r-Levee-42"
connection = psycopg2.connect(host="dwh.internal", user="etl", password=password)
`,
  },
  good: {
    language: 'python',
    text: `import json

import boto3
import psycopg2

secret = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="dwh/etl")["SecretString"])
connection = psycopg2.connect(host="dwh.internal", user=secret["username"], password=secret["password"])
`,
  },
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets-python.html',
    'https://docs.aws.amazon.com/glue/latest/dg/connection-properties-secrets-manager.html',
  ],
  knownAs: [],
  *check(script, graph): Generator<Finding> {
    const edits = editsFor(script);
    for (const credential of credentialsIn(script)) {
      const { literal, call, opens } = credential;
      const isHere =
        call.whole.range.start <= literal.at.range.start && literal.at.range.end <= call.whole.range.end;
      yield {
        at: literal.at,
        message: `${spokenCallee(call.callee)} gets ${nounOf(credential)} from this script, so everybody who can read the script can open ${opens}.`,
        related: isHere ? [] : [{ at: call.at, message: 'reaches this call' }],
        fixes: fixesOf(credential, script, edits, graph),
      };
    }
    for (const credential of credentialsOfModules(script)) {
      const { literal, call, opens, givenAt } = credential;
      const module = literal.at.file.replace(/^.*\//, '');
      yield {
        at: givenAt.file === script.file ? givenAt : call.at,
        message: `${spokenCallee(call.callee)} gets ${nounOf(credential)} from ${module}, so everybody who can read that file can open ${opens}.`,
        related: [{ at: literal.at, message: 'is written here' }],
      };
    }
  },
});

function nounOf({ literal, name }: Credential): string {
  if (literal.what !== 'a secret') return literal.what.replace(/^an? /, 'the ');
  if (/pass|pwd|pw$/i.test(name)) return 'the password';
  if (/token/i.test(name)) return 'the token';
  return /key/i.test(name) ? 'the key' : 'the secret';
}

function fixesOf(credential: Credential, script: Script, edits: ScriptEdits, graph: Graph): Fix[] {
  const fixes: Fix[] = [];
  const written = keysOf(credential);
  if (written.length > 0)
    fixes.push({
      title: "Use the role's credentials",
      safe: false,
      changes: [removeKeywords(script, written)],
    });
  // What stores a secret has to get it from somewhere else.
  if (/^boto3\.(?:secretsmanager|ssm)\./.test(credential.call.callee)) return fixes;
  const repair = readFromSecretsManager(script, credential.literal, credential.name, edits, graph);
  if (repair !== undefined) fixes.push({ ...repair, safe: false });
  return fixes;
}

const keyNames = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'];

/** The keys that an AWS client is given in the call itself: without them it uses the role. */
function keysOf({ call, argument, literal }: Credential) {
  const isKey = argument !== undefined && keyNames.includes(argument.name ?? '');
  if (!isKey || !/^boto3\.(?:client|resource|Session|setup_default_session)$/.test(call.callee)) return [];
  const { start, end } = argument.at.range;
  if (literal.at.range.start < start || literal.at.range.end > end) return [];
  return keyNames.flatMap((name) => {
    const given = call.keyword.get(name);
    const isWritten =
      given?.nameAt !== undefined &&
      given.nameAt.range.start > call.whole.range.start &&
      given.at.range.end < call.whole.range.end;
    return given !== undefined && isWritten ? [given] : [];
  });
}
