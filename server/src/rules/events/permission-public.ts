import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'events-permission-public',
  title: 'Event bus that everybody may send to',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Events::EventBusPolicy'],
  why: `A permission for the principal "*" without a condition lets everybody with an AWS account put events on the bus, which
your rules then take for real. Name the account, or add a condition on aws:PrincipalOrgID. Allow it for a bus that takes events
from the public on purpose.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  AnySender:
    Type: AWS::Events::EventBusPolicy
    Properties:
      StatementId: any-sender
      Action: events:PutEvents
      Principal: '*'
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  OneSender:
    Type: AWS::Events::EventBusPolicy
    Properties:
      StatementId: one-sender
      Action: events:PutEvents
      Principal: '111122223333'
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html',
  ],
  knownAs: ['cdk-nag EventBusOpenAccess'],
  *check(permission) {
    if (asString(permission.get('Principal')) !== '*' || permission.has('Condition')) return;
    yield {
      at: permission.at('Principal'),
      message: `${permission.id} lets everybody with an AWS account put events on the bus.`,
      fixes: [
        {
          title: 'Let only this account send events',
          safe: false,
          changes: [permission.set(['Principal'], permission.stack.write.ref('AWS::AccountId'))],
        },
      ],
    };
  },
});
