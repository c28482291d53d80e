/** A service that a VPC endpoint can lead to. */
export interface EndpointService {
  /** The part of `com.amazonaws.<region>.<name>` after the region. */
  readonly name: string;
  /** The endpoint types AWS offers. A gateway endpoint is free of charge. */
  readonly kinds: readonly ('Gateway' | 'Interface')[];
  /** The prefix of the IAM actions that travel through it. */
  readonly actions: string;
  /**
   * Whether an interface endpoint carries calls to the service's ordinary host name: `private-dns` when private DNS
   * is on, `never` when the service has none, so that only clients that name the endpoint use it.
   */
  readonly carries: 'private-dns' | 'never';
}

/** The service at the end of an endpoint's `ServiceName`; undefined for one that is not listed. */
export function endpointService(serviceName: string): EndpointService | undefined {
  const [, name = ''] = /^com\.amazonaws\.[^.]+\.(.+)$/.exec(serviceName) ?? [];
  return services.find((service) => service.name === (name || serviceName));
}

/** The endpoint services over which a service's calls go, by the prefix of its IAM actions. */
export function endpointServicesOf(actionPrefix: string): readonly EndpointService[] {
  return services.filter((service) => service.actions === actionPrefix.toLowerCase());
}

/** Services with the free gateway endpoint that is bound to route tables. */
export const gatewayServices: readonly string[] = ['dynamodb', 's3', 's3express'];

/**
 * Name, prefix of the actions. DynamoDB Streams has interface endpoints only and no private DNS; an interface endpoint
 * of DynamoDB is not counted as a path for ordinary calls.
 *
 * Sources: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html and
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-streams.html
 */
const interfaces = `
  airflow.api airflow
  appflow appflow
  athena athena
  batch batch
  cloudformation cloudformation
  cloudtrail cloudtrail
  codebuild codebuild
  config config
  databrew databrew
  datasync datasync
  dms dms
  dynamodb dynamodb
  dynamodb-streams dynamodb
  ec2 ec2
  ecr.api ecr
  ecr.dkr ecr
  ecs ecs
  elasticfilesystem elasticfilesystem
  elasticmapreduce elasticmapreduce
  emr-containers emr-containers
  emr-serverless emr-serverless
  events events
  execute-api execute-api
  glue glue
  iot.data iot
  kafka kafka
  kinesis-firehose firehose
  kinesis-streams kinesis
  kms kms
  lakeformation lakeformation
  lambda lambda
  logs logs
  monitoring cloudwatch
  pipes pipes
  rds rds
  rds-data rds-data
  redshift redshift
  redshift-data redshift-data
  redshift-serverless redshift-serverless
  s3 s3
  s3tables s3tables
  sagemaker.api sagemaker
  sagemaker.runtime sagemaker
  scheduler scheduler
  secretsmanager secretsmanager
  sns sns
  sqs sqs
  ssm ssm
  states states
  sts sts
  transfer transfer
  xray xray
`;

const services: readonly EndpointService[] = [
  { name: 's3express', kinds: ['Gateway'], actions: 's3express', carries: 'never' },
  ...interfaces
    .trim()
    .split('\n')
    .map((line): EndpointService => {
      const [name = '', actions = ''] = line.trim().split(' ');
      return {
        name,
        actions,
        kinds: name === 's3' || name === 'dynamodb' ? ['Gateway', 'Interface'] : ['Interface'],
        carries: actions === 'dynamodb' ? 'never' : 'private-dns',
      };
    }),
];
