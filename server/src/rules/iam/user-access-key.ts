import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iam-user-access-key',
  title: 'Access key in a template',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IAM::AccessKey'],
  why: `An access key works from everywhere, until somebody deletes it, and its secret lies in whatever file it was put into.
A stack that makes one also shows it to everybody who may read the stack's outputs. Pipelines work with roles, whose
credentials last for hours; systems outside of AWS can use IAM Roles Anywhere or a web identity. Allow it for a product that
can only work with a key.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loader:
    Type: AWS::IAM::User
  LoaderKey:
    Type: AWS::IAM::AccessKey
    Properties:
      UserName: !Ref Loader
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  LoaderRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: glue.amazonaws.com
            Action: sts:AssumeRole
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  knownAs: ['Trivy AWS-0167', 'KICS iam_user_too_many_access_keys'],
  *check(key, graph) {
    if (asString(key.get('Status')) === 'Inactive') return;
    const name = key.get('UserName');
    const user = name?.kind === 'reference' ? graph.find(name) : undefined;
    yield {
      at: key.idAt,
      message: `${key.id} is a key that does not expire${user === undefined ? '' : ` for the user ${user.id}`}; a role would do without.`,
      related: user === undefined ? [] : [{ at: user.idAt, message: 'the user' }],
    };
  },
});
