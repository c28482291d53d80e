import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iot-policy-action-wildcard',
  title: 'Device that may do everything',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `A policy with iot:* lets each device publish and subscribe to every topic it is allowed, change shadows and jobs, and
act for others. A thing that is stolen or taken over then speaks for the whole fleet. A device needs to connect, and to
publish and subscribe to its own topics. Allow it for a test device.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "iot:*",
      "Resource": "arn:aws:iot:eu-west-1:111122223333:topic/fleet/x"
    }
  ]
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
      "Action": "iot:Publish",
      "Resource": "arn:aws:iot:eu-west-1:111122223333:topic/fleet/\${iot:Connection.Thing.ThingName}"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/iot/latest/developerguide/security-best-practices.html'],
  knownAs: [
    'cfn_nag W38',
    'KICS iot_policy_allows_action_as_wildcard',
    'Guard IOT_POLICY_WILDCARD_ACTION_RULE',
  ],
  *check(statement) {
    const { policy, effect, actions } = statement;
    if (policy.kind !== 'iot' || effect !== 'Allow' || actions === undefined || actions.negated) return;
    const item = actions.items.find((one) => /^(?:\*|iot:\*)$/i.test(asString(one) ?? ''));
    if (item === undefined) return;
    yield {
      at: item.at,
      message: `${policy.resource ?? 'The policy'} lets a device use every action of IoT.`,
    };
  },
});
