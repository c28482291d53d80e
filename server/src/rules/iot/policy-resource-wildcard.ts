import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { splitArn } from '../../iam/pattern';

export const rule = defineRule({
  id: 'iot-policy-resource-wildcard',
  title: 'Device that may act for all others',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `With Resource * a device connects under any client id, which throws the real device off, and reads and writes the
topics of all others. Name its own client and topics with the variable iot:Connection.Thing.ThingName. Allow it for a gateway
or a back end that speaks for the fleet.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "iot:Connect", "Resource": "*" }]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "iot:Connect",
      "Resource": "arn:aws:iot:eu-west-1:111122223333:client/\${iot:Connection.Thing.ThingName}"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/iot/latest/developerguide/thing-policy-variables.html'],
  knownAs: [
    'cfn_nag W39',
    'KICS iot_policy_allows_wildcard_resource',
    'Guard IOT_POLICY_WILDCARD_RESOURCE_RULE',
  ],
  *check(statement, graph) {
    const { policy, effect, resources, actions } = statement;
    if (policy.kind !== 'iot' || effect !== 'Allow' || resources === undefined || resources.negated) return;
    // Receiving is limited by what the device may subscribe to.
    if (actions?.items.every((one) => asString(one) === 'iot:Receive') === true) return;
    // A thing is known to be the one that it says only when it has the certificate of that thing.
    if (
      statement.conditionsOpen ||
      statement.conditions.some(({ key }) => key.toLowerCase() === 'iot:connection.thing.isattached')
    )
      return;
    for (const item of resources.items) {
      const pattern = graph.names.glob(item);
      const named = /^\*+$/.test(pattern.text) ? '*' : (splitArn(pattern)[5]?.text ?? '');
      if (!/^(?:(?:client|topic|topicfilter|thing)\/)?\*+$/.test(named)) continue;
      const what = named.startsWith('client/')
        ? 'connect as every other device'
        : 'use the clients and topics of every other device';
      yield { at: item.at, message: `${policy.resource ?? 'The policy'} lets a device ${what}.` };
    }
  },
});
