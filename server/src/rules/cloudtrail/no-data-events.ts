import { defineRule } from '../../engine/rule';
import { objectEventsOf } from '../../graph/trail-events';

export const rule = defineRule({
  id: 'cloudtrail-no-data-events',
  title: 'Trail that does not see objects being read or written',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::CloudTrail::Trail'],
  why: `Management events show who changed a bucket, not who read or wrote its objects: GetObject, PutObject and DeleteObject are data
events, which a trail records only when an event selector names S3 objects. After a leak nobody can say which objects were taken. Data events
cost by their number; name the buckets with sensitive data. Allow it where another trail records them.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: audit-logs
      IsLogging: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: audit-logs
      IsLogging: true
      EventSelectors:
        - ReadWriteType: All
          DataResources:
            - Type: AWS::S3::Object
              Values: [arn:aws:s3:::sales-lake/]
`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  ],
  knownAs: [
    'SecurityHub S3.22',
    'Guard CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
    'Trivy AWS-0171',
    'Trivy AWS-0172',
    'SecurityHub S3.23',
  ],
  *check(trail, graph) {
    const trails = graph
      .joined(trail.stack)
      .flatMap((stack) => [...stack.resources('AWS::CloudTrail::Trail')]);
    const seen = { read: false, write: false };
    for (const one of trails) {
      const events = objectEventsOf(one);
      if (events === 'unknown') return;
      seen.read ||= events.read;
      seen.write ||= events.write;
    }
    if ((seen.read && seen.write) || trails[0] !== trail) return;
    const missed = seen.read ? 'writes' : seen.write ? 'reads' : 'reads or writes';
    const property = trail.has('AdvancedEventSelectors') ? 'AdvancedEventSelectors' : 'EventSelectors';
    yield {
      at: trail.at(property),
      message: `${trail.id} does not record who ${missed} objects in S3: it has no data events for ${missed === 'reads or writes' ? 'them' : missed}.`,
    };
  },
});
