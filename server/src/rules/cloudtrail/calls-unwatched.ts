import { asList, asString, lookUp } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { listed } from '../../graph/policy-holder';

const group = 'CloudWatchLogsLogGroupArn';

/**
 * What the CIS AWS Foundations Benchmark wants an alarm for, by what a metric filter for it looks for.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
const wanted: readonly (readonly [string, RegExp])[] = [
  ['root sign-ins', /\bRoot\b/],
  ['refused calls', /UnauthorizedOperation|AccessDenied/],
  ['sign-ins without MFA', /MFAUsed|mfaAuthenticated/],
  ['failed sign-ins', /Failed authentication/],
  ['changed IAM policies', /(?:Put|Delete|Attach|Detach)(?:Group|Role|User)Policy|(?:Create|Delete)Policy/],
  ['changed trails', /StopLogging|(?:Update|Delete)Trail/],
  ['disabled and deleted keys', /DisableKey|ScheduleKeyDeletion/],
  ['changed bucket policies', /(?:Put|Delete)BucketPolicy/],
  ['changes of AWS Config', /StopConfigurationRecorder|PutConfigurationRecorder|DeliveryChannel/],
  ['changed security groups', /SecurityGroup/],
  ['changed network ACLs', /NetworkAcl/],
  ['changed gateways', /(?:Internet|Customer)Gateway/],
  ['changed routes', /(?:Create|Replace|Delete)Route|RouteTable/],
  ['changed VPCs', /(?:Create|Delete)Vpc\b|ModifyVpcAttribute|VpcPeeringConnection|VpcClassicLink/],
  ['changes of the organization', /organizations\.amazonaws\.com/],
];

export const rule = defineRule({
  id: 'cloudtrail-calls-unwatched',
  title: 'Trail whose alarming calls nobody is told of',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::CloudTrail::Trail'],
  why: `A trail writes down that the root user signed in, that a key was deleted or a bucket policy changed, but tells nobody. A metric
filter on its log group, with an alarm on the metric, does so within minutes. Reported is what the CIS AWS Foundations Benchmark lists and
no filter of the template looks for. Allow it where Security Hub, GuardDuty or a central account watches the trail.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  AuditLog:
    Type: AWS::Logs::LogGroup
  Audit:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      S3BucketName: audit-logs
      CloudWatchLogsLogGroupArn: !GetAtt AuditLog.Arn
      CloudWatchLogsRoleArn: arn:aws:iam::111122223333:role/trail
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Audit:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      S3BucketName: audit-logs
      CloudWatchLogsLogGroupArn: arn:aws:logs:eu-central-1:111122223333:log-group:watched-elsewhere:*
      CloudWatchLogsRoleArn: arn:aws:iam::111122223333:role/trail
`,
  },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
  ],
  knownAs: [
    'Trivy AWS-0147',
    'Trivy AWS-0148',
    'Trivy AWS-0149',
    'Trivy AWS-0150',
    'Trivy AWS-0151',
    'Trivy AWS-0152',
    'Trivy AWS-0153',
    'Trivy AWS-0154',
    'Trivy AWS-0155',
    'Trivy AWS-0156',
    'Trivy AWS-0157',
    'Trivy AWS-0158',
    'Trivy AWS-0159',
    'Trivy AWS-0160',
    'Trivy AWS-0174',
    'SecurityHub CloudWatch.1',
  ],
  *check(trail, graph) {
    const named = trail.get(group);
    const log = named?.kind === 'reference' ? graph.find(named) : undefined;
    if (log?.type !== 'AWS::Logs::LogGroup') return;
    const patterns = watchedPatterns(log, graph);
    if (patterns === 'unknown') return;
    const missed = wanted.filter(([, sign]) => !patterns.some((pattern) => sign.test(pattern)));
    if (missed.length === 0) return;
    yield {
      at: trail.at(group),
      message: `${trail.id} tells nobody of ${listed(missed.map(([what]) => what))}, because no metric filter with an alarm looks for them in ${log.id}.`,
      related: [{ at: log.idAt, message: 'the log group of the trail' }],
    };
  },
});

/** What the metric filters of a log group look for whose metrics an alarm may look at. */
function watchedPatterns(log: Resource, graph: Graph): readonly string[] | 'unknown' {
  const stacks = graph.joined(log.stack);
  const alarms = stacks.flatMap((stack) => [...stack.resources('AWS::CloudWatch::Alarm')]);
  const metrics = alarms.map((alarm) => asString(alarm.get('MetricName')));
  const patterns: string[] = [];
  for (const filter of stacks.flatMap((stack) => [...stack.resources('AWS::Logs::MetricFilter')])) {
    const named = filter.get('LogGroupName');
    if (named?.kind === 'reference' && named.to.type === 'resource' && graph.find(named) !== log) continue;
    const pattern = asString(filter.get('FilterPattern'));
    if (pattern === undefined) return 'unknown';
    const [made] = asList(filter.get('MetricTransformations'));
    const metric = asString(lookUp(made, 'MetricName'));
    // An alarm without a known name may be on any metric.
    if (metric === undefined || metrics.some((name) => name === undefined || name === metric))
      patterns.push(pattern);
  }
  return patterns;
}
