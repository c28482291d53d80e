import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iam-inline-policy',
  title: 'Inline policy',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: [
    'AWS::IAM::Role',
    'AWS::IAM::User',
    'AWS::IAM::Group',
    'AWS::IAM::Policy',
    'AWS::IAM::RolePolicy',
    'AWS::IAM::UserPolicy',
    'AWS::IAM::GroupPolicy',
  ],
  why: `An inline policy belongs to one principal: it is not seen in the list of policies, has no versions to go back to, and
is copied where two roles need the same; so is an AWS::IAM::Policy, which is put into every role that it names. A managed policy has both. Allow it for permissions that must never be attached to
anything else, which is what many teams want of a pipeline's role.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loaders:
    Type: AWS::IAM::Group
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: arn:aws:s3:::sales-data/*
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loaders:
    Type: AWS::IAM::Group
    Properties:
      ManagedPolicyArns:
        - !Ref Read
  Read:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: arn:aws:s3:::sales-data/*
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html'],
  knownAs: [
    'cfn_nag F10',
    'KICS iam_groups_inline_policies',
    'Guard IAM_NO_INLINE_POLICY_CHECK',
    'cdk-nag IAMNoInlinePolicy',
  ],
  *check(resource) {
    // What SAM writes into a role of its own making can be written nowhere else.
    if (resource.origin !== undefined) return;
    if (!principals.has(resource.type)) {
      yield {
        at: resource.idAt,
        message: `${resource.id} is an inline policy: it is copied into each principal, and no other can share it.`,
      };
      return;
    }
    const written = resource.get('Policies');
    if (written?.kind !== 'list' || written.items.length === 0) return;
    yield {
      at: resource.at('Policies'),
      message: `The permissions of ${resource.id} are written into it, where no other principal can share them.`,
    };
  },
});

const principals: ReadonlySet<string> = new Set(['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group']);
