import { asList, asString, lookUp, type Value } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'sns-plain-http',
  title: 'Subscription that delivers over plain HTTP',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::SNS::Subscription', 'AWS::SNS::Topic'],
  why: `With the protocol http SNS sends every message of the topic across the internet in plain text, and whoever stands in between
reads and changes it. Encryption of the topic does not help, because SNS decrypts before it delivers. Allow it for nothing but tests.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hook:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: arn:aws:sns:eu-central-1:111122223333:arrivals
      Protocol: http
      Endpoint: http://hooks.example.com/arrivals
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hook:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: arn:aws:sns:eu-central-1:111122223333:arrivals
      Protocol: https
      Endpoint: https://hooks.example.com/arrivals
`,
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  knownAs: [],
  *check(resource) {
    if (resource.type === 'AWS::SNS::Subscription') {
      yield* findings(resource, [], resource.get());
      return;
    }
    for (const [index, subscription] of asList(resource.get('Subscription')).entries())
      yield* findings(resource, ['Subscription', index], subscription);
  },
});

function* findings(resource: Resource, path: Path, subscription: Value | undefined) {
  if (asString(lookUp(subscription, 'Protocol')) !== 'http') return;
  const endpoint = asString(lookUp(subscription, 'Endpoint'));
  const secure = endpoint?.replace(/^http:/, 'https:');
  yield {
    at: resource.at(...path, 'Protocol'),
    message: `${resource.id} delivers messages over plain HTTP, where whoever stands in between reads and changes them.`,
    fixes: [
      {
        title: 'Deliver over HTTPS',
        safe: false,
        changes: [
          resource.set([...path, 'Protocol'], 'https'),
          ...(secure === undefined || secure === endpoint
            ? []
            : [resource.set([...path, 'Endpoint'], secure)]),
        ],
      },
    ],
  };
}
