import { asList, asString, lookUp, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iot-destination-plain-http',
  title: 'Messages of devices sent over plain HTTP',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IoT::TopicRule', 'AWS::IoT::TopicRuleDestination'],
  why: `The HTTP action of a rule sends what devices publish, with its headers, to an address outside AWS. Over http:// everybody on the
way reads and changes it, and AWS IoT documents the action for HTTPS endpoints alone, so that such an address may never be confirmed.
Allow it nowhere but in a test.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Forward:
    Type: AWS::IoT::TopicRule
    Properties:
      TopicRulePayload:
        Sql: SELECT * FROM 'sensors/#'
        Actions:
          - Http:
              Url: http://collector.example.com/in
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Forward:
    Type: AWS::IoT::TopicRule
    Properties:
      TopicRulePayload:
        Sql: SELECT * FROM 'sensors/#'
        Actions:
          - Http:
              Url: https://collector.example.com/in
`,
  },
  references: ['https://docs.aws.amazon.com/iot/latest/developerguide/https-rule-action.html'],
  knownAs: [],
  *check(resource) {
    for (const url of urlsOf(resource)) {
      const beginning = asString(url.kind === 'text' ? url.parts[0] : url);
      if (beginning?.toLowerCase().startsWith('http://') !== true) continue;
      yield {
        at: url.at,
        message: `${resource.id} sends the messages of devices over plain HTTP, so everybody on the way can read and change them.`,
      };
    }
  },
});

function urlsOf(resource: Resource): Value[] {
  const payload = 'TopicRulePayload';
  const actions = [...asList(resource.get(payload, 'Actions')), resource.get(payload, 'ErrorAction')];
  return [
    resource.get('HttpUrlProperties', 'ConfirmationUrl'),
    ...actions.flatMap((action) => [
      lookUp(action, 'Http', 'Url'),
      lookUp(action, 'Http', 'ConfirmationUrl'),
    ]),
  ].filter((url) => url !== undefined);
}
