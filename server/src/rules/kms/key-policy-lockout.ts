import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { matchesWildcard } from '../../data/wildcard';
import { defineRule } from '../../engine/rule';
import { namesEveryone } from '../../graph/exposure';
import { addStatement } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'kms-key-policy-lockout',
  title: 'Key that nobody can administer',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  why: `A key is governed by its own policy alone. When no statement lets a principal of the account change that policy, KMS
refuses to create the key, or nobody but AWS Support can ever repair it. The statement for the account's root with kms:* is
AWS's default: it lets the account's IAM policies count. Allow it for a key that another account administers.`,
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
            Principal:
              AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/etl
            Action: kms:Decrypt
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
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html'],
  knownAs: [],
  *check(key, graph) {
    const policy = graph.policiesOf(key).find(({ kind }) => kind === 'key');
    if (policy === undefined || policy.open || policy.statements.length === 0) return;
    const denied = policy.statements.find(deniesEverybody);
    if (denied === undefined && policy.statements.some(mayAdminister)) return;
    yield {
      at: denied?.at ?? (key.has('KeyPolicy') ? key.at('KeyPolicy') : key.idAt),
      message: `Nobody may change the policy of ${key.id}, so KMS refuses the key or it can never be administered.`,
      fixes:
        denied === undefined
          ? [
              {
                title: 'Let the account administer the key',
                safe: true,
                changes: [addStatement(policy, administration(key))],
              },
            ]
          : [],
    };
  },
});

/** True unless the statement certainly lets nobody of an account change the policy. */
function mayAdminister(statement: Statement): boolean {
  const { effect, principals, value } = statement;
  if (effect === 'Deny' || !coversPolicy(statement)) return false;
  if (principals === undefined || principals.negated || principals.open || value.open) return true;
  return principals.principals.some(({ type }) => type === 'AWS' || type === '*' || type === 'unknown');
}

function deniesEverybody(statement: Statement): boolean {
  const { effect, principals, conditions, conditionsOpen, actions } = statement;
  if (effect !== 'Deny' || conditions.length > 0 || conditionsOpen || principals?.negated !== false)
    return false;
  if (!namesEveryone(statement) || actions === undefined || actions.negated || actions.open) return false;
  return actions.items.some((item) => matchesWildcard(asString(item) ?? '', putPolicy));
}

const putPolicy = 'kms:PutKeyPolicy';

function coversPolicy({ actions }: Statement): boolean {
  if (actions === undefined || actions.negated || actions.open) return true;
  return actions.items.some((item) => {
    const written = asString(item);
    return written === undefined || matchesWildcard(written, putPolicy);
  });
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function administration(key: Resource) {
  return {
    Sid: 'LetTheAccountAdminister',
    Effect: 'Allow',
    Principal: { AWS: key.stack.write.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root`) },
    Action: 'kms:*',
    Resource: '*',
  };
}
