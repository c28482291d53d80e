import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { editsFor } from '../../graph/script-edits';
import { type Leak, leaksIn } from '../../graph/script-leaks';

export const rule = defineRule({
  id: 'secrets-logged',
  title: 'Secret printed, logged or written',
  severity: 'error',
  profile: 'recommended',
  on: 'script',
  why: `What a script prints goes to CloudWatch Logs, where it stays for as long as the log group keeps it, is copied to other systems,
and is read by many more people than may read the secret. The text of an exception ends there too, and a data frame in the lake.
Leave the value out of the call, and rotate the secret if the script has run. Allow it when the value is not the secret itself.`,
  bad: {
    language: 'python',
    text: `import json

import boto3

answer = boto3.client("secretsmanager").get_secret_value(SecretId="dwh/etl")
secret = json.loads(answer["SecretString"])
print("connecting with", secret["password"])
`,
  },
  good: {
    language: 'python',
    text: `import json

import boto3

answer = boto3.client("secretsmanager").get_secret_value(SecretId="dwh/etl")
secret = json.loads(answer["SecretString"])
print("connecting as", secret["username"])
`,
  },
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html',
    'https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html',
  ],
  knownAs: [],
  *check(script) {
    for (const leak of leaksIn(script)) {
      const { call, argument, what, goesTo } = leak;
      yield {
        at: argument.at,
        message: `${what.charAt(0).toUpperCase()}${what.slice(1)} goes to ${goesTo} with ${call.callee.replace(/^\./, '')}.`,
        fixes: leaveOut(leak),
      };
    }
  },
});

function leaveOut({ call, argument, masked }: Leak): Fix[] {
  if (masked === undefined) return [];
  return [
    {
      title: 'Leave the value out',
      safe: false,
      changes: [editsFor(call.script).replace(argument.at, masked)],
    },
  ];
}
