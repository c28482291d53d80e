import { saysPassword, secretName } from '../../data/secret-names';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { canBeDefaultSecret, isGeneratedKey, secretFlows, secretParameters } from '../../graph/secret-flows';

export const rule = defineRule({
  id: 'secrets-parameter-default',
  title: 'Secret parameter with a default',
  severity: 'error',
  profile: 'recommended',
  on: 'stack',
  why: `The default of a parameter stands in the template, and NoEcho does not hide it there: everybody who can read the template knows
the password that a stack has when nobody thought of another one. That is how a test password comes into production. Without a default
whoever deploys has to give a value. An empty default, asterisks, and a dynamic reference are fine. Allow it where the default opens
nothing.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  DbPassword:
    Type: String
    NoEcho: true
    Default: changeme
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: etl
      MasterUserPassword: !Ref DbPassword
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  DbPassword:
    Type: String
    NoEcho: true
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: etl
      MasterUserPassword: !Ref DbPassword
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html',
  ],
  knownAs: [],
  *check(stack): Generator<Finding> {
    const flows = secretFlows(stack);
    const secrets = secretParameters(stack);
    for (const parameter of stack.template.parameters.values()) {
      const { name, defaultAt } = parameter;
      // NoEcho hides much that is no secret: of a parameter with another name, the text has to look like one.
      const isSecret = flows.has(name) || (secrets.has(name) && secretName(name) !== 'no');
      if (defaultAt === undefined || !canBeDefaultSecret(parameter, isSecret)) continue;
      if (!secrets.has(name) && !saysPassword(name) && !isGeneratedKey(parameter)) continue;
      yield {
        at: defaultAt,
        // A user name that is hidden opens nothing by itself.
        ...(secretName(name) === 'user' && !flows.has(name) ? { severity: 'info' as const } : {}),
        message: `The default of ${name} stands in this template, so everybody who can read it knows the secret of a stack that keeps it.`,
        resource: name,
        fixes: [{ title: 'Remove the default', safe: false, changes: [parameter.remove('Default')] }],
      };
    }
  },
});
