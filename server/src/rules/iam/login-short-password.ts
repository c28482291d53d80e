import type { Place } from '../../base/range';
import { asString } from '../../base/value';
import type { Parameter } from '../../cloudformation/parameter';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iam-login-short-password',
  title: 'Password that may be short',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::IAM::User'],
  why: `IAM takes a password of eight characters unless the account's own policy asks for more, and a template cannot set that policy. A
short password is found sooner by whoever tries passwords at the sign-in page. Ask for 14 characters with MinLength on the parameter that
the password comes from. Allow it where the account's password policy asks for more.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  FirstPassword:
    Type: String
    NoEcho: true
Resources:
  Analyst:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: !Ref FirstPassword
        PasswordResetRequired: true
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  FirstPassword:
    Type: String
    NoEcho: true
    MinLength: 14
Resources:
  Analyst:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: !Ref FirstPassword
        PasswordResetRequired: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-iam-user-loginprofile.html',
  ],
  knownAs: ['Trivy AWS-0063', 'SecurityHub IAM.7', 'KICS iam_password_without_minimum_length'],
  *check(user, graph) {
    const password = user.get('LoginProfile', 'Password');
    const at = user.at('LoginProfile', 'Password');
    if (password?.kind === 'reference' && password.to.type === 'parameter') {
      const parameter = graph.stack(password.to.stack)?.parameter(password.to.name);
      if (parameter !== undefined) yield* fromParameter(user.id, at, parameter);
      return;
    }
    const text = asString(password);
    if (text === undefined || text.includes('{{resolve:') || text.length >= enough) return;
    yield { at, message: `The password of ${user.id} has fewer than ${enough} characters.` };
  },
});

/** As CIS and PCI ask for. */
const enough = 14;

function* fromParameter(user: string, at: Place, parameter: Parameter) {
  const { minLength, allowedPattern, allowedValues } = parameter;
  // A pattern may ask for a length, too.
  if (allowedPattern !== undefined || allowedValues !== undefined) return;
  if ((minLength ?? 0) >= enough) return;
  yield {
    at,
    message: `${parameter.name} lets the password of ${user} be shorter than ${enough} characters.`,
    related: [{ at: parameter.nameAt, message: 'the parameter' }],
    fixes: [
      { title: `Ask for ${enough} characters`, safe: false, changes: [parameter.set('MinLength', enough)] },
    ],
  };
}
