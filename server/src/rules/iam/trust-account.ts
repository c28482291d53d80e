import { defineRule } from '../../engine/rule';
import { isOwnRoot } from '../../graph/own-account';
import { isConditional } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'iam-trust-account',
  title: 'Role that a whole account may assume',
  severity: 'info',
  profile: 'recommended',
  on: 'statement',
  why: `Trusting the root of an account leaves the decision to that account's IAM policies: every user and role there that is
allowed sts:AssumeRole on * may become this role. Name the roles that need it. Allow it for roles that the account's
administrators hand out by policy.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:aws:iam::\${AWS::AccountId}:root
            Action: sts:AssumeRole
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:aws:iam::\${AWS::AccountId}:role/etl
            Action: sts:AssumeRole
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
  knownAs: ['Checkov CKV_AWS_61'],
  *check(statement, graph) {
    const { policy, effect, principals } = statement;
    if (policy.kind !== 'trust' || effect !== 'Allow' || principals === undefined || principals.negated)
      return;
    if (isConditional(statement)) return;
    for (const { type, value, at } of principals.principals) {
      // What another account may do is said by iam-trust-no-external-id.
      if (type !== 'AWS' || !isOwnRoot(value, graph)) continue;
      yield {
        at,
        message: `Every role and user of this account that its policies allow may assume ${policy.resource ?? 'the role'}.`,
      };
    }
  },
});
