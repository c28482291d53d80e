import { once } from './table';

/** A property that names the role a service works with. */
export interface TrustNeed {
  readonly type: string;
  /** Below `Properties`; `[]` is any item of a list. */
  readonly path: readonly string[];
  /** The role is useless unless its trust policy admits one of these. */
  readonly principals: readonly string[];
}

/** The role properties of a resource type with the service principals that must be able to assume the role. */
export function trustNeeds(type: string): readonly TrustNeed[] {
  return needsByType().get(type) ?? [];
}

/** The types that have role properties here. */
export function typesWithTrustNeeds(): readonly string[] {
  return [...needsByType().keys()];
}

/** How a trust or resource policy keeps a service from being used by strangers. */
export type ConfusedDeputyGuard =
  /** `aws:SourceArn` and `aws:SourceAccount` are documented. */
  | 'source'
  /** `sts:ExternalId` equal to the account is documented; `aws:SourceArn` serves too. */
  | 'external-id'
  /** The service sends neither key, so a condition would shut it out. */
  | 'none'
  /** No page of AWS says whether the service sends them everywhere. */
  | 'unknown';

/** Which guard a trust policy can hold against the confused deputy, by service principal. */
export function confusedDeputyGuard(principal: string): ConfusedDeputyGuard {
  const service = principal.toLowerCase().replace(/\.amazonaws\.com(\.cn)?$/, '');
  if (withoutGuard.has(service)) return 'none';
  if (service === 'firehose') return 'external-id';
  return withSource.has(service) ? 'source' : 'unknown';
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html and the pages of these services. */
const withSource: ReadonlySet<string> = new Set([
  'cloudtrail',
  'config',
  'delivery.logs',
  'export.rds',
  'kafkaconnect',
  'logs',
  's3',
  'secretsmanager',
  'sns',
  'vpc-flow-logs',
]);

/** Instance profiles are assumed for an instance, without a source. */
const withoutGuard: ReadonlySet<string> = new Set(['ec2']);

const needsByType = once((): ReadonlyMap<string, readonly TrustNeed[]> => {
  const result = new Map<string, TrustNeed[]>();
  for (const line of table.trim().split('\n')) {
    const [type = '', path = '', ...services] = line.trim().split(/\s+/);
    const principals = services.map((service) => `${service}.amazonaws.com`);
    const need = { type, path: path.split('.').flatMap(steps), principals };
    result.set(type, [...(result.get(type) ?? []), need]);
  }
  return result;
});

/** `Actions[]` is two steps: the property and any of its items. */
function steps(part: string): readonly string[] {
  return part.endsWith('[]') ? [part.slice(0, -2), '[]'] : [part];
}

/**
 * Type, path, services. Source: the page on the service's role in the guide of each service. Left out are properties
 * whose role several services may assume depending on other properties, and instance profiles, which wrap their role.
 */
const table = `
  AWS::AppFlow::ConnectorProfile ConnectorProfileConfig.ConnectorProfileProperties.Redshift.RoleArn appflow
  AWS::AppFlow::Flow MetadataCatalogConfig.GlueDataCatalog.RoleArn appflow
  AWS::Athena::WorkGroup WorkGroupConfiguration.ExecutionRole athena
  AWS::Batch::JobDefinition ContainerProperties.ExecutionRoleArn ecs-tasks
  AWS::Batch::JobDefinition ContainerProperties.JobRoleArn ecs-tasks
  AWS::CloudTrail::Trail CloudWatchLogsRoleArn cloudtrail
  AWS::Config::ConfigurationRecorder RoleARN config
  AWS::DAX::Cluster IAMRoleARN dax
  AWS::DMS::Endpoint S3Settings.ServiceAccessRoleArn dms
  AWS::DMS::Endpoint KinesisSettings.ServiceAccessRoleArn dms
  AWS::DMS::Endpoint DynamoDbSettings.ServiceAccessRoleArn dms
  AWS::DMS::Endpoint ElasticsearchSettings.ServiceAccessRoleArn dms
  AWS::DMS::Endpoint NeptuneSettings.ServiceAccessRoleArn dms
  AWS::DMS::Endpoint RedshiftSettings.ServiceAccessRoleArn dms
  AWS::DataSync::LocationS3 S3Config.BucketAccessRoleArn datasync
  AWS::DataBrew::Job RoleArn databrew
  AWS::DataBrew::Project RoleArn databrew
  AWS::EC2::FlowLog DeliverLogsPermissionArn vpc-flow-logs
  AWS::ECS::TaskDefinition ExecutionRoleArn ecs-tasks
  AWS::ECS::TaskDefinition TaskRoleArn ecs-tasks
  AWS::EMR::Cluster ServiceRole elasticmapreduce
  AWS::EMR::Studio ServiceRole elasticmapreduce
  AWS::Events::Rule RoleArn events
  AWS::Events::Rule Targets[].RoleArn events
  AWS::Glue::Crawler Role glue
  AWS::Glue::DataCatalogEncryptionSettings DataCatalogEncryptionSettings.EncryptionAtRest.CatalogEncryptionServiceRole glue
  AWS::Glue::DevEndpoint RoleArn glue
  AWS::Glue::Job Role glue
  AWS::Glue::MLTransform Role glue
  AWS::Glue::Session Role glue
  AWS::Glue::TableOptimizer TableOptimizerConfiguration.RoleArn glue
  AWS::IoT::TopicRule TopicRulePayload.Actions[].CloudwatchAlarm.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].CloudwatchLogs.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].CloudwatchMetric.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].DynamoDB.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].DynamoDBv2.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].Elasticsearch.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].Firehose.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].IotAnalytics.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].IotEvents.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].IotSiteWise.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].Kinesis.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].Location.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].OpenSearch.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].Republish.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].S3.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].Sns.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].Sqs.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].StepFunctions.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.Actions[].Timestream.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.CloudwatchAlarm.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.CloudwatchLogs.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.CloudwatchMetric.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.DynamoDB.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.DynamoDBv2.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.Elasticsearch.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.Firehose.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.IotAnalytics.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.IotEvents.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.IotSiteWise.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.Kinesis.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.Location.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.OpenSearch.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.Republish.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.S3.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.Sns.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.Sqs.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.StepFunctions.RoleArn iot
  AWS::IoT::TopicRule TopicRulePayload.ErrorAction.Timestream.RoleArn iot
  AWS::KafkaConnect::Connector ServiceExecutionRoleArn kafkaconnect
  AWS::KinesisAnalytics::Application Inputs[].KinesisStreamsInput.RoleARN kinesisanalytics
  AWS::KinesisAnalytics::Application Inputs[].KinesisFirehoseInput.RoleARN kinesisanalytics
  AWS::KinesisAnalytics::ApplicationOutput Output.KinesisFirehoseOutput.RoleARN kinesisanalytics
  AWS::KinesisAnalytics::ApplicationOutput Output.KinesisStreamsOutput.RoleARN kinesisanalytics
  AWS::KinesisAnalytics::ApplicationOutput Output.LambdaOutput.RoleARN kinesisanalytics
  AWS::KinesisAnalyticsV2::Application ServiceExecutionRole kinesisanalytics
  AWS::KinesisFirehose::DeliveryStream AmazonopensearchserviceDestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream AmazonOpenSearchServerlessDestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream ElasticsearchDestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream ExtendedS3DestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream ExtendedS3DestinationConfiguration.DataFormatConversionConfiguration.SchemaConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream HttpEndpointDestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream IcebergDestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream KinesisStreamSourceConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream MSKSourceConfiguration.AuthenticationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream RedshiftDestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream S3DestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream SnowflakeDestinationConfiguration.RoleARN firehose
  AWS::KinesisFirehose::DeliveryStream SplunkDestinationConfiguration.S3Configuration.RoleARN firehose
  AWS::LakeFormation::Resource RoleArn lakeformation
  AWS::Lambda::Function Role lambda
  AWS::Logs::SubscriptionFilter RoleArn logs
  AWS::Logs::Destination RoleArn logs
  AWS::MSK::Replicator ServiceExecutionRoleArn kafka
  AWS::OSIS::Pipeline PipelineRoleArn osis-pipelines
  AWS::Pipes::Pipe RoleArn pipes
  AWS::RDS::DBCluster MonitoringRoleArn monitoring.rds
  AWS::RDS::DBCluster AssociatedRoles[].RoleArn rds
  AWS::RDS::DBInstance MonitoringRoleArn monitoring.rds
  AWS::RDS::DBInstance AssociatedRoles[].RoleArn rds
  AWS::RDS::DBProxy RoleArn rds
  AWS::Redshift::Cluster IamRoles[] redshift redshift-serverless
  AWS::Redshift::ScheduledAction IamRole scheduler.redshift
  AWS::RedshiftServerless::Namespace IamRoles[] redshift redshift-serverless
  AWS::RedshiftServerless::Namespace DefaultIamRoleArn redshift redshift-serverless
  AWS::S3::Bucket ReplicationConfiguration.Role s3
  AWS::Scheduler::Schedule Target.RoleArn scheduler
  AWS::Serverless::Function Role lambda
  AWS::Serverless::StateMachine Role states
  AWS::SNS::Subscription SubscriptionRoleArn sns
  AWS::StepFunctions::StateMachine RoleArn states
  AWS::Timestream::ScheduledQuery ScheduledQueryExecutionRoleArn timestream
  AWS::Transfer::User Role transfer
`;
