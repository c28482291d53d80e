import { defineRule } from '../../engine/rule';
import { isPlaceholder } from '../../graph/secret-placeholders';
import { contextOf, looksSecret } from '../../graph/secret-values';

export const rule = defineRule({
  id: 'secrets-parameter-file',
  title: 'Secret in a parameter file',
  severity: 'error',
  profile: 'recommended',
  on: 'parameters',
  why: `A parameter file is checked in beside its template, and NoEcho hides the value on the console alone: everybody who can read the
repository, its history or a pipeline's artifacts has the secret that the stack is deployed with. Keep the secret in Secrets Manager
or Parameter Store, and let the template refer to it with a dynamic reference, or give the value on the command line. Placeholders and
dynamic references are fine. Allow it where the value opens nothing.`,
  bad: {
    language: 'json',
    text: `[
  { "ParameterKey": "Environment", "ParameterValue": "prod" },
  { "ParameterKey": "DbPassword", "ParameterValue": "Wint3r-Levee-42" }
]
`,
  },
  good: {
    language: 'json',
    text: `[
  { "ParameterKey": "Environment", "ParameterValue": "prod" },
  { "ParameterKey": "DbPassword", "ParameterValue": "{{resolve:secretsmanager:prod/db:SecretString:password}}" }
]
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  ],
  knownAs: [],
  *check({ values }) {
    for (const { name, text, at } of values) {
      if (isPlaceholder(text)) continue;
      const found = looksSecret(text, contextOf(name));
      if (found === undefined) continue;
      yield {
        at,
        message: `The value of ${name} stands in this file, so everybody who can read it has the secret that the stack is deployed with.`,
        resource: name,
      };
    }
  },
});
