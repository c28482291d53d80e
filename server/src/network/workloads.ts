import { asBoolean, asString, type Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import { glueNeeds, glueUsers } from './glue-workloads';
import { identify, identifyAll, type Members, nobody } from './identity';
import { lambdaNeeds } from './lambda-needs';
import type { Network } from './network';
import type { Need, Workload, WorkloadKind } from './workload';

/** Everything that works inside the network, with what it needs there by its kind and by what it names. */
export function workloadsOf(network: Network): Workload[] {
  return network.stacks.flatMap((stack) =>
    [...stack.resources(...readers.keys())].flatMap(
      (resource) => readers.get(resource.type)?.(resource, network) ?? [],
    ),
  );
}

/** The workload that a resource is, or undefined. */
export function workloadOf(resource: Resource, network: Network): Workload | undefined {
  return readers.get(resource.type)?.(resource, network)[0];
}

type Reader = (resource: Resource, network: Network) => Workload[];

const s3: Need = { service: 's3', always: true, at: undefined };
const s3ForSome: Need = { service: 's3', always: false, at: undefined };

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['AWS::Glue::Connection', readConnection],
  ['AWS::Glue::DevEndpoint', (of) => placed(of, 'glue', ['SubnetId'], ['SecurityGroupIds'], { needs: [s3] })],
  ['AWS::Lambda::Function', readFunction],
  ['AWS::Serverless::Function', readFunction],
  ['AWS::EMR::Cluster', readEmrCluster],
  [
    'AWS::EMRServerless::Application',
    (of) =>
      placed(
        of,
        'emr-serverless',
        ['NetworkConfiguration', 'SubnetIds'],
        ['NetworkConfiguration', 'SecurityGroupIds'],
        { needs: [s3] },
      ),
  ],
  ['AWS::Redshift::Cluster', readRedshift],
  [
    'AWS::RedshiftServerless::Workgroup',
    (of) =>
      placed(of, 'redshift', ['SubnetIds'], ['SecurityGroupIds'], {
        mayBePublic: isPublic(of),
        needs: routed(of),
      }),
  ],
  ['AWS::RDS::DBInstance', (of) => grouped(of, 'rds', 'DBSubnetGroupName', 'VPCSecurityGroups')],
  ['AWS::RDS::DBCluster', (of) => grouped(of, 'rds', 'DBSubnetGroupName', 'VpcSecurityGroupIds')],
  [
    'AWS::MSK::Cluster',
    (of) =>
      placed(of, 'msk', ['BrokerNodeGroupInfo', 'ClientSubnets'], ['BrokerNodeGroupInfo', 'SecurityGroups']),
  ],
  [
    'AWS::MSK::ServerlessCluster',
    (of) => placed(of, 'msk', ['VpcConfigs', 0, 'SubnetIds'], ['VpcConfigs', 0, 'SecurityGroups']),
  ],
  [
    'AWS::KafkaConnect::Connector',
    (of) => placed(of, 'msk-connect', [...kafkaVpc, 'Subnets'], [...kafkaVpc, 'SecurityGroups']),
  ],
  ['AWS::DMS::ReplicationInstance', readReplicationInstance],
  [
    'AWS::KinesisAnalyticsV2::Application',
    (of) => placed(of, 'flink', [...flinkVpc, 'SubnetIds'], [...flinkVpc, 'SecurityGroupIds']),
  ],
  ['AWS::DAX::Cluster', (of) => grouped(of, 'dax', 'SubnetGroupName', 'SecurityGroupIds')],
]);

const kafkaVpc = ['KafkaCluster', 'ApacheKafkaCluster', 'Vpc'] as const;
const flinkVpc = ['ApplicationConfiguration', 'VpcConfigurations', 0] as const;

interface More {
  readonly mayBePublic?: boolean;
  readonly needs?: readonly Need[];
  readonly users?: readonly Resource[];
}

function placed(
  resource: Resource,
  kind: WorkloadKind,
  subnets: Path,
  groups: Path,
  more: More = {},
): Workload[] {
  const value = resource.get(...subnets);
  if (value === undefined) return [];
  return [workload(resource, kind, subnets, membersOf(value, resource), groups, more)];
}

/** A workload whose subnets are those of its subnet group. */
function grouped(
  resource: Resource,
  kind: WorkloadKind,
  property: string,
  groups: string,
  more: More = {},
): Workload[] {
  const named = identify(resource.get(property), resource.stack.deployment);
  if (named === undefined) return [];
  const group = named.kind === 'resource' ? named.resource : undefined;
  const written = group?.get('SubnetIds');
  const subnets: Members =
    written === undefined ? { items: [], complete: false, at: undefined } : membersOf(written, resource);
  return [
    workload(resource, kind, [property], subnets, [groups], { mayBePublic: isPublic(resource), ...more }),
  ];
}

function workload(
  resource: Resource,
  kind: WorkloadKind,
  path: Path,
  subnets: Members,
  groups: Path,
  { mayBePublic = false, needs = [], users = [] }: More,
): Workload {
  const written = resource.get(...groups);
  const securityGroups = written === undefined ? nobody : membersOf(written, resource);
  return { resource, kind, users, subnets, placed: path, securityGroups, mayBePublic, needs };
}

/** A single id is a list of one; what may be a list itself stays unknown. */
function membersOf(value: Value, { stack }: Resource): Members {
  if (value.kind === 'list' || value.kind === 'text') return identifyAll(value, stack.deployment);
  const one = identify(value, stack.deployment);
  if (one === undefined || one.kind !== 'resource') return { items: [], complete: false, at: value.at };
  return { items: [one], complete: true, at: value.at };
}

function isPublic(resource: Resource): boolean {
  const written = resource.get('PubliclyAccessible');
  return written !== undefined && asBoolean(written) !== false;
}

/** Redshift's own S3 traffic takes the VPC's routes only when it is told to. */
function routed(resource: Resource): Need[] {
  return asBoolean(resource.get('EnhancedVpcRouting')) === true
    ? [{ ...s3ForSome, at: resource.at('EnhancedVpcRouting') }]
    : [];
}

function readConnection(resource: Resource, network: Network): Workload[] {
  const users = glueUsers(resource, network);
  const place = ['ConnectionInput', 'PhysicalConnectionRequirements'];
  return placed(resource, 'glue', [...place, 'SubnetId'], [...place, 'SecurityGroupIdList'], {
    users,
    needs: [s3, ...glueNeeds(resource, users, network)],
  });
}

function readFunction(resource: Resource): Workload[] {
  return placed(resource, 'lambda', ['VpcConfig', 'SubnetIds'], ['VpcConfig', 'SecurityGroupIds'], {
    needs: lambdaNeeds(resource),
  });
}

function readEmrCluster(resource: Resource): Workload[] {
  const property = resource.has('Instances', 'Ec2SubnetId') ? 'Ec2SubnetId' : 'Ec2SubnetIds';
  const groups = ['Instances', 'AdditionalMasterSecurityGroups'];
  return placed(resource, 'emr', ['Instances', property], groups, { mayBePublic: true, needs: [s3] });
}

function readRedshift(resource: Resource): Workload[] {
  return grouped(resource, 'redshift', 'ClusterSubnetGroupName', 'VpcSecurityGroupIds', {
    needs: routed(resource),
  });
}

/** DMS reaches its endpoints from the replication instance's subnets. */
function readReplicationInstance(resource: Resource, network: Network): Workload[] {
  const needs = network.stacks.flatMap((stack) =>
    [...stack.resources('AWS::DMS::ReplicationTask')]
      .filter((task) => names(task.get('ReplicationInstanceArn'), resource))
      .flatMap((task) =>
        ['SourceEndpointArn', 'TargetEndpointArn'].flatMap((end) => endpointNeeds(task.get(end), resource)),
      ),
  );
  const groups = 'VpcSecurityGroupIds';
  return grouped(resource, 'dms', 'ReplicationSubnetGroupIdentifier', groups, {
    needs,
    mayBePublic: resource.has('PubliclyAccessible'),
  });
}

function names(value: Value | undefined, resource: Resource): boolean {
  if (value?.kind !== 'reference' || value.to.type !== 'resource') return false;
  return value.to.stack === resource.stack.id && value.to.id === resource.id;
}

const dmsEngines: ReadonlyMap<string, string> = new Map([
  ['s3', 's3'],
  ['dynamodb', 'dynamodb'],
  ['kinesis', 'kinesis-streams'],
]);

function endpointNeeds(value: Value | undefined, { stack }: Resource): Need[] {
  if (value?.kind !== 'reference' || value.to.type !== 'resource' || value.to.stack !== stack.id) return [];
  const endpoint = stack.resource(value.to.id);
  const service = dmsEngines.get(asString(endpoint?.get('EngineName')) ?? '');
  return service === undefined ? [] : [{ service, always: false, at: endpoint?.at('EngineName') }];
}
