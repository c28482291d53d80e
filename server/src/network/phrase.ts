/** `A`, `A and B`, `A, B and C`; beyond five, the rest is counted. */
export function listed(names: readonly string[]): string {
  const shown = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** The name that people know a service of an endpoint by. */
export function serviceName(service: string): string {
  return names.get(service) ?? service;
}

const names: ReadonlyMap<string, string> = new Map([
  ['s3', 'S3'],
  ['dynamodb', 'DynamoDB'],
  ['kms', 'KMS'],
  ['secretsmanager', 'Secrets Manager'],
  ['ssm', 'Systems Manager'],
  ['sts', 'STS'],
  ['sqs', 'SQS'],
  ['sns', 'SNS'],
  ['glue', 'Glue'],
  ['logs', 'CloudWatch Logs'],
  ['monitoring', 'CloudWatch'],
  ['events', 'EventBridge'],
  ['states', 'Step Functions'],
  ['kinesis-streams', 'Kinesis'],
  ['kinesis-firehose', 'Firehose'],
  ['athena', 'Athena'],
  ['redshift-data', 'the Redshift Data API'],
  ['lambda', 'Lambda'],
]);
