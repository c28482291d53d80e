import { asBoolean, asList, asString, lookUp } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import { dmsNeeds } from './dms-needs';
import { emrEncryptionNeeds } from './emr-needs';
import { encryptionNeeds, glueNeeds, glueUsers } from './glue-workloads';
import { needsNamedIn } from './named-needs';
import type { Network } from './network';
import { grouped, isPublic, placed } from './place-workload';
import { brokerReaders, connectorNeeds } from './stream-needs';
import type { Need, Workload } from './workload';

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
  ['AWS::Glue::DevEndpoint', readDevEndpoint],
  ['AWS::Lambda::Function', readFunction],
  ['AWS::Serverless::Function', readFunction],
  ['AWS::EMR::Cluster', readEmrCluster],
  // What its workspaces call depends on the clusters that they are attached to.
  ['AWS::EMR::Studio', (of) => placed(of, 'emr-studio', ['SubnetIds'], ['WorkspaceSecurityGroupId'])],
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
  ['AWS::RDS::DBInstance', (of) => readDatabase(of, 'VPCSecurityGroups')],
  ['AWS::RDS::DBCluster', (of) => readDatabase(of, 'VpcSecurityGroupIds')],
  ['AWS::MSK::Cluster', (of, network) => readBrokers(of, network, ['BrokerNodeGroupInfo'], 'ClientSubnets')],
  ['AWS::MSK::ServerlessCluster', (of, network) => readBrokers(of, network, ['VpcConfigs', 0], 'SubnetIds')],
  [
    'AWS::KafkaConnect::Connector',
    (of) =>
      placed(of, 'msk-connect', [...kafkaVpc, 'Subnets'], [...kafkaVpc, 'SecurityGroups'], {
        needs: connectorNeeds(of),
      }),
  ],
  ['AWS::DMS::ReplicationInstance', readReplicationInstance],
  [
    'AWS::KinesisAnalyticsV2::Application',
    // Its code and its checkpoints are in the care of the service; what its sources and sinks are, it is told here.
    (of) =>
      placed(of, 'flink', [...flinkVpc, 'SubnetIds'], [...flinkVpc, 'SecurityGroupIds'], {
        needs: needsNamedIn(of, 'ApplicationConfiguration', 'EnvironmentProperties'),
      }),
  ],
  // Its nodes reach DynamoDB over the service's own network.
  ['AWS::DAX::Cluster', (of) => grouped(of, 'dax', 'SubnetGroupName', 'SecurityGroupIds')],
]);

const kafkaVpc = ['KafkaCluster', 'ApacheKafkaCluster', 'Vpc'] as const;
const flinkVpc = ['ApplicationConfiguration', 'VpcConfigurations', 0] as const;

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
    needs: needsNamedIn(resource, 'Environment', 'Variables'),
  });
}

function readEmrCluster(resource: Resource, network: Network): Workload[] {
  const property = resource.has('Instances', 'Ec2SubnetId') ? 'Ec2SubnetId' : 'Ec2SubnetIds';
  const needs = [s3, ...emrEncryptionNeeds(resource, network)];
  return placed(resource, 'emr', ['Instances', property], undefined, { mayBePublic: true, needs });
}

function readRedshift(resource: Resource): Workload[] {
  return grouped(resource, 'redshift', 'ClusterSubnetGroupName', 'VpcSecurityGroupIds', {
    needs: routed(resource),
  });
}

/** DMS reaches its endpoints from the replication instance's subnets. */
function readReplicationInstance(resource: Resource, network: Network): Workload[] {
  return grouped(resource, 'dms', 'ReplicationSubnetGroupIdentifier', 'VpcSecurityGroupIds', {
    needs: dmsNeeds(resource, network),
    // Public unless it says otherwise.
    mayBePublic: !resource.has('PubliclyAccessible') || isPublic(resource),
  });
}

function readDevEndpoint(resource: Resource, network: Network): Workload[] {
  return placed(resource, 'glue', ['SubnetId'], ['SecurityGroupIds'], {
    needs: [s3, ...encryptionNeeds([resource], network)],
  });
}

/** A database imports, exports and invokes from its own subnets, with the roles that it is given for that. */
function readDatabase(resource: Resource, groups: string): Workload[] {
  const needs = asList(resource.get('AssociatedRoles')).flatMap((role): Need[] => {
    const feature = lookUp(role, 'FeatureName');
    const service = features.get(asString(feature)?.toLowerCase() ?? '');
    return service === undefined ? [] : [{ service, always: false, at: feature?.at }];
  });
  return grouped(resource, 'rds', 'DBSubnetGroupName', groups, { needs });
}

const features: ReadonlyMap<string, string> = new Map([
  ['s3import', 's3'],
  ['s3export', 's3'],
  ['s3_integration', 's3'],
  ['lambda', 'lambda'],
]);

function readBrokers(resource: Resource, network: Network, place: Path, subnets: string): Workload[] {
  return placed(
    resource,
    'msk',
    [...place, subnets],
    [...place, 'SecurityGroups'],
    brokerReaders(resource, network),
  );
}
