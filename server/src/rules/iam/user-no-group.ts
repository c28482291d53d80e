import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iam-user-no-group',
  title: 'User in no group',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::IAM::User'],
  why: `Users in groups get and lose permissions with their task; a user without a group has none, or has them by itself.
Allow it for the user of a product that has to have one.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loader:
    Type: AWS::IAM::User
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loader:
    Type: AWS::IAM::User
    Properties:
      Groups:
        - loaders
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  knownAs: [
    'cfn_nag F2000',
    'KICS iam_user_with_no_group',
    'Guard IAM_USER_MISSING_GROUP_RULE',
    'cdk-nag IAMUserGroupMembership',
  ],
  *check(user, graph) {
    const groups = user.get('Groups');
    if (groups !== undefined && (groups.kind !== 'list' || groups.open || groups.items.length > 0)) return;
    for (const addition of user.stack.resources('AWS::IAM::UserToGroupAddition')) {
      const users = addition.get('Users');
      if (users?.kind !== 'list' || users.open || users.items.some((name) => graph.isNameOf(name, user)))
        return;
    }
    yield { at: user.idAt, message: `${user.id} belongs to no group.` };
  },
});
