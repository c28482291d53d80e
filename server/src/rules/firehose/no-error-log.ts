import { onlyWith } from '../../base/edit';
import { asBoolean } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { destinationsOf } from '../../graph/delivery-streams';

const options = 'CloudWatchLoggingOptions';

export const rule = defineRule({
  id: 'firehose-no-error-log',
  title: 'Delivery stream that does not log its errors',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::KinesisFirehose::DeliveryStream'],
  why: `When Firehose may not write to its target or may not use the key, it tries again and then drops the records or moves them
aside. Only its error log says why. Without CloudWatchLoggingOptions nobody sees that data is lost. Allow it for a stream that is
watched by other means.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Delivery:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      ExtendedS3DestinationConfiguration:
        BucketARN: arn:aws:s3:::sales-lake
        RoleARN: arn:aws:iam::111122223333:role/delivery
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Delivery:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      ExtendedS3DestinationConfiguration:
        BucketARN: arn:aws:s3:::sales-lake
        RoleARN: arn:aws:iam::111122223333:role/delivery
        CloudWatchLoggingOptions:
          Enabled: true
          LogGroupName: /aws/kinesisfirehose/sales
          LogStreamName: DestinationDelivery
`,
  },
  references: ['https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html'],
  knownAs: [],
  *check(stream) {
    for (const path of destinationsOf(stream)) {
      const enabled = stream.get(...path, options, 'Enabled');
      if (enabled !== undefined && asBoolean(enabled) !== false) continue;
      const written = stream.get(...path, options);
      if (written !== undefined && written.kind !== 'mapping') continue;
      yield {
        at: stream.at(...path, options, 'Enabled'),
        message: `${stream.id} logs no errors, so nobody learns why records are not delivered.`,
        fixes: [repair(stream, path)],
      };
    }
  },
});

/** Not safe: the log costs, and the role may lack the permission to write it. */
function repair(stream: Resource, path: Path): Fix {
  const { stack } = stream;
  const group = stack.freeId(`${stream.id}LogGroup`);
  const logStream = stack.freeId(`${stream.id}LogStream`);
  const to = (name: string) => [...path, options, name];
  const named = stream.has(...to('LogGroupName'));
  const enable = [to('Enabled'), true] as const;
  if (named) return { title: 'Log its errors', safe: false, changes: [stream.setAll([enable])] };
  return {
    title: 'Log its errors',
    safe: false,
    changes: onlyWith(
      stream.setAll([
        enable,
        [to('LogGroupName'), stack.write.ref(group)],
        [to('LogStreamName'), stack.write.ref(logStream)],
      ]),
      [
        stack.insertResource(
          logStream,
          { Type: 'AWS::Logs::LogStream', Properties: { LogGroupName: stack.write.ref(group) } },
          stream.id,
        ),
        stack.insertResource(
          group,
          { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } },
          stream.id,
        ),
      ],
    ),
  };
}
