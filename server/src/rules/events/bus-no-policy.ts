import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'events-bus-no-policy',
  title: 'Event bus without a policy of its own',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Events::EventBus'],
  why: `Without a policy on the bus, whoever of the account has events:PutEvents may send events that its rules then take for real. A policy
says at the bus itself who may send, and a Deny in it holds for everybody. Partner event buses, to which only the partner sends, are not
reported. Allow it where the identity policies of the account are narrow.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::Events::EventBus
    Properties:
      Name: orders
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::Events::EventBus
    Properties:
      Name: orders
      Policy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: arn:aws:iam::111122223333:role/shop
            Action: events:PutEvents
            Resource: arn:aws:events:eu-west-1:111122223333:event-bus/orders
`,
  },
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/custom-eventbus-policy-attached.html',
  ],
  knownAs: ['SecurityHub EventBridge.3'],
  *check(bus, graph) {
    if (bus.has('Policy') || bus.has('EventSourceName') || mayHavePolicy(bus, graph)) return;
    yield {
      at: bus.at('Policy'),
      message: `${bus.id} has no policy of its own, so everybody of the account who may put events may put them on it.`,
    };
  },
});

/** A permission for a bus whose name is not known may be for this one. */
function mayHavePolicy(bus: Resource, graph: Graph): boolean {
  return graph.around(bus.stack).some((stack) =>
    [...stack.resources('AWS::Events::EventBusPolicy')].some((permission) => {
      const named = permission.get('EventBusName');
      // Without a name it is for the default bus.
      if (named === undefined) return false;
      if (named.kind === 'reference' && named.to.type === 'resource') return graph.find(named) === bus;
      return asString(named) === undefined || graph.isNameOf(named, bus);
    }),
  );
}
