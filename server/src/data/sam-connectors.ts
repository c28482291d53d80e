import { once } from './table';

/** One statement by which a SAM connector lets one resource work with another. */
export interface ConnectorStatement {
  /** `AWS::Lambda::Function` and the like: the types that SAM's own types become. */
  readonly source: string;
  readonly destination: string;
  /** Which resource gets the policy: the role of one of the two, or the queue or topic that is the destination. */
  readonly carrier: 'source' | 'destination' | 'queue' | 'topic';
  readonly permission: string;
  readonly actions: readonly string[];
  /** Texts as for `Fn::Sub`; `${source}` and `${destination}` are ARNs, `${destination.Name}` is a name. */
  readonly resources: readonly string[];
}

/** What a connector from one type to another grants for `Read` or `Write`; empty where SAM has no such connector. */
export function connectorStatements(source: string, destination: string): readonly ConnectorStatement[] {
  return statements().filter((one) => one.source === source && one.destination === destination);
}

const statements = once((): readonly ConnectorStatement[] =>
  table
    .replaceAll(/,\n {4}/g, ',')
    .replaceAll(/\n {4}/g, ' ')
    .trim()
    .split('\n')
    .map((line) => {
      const [source, destination, carrier, permission = '', actions = '', ...resources] = line
        .trim()
        .split(/ +/);
      const [service = '', names = ''] = actions.split(':');
      return {
        source: `AWS::${source}`,
        destination: `AWS::${destination}`,
        carrier: carrier as ConnectorStatement['carrier'],
        permission,
        actions: names.split(',').map((name) => `${service}:${name}`),
        resources: resources.map(fullArn),
      };
    }),
);

function fullArn(short: string): string {
  const here = short.replace(/^([a-z]+)~/, 'arn:{AWS::Partition}:$1:{AWS::Region}:{AWS::AccountId}:');
  return here.replaceAll('{', '$${');
}

/**
 * Source, destination, who carries the policy, permission, actions, resources; indented lines go on with the line before.
 * Source: connector_profiles/profiles.json of aws-sam-translator 1.115.0, without the permissions to invoke functions
 * and without AppSync.
 */
const table = `
  DynamoDB::Table Lambda::Function destination Read
    dynamodb:DescribeStream,GetRecords,GetShardIterator,ListStreams {source}/stream/*
  Events::Rule SNS::Topic topic Write sns:Publish {destination}
  Events::Rule Events::EventBus source Write events:PutEvents {destination}
  Events::Rule StepFunctions::StateMachine source Write states:StartExecution {destination}
  Events::Rule SQS::Queue queue Write sqs:SendMessage {destination}
  Lambda::Function Lambda::Function source Write lambda:InvokeAsync,InvokeFunction {destination}
  Lambda::Function S3::Bucket source Read
    s3:GetObject,GetObjectAcl,GetObjectLegalHold,GetObjectRetention,GetObjectTorrent,GetObjectVersion,
    GetObjectVersionAcl,GetObjectVersionForReplication,GetObjectVersionTorrent,ListBucket,
    ListBucketMultipartUploads,ListBucketVersions,ListMultipartUploadParts
    {destination} {destination}/*
  Lambda::Function S3::Bucket source Write
    s3:AbortMultipartUpload,DeleteObject,DeleteObjectVersion,PutObject,PutObjectLegalHold,
    PutObjectRetention,RestoreObject
    {destination} {destination}/*
  Lambda::Function DynamoDB::Table source Read
    dynamodb:GetItem,Query,Scan,BatchGetItem,ConditionCheckItem,PartiQLSelect {destination}
    {destination}/index/*
  Lambda::Function DynamoDB::Table source Write
    dynamodb:PutItem,UpdateItem,DeleteItem,BatchWriteItem,PartiQLDelete,PartiQLInsert,PartiQLUpdate
    {destination} {destination}/index/*
  Lambda::Function SQS::Queue source Read sqs:ReceiveMessage,GetQueueAttributes {destination}
  Lambda::Function SQS::Queue source Write
    sqs:DeleteMessage,SendMessage,ChangeMessageVisibility,PurgeQueue {destination}
  Lambda::Function SNS::Topic source Write sns:Publish {destination}
  Lambda::Function StepFunctions::StateMachine source Write states:StartExecution,StartSyncExecution
    {destination}
  Lambda::Function StepFunctions::StateMachine source Write states:StopExecution
    states~execution:{destination.Name}:*
  Lambda::Function StepFunctions::StateMachine source Read states:DescribeStateMachine,ListExecutions
    {destination}
  Lambda::Function StepFunctions::StateMachine source Read
    states:DescribeExecution,DescribeStateMachineForExecution,GetExecutionHistory
    states~execution:{destination.Name}:*
  Lambda::Function Events::EventBus source Write events:PutEvents {destination}
  SNS::Topic SQS::Queue queue Write sqs:SendMessage {destination}
  SQS::Queue Lambda::Function destination Write sqs:DeleteMessage {source}
  SQS::Queue Lambda::Function destination Read sqs:ReceiveMessage,GetQueueAttributes {source}
  StepFunctions::StateMachine Lambda::Function source Write lambda:InvokeAsync,InvokeFunction
    {destination}
  StepFunctions::StateMachine SNS::Topic source Write sns:Publish {destination}
  StepFunctions::StateMachine SQS::Queue source Write sqs:SendMessage {destination}
  StepFunctions::StateMachine S3::Bucket source Read
    s3:GetObject,GetObjectAcl,GetObjectLegalHold,GetObjectRetention,GetObjectTorrent,GetObjectVersion,
    GetObjectVersionAcl,GetObjectVersionForReplication,GetObjectVersionTorrent,ListBucket,
    ListBucketMultipartUploads,ListBucketVersions,ListMultipartUploadParts
    {destination} {destination}/*
  StepFunctions::StateMachine S3::Bucket source Write
    s3:AbortMultipartUpload,DeleteObject,DeleteObjectVersion,PutObject,PutObjectLegalHold,
    PutObjectRetention,RestoreObject
    {destination} {destination}/*
  StepFunctions::StateMachine DynamoDB::Table source Read
    dynamodb:GetItem,Query,Scan,BatchGetItem,ConditionCheckItem,PartiQLSelect {destination}
    {destination}/index/*
  StepFunctions::StateMachine DynamoDB::Table source Write
    dynamodb:PutItem,UpdateItem,DeleteItem,BatchWriteItem,PartiQLDelete,PartiQLInsert,PartiQLUpdate
    {destination} {destination}/index/*
  StepFunctions::StateMachine StepFunctions::StateMachine source Read states:DescribeExecution
    states~execution:{destination.Name}:*
  StepFunctions::StateMachine StepFunctions::StateMachine source Read events:DescribeRule
    events~rule/StepFunctionsGetEventsForStepFunctionsExecutionRule
  StepFunctions::StateMachine StepFunctions::StateMachine source Write states:StartExecution
    {destination}
  StepFunctions::StateMachine StepFunctions::StateMachine source Write states:StopExecution
    states~execution:{destination.Name}:*
  StepFunctions::StateMachine StepFunctions::StateMachine source Write events:PutTargets,PutRule
    events~rule/StepFunctionsGetEventsForStepFunctionsExecutionRule
  StepFunctions::StateMachine Events::EventBus source Write events:PutEvents {destination}
`;
