import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { type LiteralSecret, literalSecrets } from '../../graph/secret-literals';
import { repairsOf } from '../../graph/secret-repair';
import { describePlace, placeAtStart } from './place-words';

export const rule = defineRule({
  id: 'secrets-template-literal',
  title: 'Credential written in the template',
  severity: 'error',
  profile: 'recommended',
  on: 'stack',
  why: `A template is read by many: it lies in a repository with its whole history, in the bucket it is deployed from, and in
CloudFormation, where everybody with cloudformation:GetTemplate sees it. A password or key in it is known to all of them for as
long as it is valid, and it cannot be changed without a deployment. Let the service manage the password, or keep it in Secrets
Manager and refer to it with a dynamic reference, or take it from a parameter with NoEcho. The repairs change who holds the password,
so they are for a person to choose. Allow it only where the text opens nothing, as in a test that runs without a network.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: etl
      MasterUserPassword: Winter-2019
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: etl
      ManageMasterUserPassword: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html',
    'https://docs.aws.amazon.com/glue/latest/dg/connection-properties-secrets-manager.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_45',
    'Checkov CKV_AWS_46',
    'Checkov CKV_AWS_384',
    'Trivy AWS-0029',
    'Trivy AWS-0129',
    'Trivy AWS-0130',
    'cfn_nag F23',
    'cfn_nag F34',
    'cfn_nag F35',
    'cfn_nag F45',
    'cfn_nag F51',
    'cfn_nag F63',
    'cfn_nag F64',
    'cfn_nag F65',
    'cfn_nag F66',
    'cfn_nag F68',
    'cfn_nag W1',
    'KICS hardcoded_aws_access_key_in_lambda',
    'KICS iam_user_login_profile_password_is_in_plaintext',
    'KICS cloudformation_specifying_credentials_not_safe',
    'KICS user_data_contains_encoded_private_key',
    'KICS common/passwords_and_secrets',
    'Guard CFN_AUTHENTICATION_RULE',
    'Guard IAM_USER_LOGIN_PROFILE_NO_PLAINTEXT_PASSWORD',
    'Guard IAM_USER_LOGIN_PROFILE_USES_SECURE_SERVICE',
    'Guard RDS_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD',
    'Guard RDS_MASTER_USER_PASSWORD_USES_SECURE_SERVICE',
    'Guard RDS_CLUSTER_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD',
    'Guard RDS_CLUSTER_MASTER_USER_PASSWORD_USES_SECURE_SERVICE',
    'Guard REDSHIFT_CLUSTER_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD',
    'Guard REDSHIFT_CLUSTER_MASTER_USER_PASSWORD_USES_SECURE_SERVICE',
    'Guard KINESIS_FIREHOSE_REDSHIFT_DESTINATION_CONFIGURATION_NO_PLAINTEXT_PASSWORD',
    'Guard KINESIS_FIREHOSE_REDSHIFT_DESTINATION_CONFIGURATION_USES_SECURE_SERVICE',
    'Guard KINESIS_FIREHOSE_SPLUNK_DESTINATION_CONFIGURATION_NO_PLAINTEXT_PASSWORD',
    'Guard KINESIS_FIREHOSE_SPLUNK_DESTINATION_CONFIGURATION_USES_SECURE_SERVICE',
  ],
  *check(stack, graph): Generator<Finding> {
    for (const literal of literalSecrets(stack.template)) {
      const { place, at } = literal;
      if (place.isArgument) continue;
      const resource = place.owner?.id;
      yield {
        at,
        message: messageOf(literal),
        ...(resource === undefined ? {} : { resource }),
        fixes: repairsOf(literal, stack, graph).map((repair) => ({ ...repair, safe: false })),
      };
    }
  },
});

function messageOf({ place, under }: LiteralSecret): string {
  const known = 'so everybody who can read it knows the secret';
  if (under !== undefined)
    return `${placeAtStart(place)} has a secret written after ${shorten(under)}, ${known}.`;
  if (place.takes === 'text') return `${placeAtStart(place)} has a secret written in it, ${known}.`;
  if (place.owner?.type === 'AWS::SSM::Parameter') {
    return `${describePlace(place)} is a secret, and a String parameter keeps it unencrypted for everybody who can read it or this template.`;
  }
  const what =
    place.credential?.kind === 'key' || place.credential?.kind === 'token'
      ? place.credential.kind
      : 'password';
  const said = place.credential === undefined ? 'secret' : what;
  return `${placeAtStart(place)} is written in this template, so everybody who can read it knows the ${said}.`;
}

function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
