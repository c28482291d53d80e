import { defineRule } from '../../engine/rule';
import { grantedAmong } from '../../graph/granted-actions';
import { givesPermissions } from '../../graph/policy-holder';
import type { Condition } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-role-without-boundary',
  title: 'Role that makes roles without a limit',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::IAM::Role'],
  why: `A role that creates roles or policies can make one that is more powerful than itself. A permissions boundary on it,
together with a condition on iam:PermissionsBoundary, keeps what it makes below a limit. Allow it for the role of an
administrator.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: codebuild.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: iam:CreateRole
                Resource: arn:aws:iam::111122223333:role/pipelines/*
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      PermissionsBoundary: arn:aws:iam::111122223333:policy/pipeline-limit
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: codebuild.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: iam:CreateRole
                Resource: arn:aws:iam::111122223333:role/pipelines/*
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  knownAs: [],
  *check(role, graph) {
    if (role.has('PermissionsBoundary')) return;
    for (const { policy } of graph.identityOf(role).policies) {
      for (const statement of policy.statements) {
        if (!givesPermissions(statement) || statement.conditionsOpen || statement.conditions.some(isBoundary))
          continue;
        const [granted] = grantedAmong(statement, makers);
        if (granted === undefined) continue;
        yield {
          at: role.idAt,
          message: `${role.id} may make roles or policies with ${granted.action}, and no permissions boundary limits it.`,
          related: [{ at: granted.at, message: 'granted here' }],
        };
        return;
      }
    }
  },
});

const makers = [
  'iam:CreateRole',
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
];

/** What it makes must then have a boundary itself. */
function isBoundary({ key }: Condition): boolean {
  return key.toLowerCase() === 'iam:permissionsboundary';
}
