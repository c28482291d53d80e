import { defineRule } from '../../engine/rule';
import { everyoneAt, namesEveryone, narrows } from '../../graph/exposure';
import { ownRoot } from '../../graph/own-account';
import { setPrincipal } from '../../iam/edits';

export const rule = defineRule({
  id: 'kms-key-policy-public',
  title: 'Key that everyone may use',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `An Allow for the principal "*" lets every AWS account use the key: encryption with it then protects nothing, and
anybody can fill the account's bill. kms:ViaService alone does not help, because everybody can call through a service;
kms:CallerAccount, aws:PrincipalOrgID or a named principal does. Allow it for a key of which everything is public.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: kms:*
            Resource: '*'
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
            Action: kms:*
            Resource: '*'
`,
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html'],
  knownAs: [
    'Checkov CKV_AWS_33',
    'cfn_nag F76',
    'SecurityHub KMS.5',
    'KICS kms_allows_wildcard_principal',
    'KICS kms_key_with_full_permissions',
    'Guard KMS_NO_WILDCARD_PRINCIPAL',
  ],
  *check(statement, graph) {
    const { policy } = statement;
    if (
      policy.kind !== 'key' ||
      statement.effect !== 'Allow' ||
      statement.conditionsOpen ||
      !namesEveryone(statement)
    )
      return;
    const limits = statement.conditions.filter(
      (condition) => narrows(condition) && condition.key.toLowerCase() !== 'kms:viaservice',
    );
    if (limits.length > 0) return;
    yield {
      at: everyoneAt(statement),
      message: `Everybody with an AWS account may use ${policy.resource ?? 'this key'}.`,
      fixes: [
        {
          title: 'Limit the statement to this account',
          safe: false,
          changes: [setPrincipal(statement, { AWS: ownRoot(policy, graph) })],
        },
      ],
    };
  },
});
