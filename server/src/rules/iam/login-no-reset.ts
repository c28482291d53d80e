import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iam-login-no-reset',
  title: 'Password that its user need not change',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::IAM::User'],
  why: `The first password of a user is known to whoever made the stack. Without PasswordResetRequired it stays valid. Allow
it for users whose password is never given to a person.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Analyst:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: '{{resolve:secretsmanager:analyst}}'
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Analyst:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: '{{resolve:secretsmanager:analyst}}'
        PasswordResetRequired: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-iam-user-loginprofile.html',
  ],
  knownAs: [
    'cfn_nag W50',
    'KICS user_iam_missing_password_reset_required',
    'Guard IAM_USER_LOGIN_PROFILE_PASSWORD_RESET_RULE',
  ],
  *check(user) {
    if (user.get('LoginProfile')?.kind !== 'mapping') return;
    const reset = user.get('LoginProfile', 'PasswordResetRequired');
    if (reset !== undefined && asBoolean(reset) !== false) return;
    yield {
      at: user.at('LoginProfile', 'PasswordResetRequired'),
      message: `${user.id} may keep the password that whoever deployed the stack knows.`,
      fixes: [
        {
          title: 'Ask for a new password at the first login',
          safe: true,
          changes: [user.set(['LoginProfile', 'PasswordResetRequired'], true)],
        },
      ],
    };
  },
});
