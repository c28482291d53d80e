import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { grantedAmong } from '../../graph/granted-actions';
import { givesPermissions } from '../../graph/policy-holder';
import { setConditions } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-dynamodb-leading-keys',
  title: 'Users of an application see the items of all',
  severity: 'hint',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IAM::Role'],
  why: `The role is taken on by the users of an application, and each of them may read the whole table. A condition on
dynamodb:LeadingKeys limits a user to the items whose partition key is the user's own id. Allow it for tables that all users
may see.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  CustomerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Federated: cognito-identity.amazonaws.com
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringEquals:
                cognito-identity.amazonaws.com:aud: eu-west-1:12345678-1234-1234-1234-123456789012
      Policies:
        - PolicyName: orders
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: dynamodb:Query
                Resource: arn:aws:dynamodb:eu-west-1:111122223333:table/orders
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  CustomerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Federated: cognito-identity.amazonaws.com
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringEquals:
                cognito-identity.amazonaws.com:aud: eu-west-1:12345678-1234-1234-1234-123456789012
      Policies:
        - PolicyName: orders
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: dynamodb:Query
                Resource: arn:aws:dynamodb:eu-west-1:111122223333:table/orders
                Condition:
                  ForAllValues:StringEquals:
                    dynamodb:LeadingKeys:
                      - \${cognito-identity.amazonaws.com:sub}
`,
  },
  references: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html'],
  knownAs: [],
  *check(role, graph) {
    const trust = graph.policiesOf(role).find(({ kind }) => kind === 'trust');
    if (trust === undefined || !trust.statements.some(admitsUsers)) return;
    for (const policy of graph.policiesOf(role)) {
      for (const statement of policy.statements) {
        if (
          !givesPermissions(statement) ||
          statement.conditionsOpen ||
          statement.conditions.some(({ key }) => key.toLowerCase().startsWith('dynamodb:'))
        )
          continue;
        const [granted] = grantedAmong(statement, itemActions);
        if (granted === undefined) continue;
        yield {
          at: granted.at,
          message: `Every user who takes on ${role.id} may use the items of all others with ${granted.action}.`,
          fixes: [
            {
              title: 'Limit users to their own items',
              safe: false,
              changes: [
                setConditions(statement, {
                  'ForAllValues:StringEquals': {
                    'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'],
                  },
                }),
              ],
            },
          ],
        };
      }
    }
  },
});

function admitsUsers({ effect, principals }: Statement): boolean {
  return (
    effect === 'Allow' &&
    principals?.principals.some(
      ({ type, value }) => type === 'Federated' && asString(value) === 'cognito-identity.amazonaws.com',
    ) === true
  );
}

const itemActions = [
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:BatchGetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
];
