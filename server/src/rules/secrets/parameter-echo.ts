import { saysPassword } from '../../data/secret-names';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { secretFlows } from '../../graph/secret-flows';
import { describePlace } from './place-words';

export const rule = defineRule({
  id: 'secrets-parameter-echo',
  title: 'Secret parameter without NoEcho',
  severity: 'error',
  profile: 'recommended',
  on: 'stack',
  why: `CloudFormation shows the values of a stack's parameters in the console, in DescribeStacks, in its events and in change sets, to
everybody who may look at the stack. NoEcho makes it show asterisks instead. A parameter that is used as a password, token or key needs
it, also when it is only passed on to a nested stack. NoEcho does not hide the value where it is put into an output, metadata or a tag.
Allow it where the parameter is only the name of a secret.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  DbPassword:
    Type: String
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
  knownAs: [
    'Guard IAM_USER_LOGIN_PROFILE_USES_SECURE_PARAMETER',
    'Guard RDS_MASTER_USER_PASSWORD_USES_SECURE_PARAMETER',
    'Guard RDS_CLUSTER_MASTER_USER_PASSWORD_USES_SECURE_PARAMETER',
    'Guard REDSHIFT_CLUSTER_MASTER_USER_PASSWORD_USES_SECURE_PARAMETER',
    'Guard KINESIS_FIREHOSE_REDSHIFT_DESTINATION_CONFIGURATION_USES_SECURE_PARAMETER',
    'Guard KINESIS_FIREHOSE_SPLUNK_DESTINATION_CONFIGURATION_USES_SECURE_PARAMETER',
  ],
  *check(stack): Generator<Finding> {
    const flows = secretFlows(stack);
    for (const parameter of stack.template.parameters.values()) {
      if (parameter.noEcho === true) continue;
      const fixes = [{ title: 'Add NoEcho', safe: true, changes: [parameter.set('NoEcho', true)] }];
      const place = flows.get(parameter.name)?.place;
      const at = parameter.noEchoAt ?? parameter.nameAt;
      const shown = 'CloudFormation shows its value to everybody who may look at the stack';
      if (place !== undefined) {
        yield {
          at,
          message: `${parameter.name} is ${describePlace(place)}, and ${shown}.`,
          resource: parameter.name,
          related: [{ at: place.keyAt, message: 'used here' }],
          fixes,
        };
      } else if (
        saysPassword(parameter.name) &&
        mayBeText(parameter.type) &&
        parameter.allowedValues === undefined
      ) {
        yield {
          at,
          severity: 'info',
          message: `By its name ${parameter.name} is a password, and ${shown}.`,
          resource: parameter.name,
          fixes,
        };
      }
    }
  },
});

function mayBeText(type: string | undefined): boolean {
  return type === undefined || type === 'String';
}
