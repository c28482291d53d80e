import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { editsFor } from '../../graph/script-edits';
import { namedSecretsIn } from '../../graph/script-named-secrets';
import { readFromSecretsManager } from '../../graph/script-secret-repair';

export const rule = defineRule({
  id: 'secrets-script-literal',
  title: 'Secret written in a script',
  severity: 'error',
  profile: 'recommended',
  on: 'script',
  why: `A password, key or token in a script is read by everybody who can read the repository, its history, or the bucket that the job
is loaded from, and stays valid until it is changed everywhere. Known token formats are found wherever they stand, comments included;
other texts where a variable, key, argument or default is named like a secret. Make it invalid first, then read the new one from
Secrets Manager when the job runs. Allow it where it is an example that was never valid.`,
  bad: {
    language: 'python',
    text: `import boto3

DB_PASSWORD = "Wint3r-Levee-42"
glue = boto3.client("glue")
`,
  },
  good: {
    language: 'python',
    text: `import json

import boto3

secret = boto3.client("secretsmanager").get_secret_value(SecretId="dwh/etl")
DB_PASSWORD = json.loads(secret["SecretString"])["password"]
glue = boto3.client("glue")
`,
  },
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets-python.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  ],
  knownAs: ['KICS common/passwords_and_secrets'],
  *check(script, graph): Generator<Finding> {
    const edits = editsFor(script);
    for (const { literal, name, nameAt } of namedSecretsIn(script)) {
      const repair = readFromSecretsManager(
        script,
        literal,
        name ?? literal.what.replace(/^an? |^the /, ''),
        edits,
        graph,
      );
      yield {
        at: literal.at,
        message:
          literal.what === 'a secret'
            ? `The text ${/^-|\s/.test(name ?? '') ? 'after' : 'under'} ${name ?? 'this name'} is a secret, which everybody who can read this script can use.`
            : `This is ${literal.what}, which everybody who can read this script can use.`,
        related:
          nameAt === undefined || isNear(nameAt.range.start, literal.at.range.start)
            ? []
            : [{ at: nameAt, message: `is put under ${name ?? 'this name'} here` }],
        fixes: repair === undefined ? [] : [{ ...repair, safe: false }],
      };
    }
  },
});

/** On the same line, most likely: a related place would say nothing. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 60;
}
