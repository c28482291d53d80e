/** What a workload calls from its subnets: a network, the workload, the services in the order in which they are found. */
export interface NeedRow {
  readonly name: string;
  readonly network: string;
  readonly ask: string;
  readonly expected: string;
}

const base = 'vpc V; subnet A in V';
const row = (name: string, resources: string, ask: string, expected: string): NeedRow => ({
  name,
  network: `${base}; ${resources}`,
  ask,
  expected,
});

const define = (id: string, type: string, properties: string): string =>
  `${id}: {Type: 'AWS::${type}', Properties: {${properties}}}`;
const connection = (more = ''): string =>
  define(
    'C',
    'Glue::Connection',
    `ConnectionInput: {Name: c, PhysicalConnectionRequirements: {SubnetId: !Ref A}${more}}`,
  );
const job = (more: string): string =>
  define('J', 'Glue::Job', `Connections: {Connections: [!Ref C]}, ${more}`);
const security = (configuration: string): string =>
  define('S', 'Glue::SecurityConfiguration', `Name: s, EncryptionConfiguration: {${configuration}}`);
const lambda = (variables: string): string =>
  define(
    'F',
    'Lambda::Function',
    `VpcConfig: {SubnetIds: [!Ref A]}, Environment: {Variables: {${variables}}}`,
  );
const connector = (configuration: string): string =>
  define(
    'K',
    'KafkaConnect::Connector',
    `KafkaCluster: {ApacheKafkaCluster: {Vpc: {Subnets: [!Ref A]}}}, ConnectorConfiguration: {${configuration}}`,
  );
const flink = (more: string): string =>
  define(
    'L',
    'KinesisAnalyticsV2::Application',
    `ApplicationConfiguration: {VpcConfigurations: [{SubnetIds: [!Ref A]}], ${more}}`,
  );
const msk = define('M', 'MSK::Cluster', 'BrokerNodeGroupInfo: {ClientSubnets: [!Ref A]}');
const mapping = (more = ''): string =>
  define('E', 'Lambda::EventSourceMapping', `EventSourceArn: !Ref M, FunctionName: f${more}`);
const replication = (version: string, endpoint: string): string =>
  [
    define('R', 'DMS::ReplicationInstance', `ReplicationSubnetGroupIdentifier: !Ref G${version}`),
    define('G', 'DMS::ReplicationSubnetGroup', 'SubnetIds: [!Ref A]'),
    define('T', 'DMS::ReplicationTask', 'ReplicationInstanceArn: !Ref R, TargetEndpointArn: !Ref N'),
    define('N', 'DMS::Endpoint', `EndpointType: target, ${endpoint}`),
  ].join('; ');
const emr = (encryption: string): string =>
  [
    define('Y', 'EMR::Cluster', 'Instances: {Ec2SubnetId: !Ref A}, SecurityConfiguration: !Ref Z'),
    define(
      'Z',
      'EMR::SecurityConfiguration',
      `SecurityConfiguration: {EncryptionConfiguration: {${encryption}}}`,
    ),
  ].join('; ');
const database = (more: string): string =>
  [
    define('D', 'RDS::DBCluster', `DBSubnetGroupName: !Ref G, ${more}`),
    define('G', 'RDS::DBSubnetGroup', 'SubnetIds: [!Ref A]'),
  ].join('; ');
const queue = define('Q', 'SQS::Queue', '');
const secret = define('P', 'SecretsManager::Secret', '');

export const needs: readonly NeedRow[] = [
  row('a connection', connection(), 'C', 's3'),
  row(
    'a connection with a secret',
    connection(', ConnectionProperties: {SECRET_ID: x}'),
    'C',
    's3 secretsmanager',
  ),
  row(
    'a connection with an authentication configuration',
    connection(', AuthenticationConfiguration: {SecretArn: x}'),
    'C',
    's3 secretsmanager',
  ),
  row(
    'a job whose files are encrypted with a key',
    `${connection()}; ${job('SecurityConfiguration: s')}; ${security('S3Encryptions: [{S3EncryptionMode: SSE-KMS}]')}`,
    'C',
    's3 kms',
  ),
  row(
    'a job whose bookmarks are',
    `${connection()}; ${job('SecurityConfiguration: !Ref S')}; ${security('JobBookmarksEncryption: {JobBookmarksEncryptionMode: CSE-KMS}')}`,
    'C',
    's3 kms',
  ),
  row(
    'a job whose logs are',
    `${connection()}; ${job('SecurityConfiguration: !Ref S')}; ${security('CloudWatchEncryption: {CloudWatchEncryptionMode: SSE-KMS}')}`,
    'C',
    's3',
  ),
  row(
    'a security configuration that is not in the file',
    `${connection()}; ${job('SecurityConfiguration: elsewhere')}`,
    'C',
    's3',
  ),
  row(
    'a job whose arguments name a queue',
    `${connection()}; ${job("DefaultArguments: {'--queue': !Ref Q}")}; ${queue}`,
    'C',
    's3 sqs',
  ),
  row('a function with nothing', lambda(''), 'F', ''),
  row('a function with a queue', `${lambda('Q: !Ref Q')}; ${queue}`, 'F', 'sqs'),
  row('a function with the ARN of a queue', `${lambda('Q: !GetAtt Q.Arn')}; ${queue}`, 'F', 'sqs'),
  row(
    'a function with a literal ARN',
    lambda("P: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:x'"),
    'F',
    'secretsmanager',
  ),
  row(
    'a function with an ARN of parts',
    lambda("P: !Sub 'arn:aws:sqs:eu-central-1:111122223333:x'"),
    'F',
    'sqs',
  ),
  row(
    'a function with a path in a bucket',
    `${lambda("P: !Sub 's3://${B}/x'")}; ${define('B', 'S3::Bucket', '')}`,
    'F',
    's3',
  ),
  row('a function with a literal', lambda('P: sqs'), 'F', ''),
  row(
    'a function with the domain of a bucket',
    `${lambda('P: !GetAtt B.DomainName')}; ${define('B', 'S3::Bucket', '')}`,
    'F',
    '',
  ),
  row(
    'a function with the value of a parameter',
    `${lambda('P: !GetAtt X.Value')}; ${define('X', 'SSM::Parameter', '')}`,
    'F',
    '',
  ),
  row(
    'a function with the name of a parameter',
    `${lambda('P: !Ref X')}; ${define('X', 'SSM::Parameter', '')}`,
    'F',
    'ssm',
  ),
  row(
    'a function with a key, which S3 takes',
    `${lambda('P: !Ref X')}; ${define('X', 'KMS::Key', '')}`,
    'F',
    '',
  ),
  row('a connector', connector("'connector.class': org.example.Sink"), 'K', ''),
  row(
    'a connector to S3',
    connector("'connector.class': io.confluent.connect.s3.S3SinkConnector"),
    'K',
    's3',
  ),
  row('a connector with a secret', connector("password: '${secretManager:x:y}'"), 'K', 'secretsmanager'),
  row('a connector with a queue', `${connector('queue: !Ref Q')}; ${queue}`, 'K', 'sqs'),
  row(
    'a Flink application',
    flink('ApplicationCodeConfiguration: {CodeContent: {S3ContentLocation: {BucketARN: !GetAtt B.Arn}}}'),
    'L',
    '',
  ),
  row(
    'a Flink application with a stream',
    `${flink('EnvironmentProperties: {PropertyGroups: [{PropertyMap: {s: !Ref W}}]}')}; ${define('W', 'Kinesis::Stream', '')}`,
    'L',
    'kinesis-streams',
  ),
  row('brokers', msk, 'M', ''),
  row('brokers that a function reads', `${msk}; ${mapping()}`, 'M', 'lambda sts'),
  row(
    'brokers that a function reads with a secret',
    `${msk}; ${mapping(', SourceAccessConfigurations: [{URI: !Ref P}]')}; ${secret}`,
    'M',
    'lambda sts secretsmanager',
  ),
  row(
    'brokers with pollers of their own',
    `${msk}; ${mapping(', ProvisionedPollerConfig: {MinimumPollers: 1}')}`,
    'M',
    '',
  ),
  row('replication to S3', replication('', 'EngineName: s3'), 'R', 's3'),
  row('replication to Redshift, through files', replication('', 'EngineName: redshift'), 'R', 's3'),
  row('replication to Kafka', replication('', 'EngineName: kafka'), 'R', ''),
  row(
    'replication with a secret',
    replication('', 'EngineName: mysql, MySqlSettings: {SecretsManagerSecretId: x}'),
    'R',
    'secretsmanager',
  ),
  row('replication of an old version', replication(', EngineVersion: 3.4.6', 'EngineName: s3'), 'R', ''),
  row(
    'replication of a version from 3.4.7',
    replication(', EngineVersion: 3.5.1', 'EngineName: s3'),
    'R',
    's3',
  ),
  row(
    'replication of a version that is chosen later',
    `param O; ${replication(', EngineVersion: !Ref O', 'EngineName: s3')}`,
    'R',
    '',
  ),
  row('a cluster', define('Y', 'EMR::Cluster', 'Instances: {Ec2SubnetId: !Ref A}'), 'Y', 's3'),
  row(
    'a cluster with encrypted disks',
    emr(
      'EnableAtRestEncryption: true, AtRestEncryptionConfiguration: {LocalDiskEncryptionConfiguration: {EncryptionKeyProviderType: AwsKms}}',
    ),
    'Y',
    's3 kms',
  ),
  row(
    'a cluster that encrypts before S3',
    emr(
      'EnableAtRestEncryption: true, AtRestEncryptionConfiguration: {S3EncryptionConfiguration: {EncryptionMode: CSE-KMS}}',
    ),
    'Y',
    's3 kms',
  ),
  row(
    'a cluster whose files S3 encrypts',
    emr(
      'EnableAtRestEncryption: true, AtRestEncryptionConfiguration: {S3EncryptionConfiguration: {EncryptionMode: SSE-KMS}}',
    ),
    'Y',
    's3',
  ),
  row('a studio', define('O', 'EMR::Studio', 'SubnetIds: [!Ref A]'), 'O', ''),
  row('a database', database('Engine: aurora-postgresql'), 'D', ''),
  row('a database that exports', database('AssociatedRoles: [{FeatureName: s3Export}]'), 'D', 's3'),
  row('a database that invokes', database('AssociatedRoles: [{FeatureName: Lambda}]'), 'D', 'lambda'),
  row('a database with some role', database('AssociatedRoles: [{RoleArn: x}]'), 'D', ''),
];
