import { once } from './table';

/** A SAM policy template: what `Policies: [{S3ReadPolicy: {BucketName: …}}]` stands for. */
export interface SamPolicy {
  readonly statements: readonly SamStatement[];
}

export interface SamStatement {
  readonly actions: readonly string[];
  /** Texts as for `Fn::Sub`, whose placeholders are pseudo parameters and the template's own parameters. */
  readonly resources: readonly string[];
  readonly condition: { readonly operator: string; readonly key: string; readonly value: string } | undefined;
}

/** The SAM policy template of a name; undefined when it is not kept: then nothing is known of what it grants. */
export function samPolicy(name: string): SamPolicy | undefined {
  return policies().get(name);
}

/** The names of the policy templates that are kept. */
export function samPolicyNames(): readonly string[] {
  return [...policies().keys()];
}

const policies = once((): ReadonlyMap<string, SamPolicy> => {
  const result = new Map<string, { statements: SamStatement[] }>();
  for (const line of table
    .replaceAll(/,\n {4}/g, ',')
    .replaceAll(/\n {4}/g, ' ')
    .trim()
    .split('\n')) {
    const [name = '', actions = '', ...rest] = line.trim().split(/ +/);
    const policy = result.get(name) ?? { statements: [] };
    result.set(name, policy);
    policy.statements.push(readStatement(actions, rest));
  }
  return result;
});

function readStatement(actions: string, rest: readonly string[]): SamStatement {
  const [service = '', names = ''] = actions.split(':');
  const mark = rest.indexOf('?');
  const [operator = '', key = '', value = ''] = mark === -1 ? [] : rest.slice(mark + 1);
  return {
    actions: names.split(',').map((name) => `${service}:${name}`),
    resources: (mark === -1 ? rest : rest.slice(0, mark)).map(fullArn),
    condition: mark === -1 ? undefined : { operator, key, value: fullArn(value) },
  };
}

/** `s3=…` is an ARN without region and account, `sqs~…` one with both; `{Name}` is a parameter. */
function fullArn(short: string): string {
  const [, service = '', sign = '', rest = ''] = /^([a-z0-9-]+)([~=])(.*)$/.exec(short) ?? [];
  const place = sign === '~' ? '${AWS::Region}:${AWS::AccountId}' : ':';
  const arn = sign === '' ? short : `arn:\${AWS::Partition}:${service}:${place}:${rest}`;
  return arn.replaceAll(/(^|[^$])\{/g, '$1${');
}

/**
 * Name, actions, resources, `?` condition, one statement a line; indented lines go on with the line before.
 * Source: policy_templates.json of aws-sam-translator 1.115.0. Left out are templates for services without data:
 * CodeCommit, CodePipeline, Polly, Rekognition, Pinpoint and the like.
 */
const table = `
  AWSSecretsManagerGetSecretValuePolicy secretsmanager:GetSecretValue {SecretArn}
  AWSSecretsManagerRotationPolicy
    secretsmanager:DescribeSecret,GetSecretValue,PutSecretValue,UpdateSecretVersionStage
    secretsmanager~secret:* ? StringEquals secretsmanager:resource/AllowRotationLambdaArn
    lambda~function:{FunctionName}
  AWSSecretsManagerRotationPolicy secretsmanager:GetRandomPassword *
  AcmGetCertificatePolicy acm:GetCertificate {CertificateArn}
  AthenaQueryPolicy
    athena:ListWorkGroups,GetExecutionEngine,GetExecutionEngines,GetNamespace,GetCatalogs,GetNamespaces,
    GetTables,GetTable
    *
  AthenaQueryPolicy
    athena:StartQueryExecution,GetQueryResults,DeleteNamedQuery,GetNamedQuery,ListQueryExecutions,
    StopQueryExecution,GetQueryResultsStream,ListNamedQueries,CreateNamedQuery,GetQueryExecution,
    BatchGetNamedQuery,BatchGetQueryExecution,GetWorkGroup
    athena~workgroup/{WorkGroupName}
  CloudFormationDescribeStacksPolicy cloudformation:DescribeStacks cloudformation~stack/*
  CloudWatchDashboardPolicy cloudwatch:GetDashboard,ListDashboards,PutDashboard,ListMetrics *
  CloudWatchDescribeAlarmHistoryPolicy cloudwatch:DescribeAlarmHistory *
  CloudWatchPutMetricPolicy cloudwatch:PutMetricData *
  ComprehendBasicAccessPolicy
    comprehend:BatchDetectKeyPhrases,DetectDominantLanguage,DetectEntities,BatchDetectEntities,
    DetectKeyPhrases,DetectSentiment,BatchDetectDominantLanguage,BatchDetectSentiment
    *
  DynamoDBBackupFullAccessPolicy dynamodb:CreateBackup,DescribeContinuousBackups
    dynamodb~table/{TableName}
  DynamoDBBackupFullAccessPolicy dynamodb:DeleteBackup,DescribeBackup,ListBackups
    dynamodb~table/{TableName}/backup/*
  DynamoDBCrudPolicy
    dynamodb:GetItem,DeleteItem,PutItem,Scan,Query,UpdateItem,BatchWriteItem,BatchGetItem,DescribeTable,
    ConditionCheckItem
    dynamodb~table/{TableName} dynamodb~table/{TableName}/index/*
  DynamoDBReadPolicy dynamodb:GetItem,Scan,Query,BatchGetItem,DescribeTable dynamodb~table/{TableName}
    dynamodb~table/{TableName}/index/*
  DynamoDBReconfigurePolicy dynamodb:UpdateTable dynamodb~table/{TableName}
  DynamoDBRestoreFromBackupPolicy dynamodb:RestoreTableFromBackup dynamodb~table/{TableName}/backup/*
  DynamoDBRestoreFromBackupPolicy
    dynamodb:PutItem,UpdateItem,DeleteItem,GetItem,Query,Scan,BatchWriteItem dynamodb~table/{TableName}
  DynamoDBStreamReadPolicy dynamodb:DescribeStream,GetRecords,GetShardIterator
    dynamodb~table/{TableName}/stream/{StreamName}
  DynamoDBStreamReadPolicy dynamodb:ListStreams dynamodb~table/{TableName}/stream/*
  DynamoDBWritePolicy dynamodb:PutItem,UpdateItem,BatchWriteItem dynamodb~table/{TableName}
    dynamodb~table/{TableName}/index/*
  EC2DescribePolicy ec2:DescribeRegions,DescribeInstances *
  EFSWriteAccessPolicy elasticfilesystem:ClientMount,ClientWrite
    elasticfilesystem~file-system/{FileSystem} ? StringEquals elasticfilesystem:AccessPointArn
    elasticfilesystem~access-point/{AccessPoint}
  EKSDescribePolicy eks:DescribeCluster,ListClusters *
  EcsRunTaskPolicy ecs:RunTask ecs~task-definition/{TaskDefinition}
  ElasticMapReduceAddJobFlowStepsPolicy elasticmapreduce:AddJobFlowSteps
    elasticmapreduce~cluster/{ClusterId}
  ElasticMapReduceCancelStepsPolicy elasticmapreduce:CancelSteps elasticmapreduce~cluster/{ClusterId}
  ElasticMapReduceModifyInstanceFleetPolicy elasticmapreduce:ModifyInstanceFleet,ListInstanceFleets
    elasticmapreduce~cluster/{ClusterId}
  ElasticMapReduceModifyInstanceGroupsPolicy elasticmapreduce:ModifyInstanceGroups,ListInstanceGroups
    elasticmapreduce~cluster/{ClusterId}
  ElasticMapReduceSetTerminationProtectionPolicy elasticmapreduce:SetTerminationProtection
    elasticmapreduce~cluster/{ClusterId}
  ElasticMapReduceTerminateJobFlowsPolicy elasticmapreduce:TerminateJobFlows
    elasticmapreduce~cluster/{ClusterId}
  ElasticsearchHttpPostPolicy es:ESHttpPost,ESHttpPut es~domain/{DomainName}/*
  EventBridgePutEventsPolicy events:PutEvents events~event-bus/{EventBusName}
  FilterLogEventsPolicy logs:FilterLogEvents logs~log-group:{LogGroupName}:log-stream:*
  FirehoseCrudPolicy
    firehose:CreateDeliveryStream,DeleteDeliveryStream,DescribeDeliveryStream,PutRecord,PutRecordBatch,
    UpdateDestination
    firehose~deliverystream/{DeliveryStreamName}
  FirehoseWritePolicy firehose:PutRecord,PutRecordBatch firehose~deliverystream/{DeliveryStreamName}
  KMSDecryptPolicy kms:Decrypt kms~key/{KeyId}
  KMSEncryptPolicy kms:Encrypt kms~key/{KeyId}
  KMSEncryptPolicy_v2
    kms:Encrypt,GenerateDataKey,GenerateDataKeyWithoutPlaintext,GenerateDataKeyPair,
    GenerateDataKeyPairWithoutPlaintext
    kms~key/{KeyId}
  KinesisCrudPolicy
    kinesis:AddTagsToStream,CreateStream,DecreaseStreamRetentionPeriod,DeleteStream,DescribeStream,
    DescribeStreamSummary,GetShardIterator,IncreaseStreamRetentionPeriod,ListTagsForStream,MergeShards,
    PutRecord,PutRecords,SplitShard,RemoveTagsFromStream
    kinesis~stream/{StreamName}
  KinesisStreamReadPolicy kinesis:ListStreams,DescribeLimits kinesis~stream/*
  KinesisStreamReadPolicy kinesis:DescribeStream,DescribeStreamSummary,GetRecords,GetShardIterator
    kinesis~stream/{StreamName}
  LambdaInvokePolicy lambda:InvokeFunction lambda~function:{FunctionName}*
  OrganizationsListAccountsPolicy organizations:ListAccounts *
  Route53ChangeResourceRecordSetsPolicy route53:ChangeResourceRecordSets
    route53=hostedzone/{HostedZoneId}
  S3CrudPolicy
    s3:GetObject,ListBucket,GetBucketLocation,GetObjectVersion,PutObject,PutObjectAcl,
    GetLifecycleConfiguration,PutLifecycleConfiguration,DeleteObject
    s3={BucketName} s3={BucketName}/*
  S3FullAccessPolicy
    s3:GetObject,GetObjectAcl,GetObjectVersion,PutObject,PutObjectAcl,DeleteObject,DeleteObjectTagging,
    DeleteObjectVersionTagging,GetObjectTagging,GetObjectVersionTagging,PutObjectTagging,
    PutObjectVersionTagging
    s3={BucketName}/*
  S3FullAccessPolicy s3:ListBucket,GetBucketLocation,GetLifecycleConfiguration,PutLifecycleConfiguration
    s3={BucketName}
  S3ReadPolicy s3:GetObject,ListBucket,GetBucketLocation,GetObjectVersion,GetLifecycleConfiguration
    s3={BucketName} s3={BucketName}/*
  S3WritePolicy s3:PutObject,PutObjectAcl,PutLifecycleConfiguration s3={BucketName} s3={BucketName}/*
  SESBulkTemplatedCrudPolicy
    ses:GetIdentityVerificationAttributes,SendEmail,SendRawEmail,SendTemplatedEmail,SendBulkTemplatedEmail,
    VerifyEmailIdentity
    ses~identity/{IdentityName}
  SESBulkTemplatedCrudPolicy_v2 ses:SendEmail,SendRawEmail,SendTemplatedEmail,SendBulkTemplatedEmail
    ses~identity/{IdentityName} ses~template/{TemplateName}
  SESBulkTemplatedCrudPolicy_v2 ses:GetIdentityVerificationAttributes,VerifyEmailIdentity *
  SESCrudPolicy ses:GetIdentityVerificationAttributes,SendEmail,SendRawEmail,VerifyEmailIdentity
    ses~identity/{IdentityName}
  SESEmailTemplateCrudPolicy
    ses:CreateTemplate,GetTemplate,ListTemplates,UpdateTemplate,DeleteTemplate,TestRenderTemplate *
  SESSendBouncePolicy ses:SendBounce ses~identity/{IdentityName}
  SNSCrudPolicy sns:ListSubscriptionsByTopic,CreateTopic,SetTopicAttributes,Subscribe,Publish
    sns~{TopicName}*
  SNSPublishMessagePolicy sns:Publish sns~{TopicName}
  SQSPollerPolicy
    sqs:ChangeMessageVisibility,ChangeMessageVisibilityBatch,DeleteMessage,DeleteMessageBatch,
    GetQueueAttributes,ReceiveMessage
    sqs~{QueueName}
  SQSSendMessagePolicy sqs:SendMessage* sqs~{QueueName}
  SSMParameterReadPolicy ssm:DescribeParameters *
  SSMParameterReadPolicy ssm:GetParameters,GetParameter,GetParametersByPath
    ssm~parameter/{ParameterName}
  SSMParameterWithSlashPrefixReadPolicy ssm:DescribeParameters *
  SSMParameterWithSlashPrefixReadPolicy ssm:GetParameters,GetParameter,GetParametersByPath
    ssm~parameter{ParameterName}
  SageMakerCreateEndpointConfigPolicy sagemaker:CreateEndpointConfig
    sagemaker~endpoint-config/{EndpointConfigName}
  SageMakerCreateEndpointPolicy sagemaker:CreateEndpoint sagemaker~endpoint/{EndpointName}
  StepFunctionsCallbackPolicy states:SendTaskFailure,SendTaskHeartbeat,SendTaskSuccess
    states~stateMachine:{StateMachineName}
  StepFunctionsExecutionPolicy states:StartExecution states~stateMachine:{StateMachineName}
  StepFunctionsExecutionPolicy_v2 states:StartExecution,StartSyncExecution
    states~stateMachine:{StateMachineName}
  TextractDetectAnalyzePolicy
    textract:DetectDocumentText,StartDocumentTextDetection,StartDocumentAnalysis,AnalyzeDocument *
  TextractGetResultPolicy textract:GetDocumentTextDetection,GetDocumentAnalysis *
  TextractPolicy textract:* *
  VPCAccessPolicy
    ec2:CreateNetworkInterface,DeleteNetworkInterface,DescribeNetworkInterfaces,DetachNetworkInterface *
`;
