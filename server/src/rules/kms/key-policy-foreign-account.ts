import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { foreignAccounts, isOwnRoot } from '../../graph/own-account';
import type { Policy } from '../../iam/policy';

export const rule = defineRule({
  id: 'kms-key-policy-foreign-account',
  title: 'Key that another account may use',
  severity: 'info',
  profile: 'recommended',
  on: 'policy',
  why: `The key policy admits an account that is not among the trusted ones of this workspace. Its administrators then decide
who decrypts your data, and the data may be read from there as long as the statement stands. Put accounts that may into
trustedAccounts, and take out those that nobody remembers. Allow it for a partner for whom the data is meant.`,
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
              AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
            Action: kms:*
            Resource: '*'
          - Effect: Allow
            Principal:
              AWS: arn:aws:iam::444455556666:root
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
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],
  knownAs: [],
  *check(policy, graph) {
    if (policy.kind !== 'key' || !knowsOwnAccount(policy, graph)) return;
    const seen = new Set<string>();
    for (const { account, value } of policy.statements.flatMap(foreignAccounts)) {
      if (graph.declared.trustedAccounts.includes(account) || seen.has(account)) continue;
      seen.add(account);
      yield {
        at: value.at,
        message: `Account ${account}, which is not among the trusted accounts, may use ${policy.resource ?? 'this key'}.`,
      };
    }
  },
});

/** Where the policy names the own account as such, an account that is written out is another one. */
function knowsOwnAccount(policy: Policy, graph: Graph): boolean {
  return policy.statements.some(
    ({ principals }) => principals?.principals.some(({ value }) => isOwnRoot(value, graph)) === true,
  );
}
