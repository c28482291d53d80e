import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iam-policy-on-user',
  title: 'Permissions given to a user',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IAM::User', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::UserPolicy'],
  why: `A policy on a single user is what nobody remembers when the user changes the job. Permissions belong to roles that
people and systems take on, or to groups. Allow it for the one user of a product that knows no roles.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loader:
    Type: AWS::IAM::User
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/ReadOnlyAccess
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
        - arn:aws:iam::aws:policy/ReadOnlyAccess
  Loader:
    Type: AWS::IAM::User
    Properties:
      Groups:
        - !Ref Loaders
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  knownAs: [
    'Checkov CKV_AWS_40',
    'Trivy AWS-0143',
    'cfn_nag F11',
    'cfn_nag F12',
    'SecurityHub IAM.2',
    'KICS iam_policy_on_user',
    'KICS iam_policies_attached_to_user',
    'KICS iam_managed_policy_applied_to_a_user',
    'KICS iam_policies_without_groups',
    'Guard IAM_NO_POLICY_ON_USER',
    'Guard IAM_USER_NO_POLICIES_CHECK',
    'cdk-nag IAMUserNoPolicies',
  ],
  *check(resource) {
    const properties =
      resource.type === 'AWS::IAM::User'
        ? ['Policies', 'ManagedPolicyArns']
        : resource.type === 'AWS::IAM::UserPolicy'
          ? ['UserName']
          : ['Users'];
    for (const name of properties) {
      const value = resource.get(name);
      if (
        value === undefined ||
        value.kind === 'unknown' ||
        (value.kind === 'list' && value.items.length === 0)
      )
        continue;
      yield {
        at: resource.at(name),
        message:
          resource.type === 'AWS::IAM::User'
            ? `${resource.id} has permissions of its own.`
            : `${resource.id} gives permissions to single users.`,
      };
    }
  },
});
