import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'config-delivery-no-key',
  title: 'Config deliveries without a customer managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Config::DeliveryChannel'],
  why: `The history of an account's configuration shows its networks, roles and data stores. Config encrypts what it delivers with the key in
S3KmsKeyArn, else with the default of the bucket. Only with a customer managed key does reading it need a second permission. Allow it where
the bucket's default is such a key.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Channel:
    Type: AWS::Config::DeliveryChannel
    Properties:
      S3BucketName: config-history
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Channel:
    Type: AWS::Config::DeliveryChannel
    Properties:
      S3BucketName: config-history
      S3KmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: ['https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html'],
  knownAs: [],
  *check(channel, graph) {
    if (channel.has('S3KmsKeyArn') || isKeyedByBucket(channel, graph)) return;
    yield {
      at: channel.at('S3KmsKeyArn'),
      message: `${channel.id} delivers the configuration of the account without a customer managed key, so whoever may read the bucket reads it.`,
    };
  },
});

function isKeyedByBucket(channel: Resource, graph: Graph): boolean {
  const named = channel.get('S3BucketName');
  if (named === undefined) return false;
  return graph.joined(channel.stack).some((stack) =>
    [...stack.resources('AWS::S3::Bucket')].some((bucket) => {
      if (!graph.isNameOf(named, bucket)) return false;
      const { kind } = graph.encryptionOf(bucket);
      return kind === 'customer' || kind === 'elsewhere' || kind === 'unknown';
    }),
  );
}
