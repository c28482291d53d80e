import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { needsOf } from '../../graph/network-needs';
import type { Network } from '../../network/network';
import { listed } from '../../network/phrase';
import { serveTables } from '../../network/repair';
import {
  cutReason,
  type Stranded,
  stoppingGroups,
  stopReason,
  strandedSubnets,
  tablesOf,
  unrouted,
} from '../../network/stranded';
import type { Need, Workload, WorkloadKind } from '../../network/workload';
import { workloadOf } from '../../network/workloads';

export const rule = defineRule({
  id: 'vpc-glue-no-s3-path',
  title: 'A job in a subnet from which S3 cannot be reached',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::Glue::Connection',
    'AWS::Glue::DevEndpoint',
    'AWS::Lambda::Function',
    'AWS::Serverless::Function',
    'AWS::EMR::Cluster',
    'AWS::EMRServerless::Application',
    'AWS::Redshift::Cluster',
    'AWS::RedshiftServerless::Workgroup',
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::KafkaConnect::Connector',
    'AWS::DMS::ReplicationInstance',
    'AWS::KinesisAnalyticsV2::Application',
  ],
  why: `Glue, EMR, Redshift with enhanced routing and Lambda functions in a VPC reach S3 only over a path that
    the subnet's route table gives them: a gateway endpoint, or a NAT gateway. Where there is neither, every
    call waits until it times out, often after the cluster was paid for. An internet gateway does not help a
    Glue connection or a function, because their network interfaces have no public address. It is fine to
    allow this where the path is added outside of the file.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PrivateSubnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
  PrivateTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PrivateAssociation:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateSubnet
      RouteTableId: !Ref PrivateTable
  Connection:
    Type: AWS::Glue::Connection
    Properties:
      CatalogId: !Ref AWS::AccountId
      ConnectionInput:
        ConnectionType: NETWORK
        PhysicalConnectionRequirements:
          SubnetId: !Ref PrivateSubnet
          SecurityGroupIdList: [!Ref Group]
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PrivateSubnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
  PrivateTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PrivateAssociation:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateSubnet
      RouteTableId: !Ref PrivateTable
  Connection:
    Type: AWS::Glue::Connection
    Properties:
      CatalogId: !Ref AWS::AccountId
      ConnectionInput:
        ConnectionType: NETWORK
        PhysicalConnectionRequirements:
          SubnetId: !Ref PrivateSubnet
          SecurityGroupIdList: [!Ref Group]
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      RouteTableIds: [!Ref PrivateTable]
`,
  },
  references: [
    'https://docs.aws.amazon.com/glue/latest/dg/vpc-endpoints-s3.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
  ],
  knownAs: [],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const workload = workloadOf(resource, network);
    if (workload === undefined) return;
    const need = needsOf(workload, graph).find(({ service }) => service === 's3');
    if (need === undefined) return;
    const stranded = strandedSubnets(network, workload, 's3');
    const [first] = stranded;
    if (first === undefined) return;
    yield {
      at: resource.at(...workload.placed),
      message: `${whoFails(workload, need)}: ${reason(stranded)}.`,
      severity: need.always ? 'error' : 'warning',
      related: [
        ...(need.at === undefined ? [] : [{ at: need.at, message: 'this needs S3' }]),
        ...(unrouted(stranded).length > 0 ? [] : stoppingGroups(first)),
      ],
      fixes: fixes(network, unrouted(stranded)),
    };
  },
});

function whoFails({ kind, resource, users }: Workload, { by }: Need): string {
  const all = users.length > 0 ? users : [resource];
  const names = (by === undefined ? all : [by]).map(({ id }) => id);
  const times = names.length > 1 ? 'time' : 'times';
  if (kind === 'redshift') return `COPY and UNLOAD of ${listed(names)} time out`;
  return partly.has(kind) ? `${listed(names)} ${times} out on S3` : `${listed(names)} ${times} out`;
}

/** Workloads that do other work than with S3 too. */
const partly: ReadonlySet<WorkloadKind> = new Set<WorkloadKind>([
  'lambda',
  'dms',
  'rds',
  'flink',
  'msk-connect',
]);

function reason(stranded: readonly Stranded[]): string {
  const cut = unrouted(stranded);
  if (cut.length > 0) return cutReason(cut, 'to S3');
  const [stopped] = stranded;
  return stopped === undefined ? '' : stopReason(stopped, 's3');
}

function fixes(network: Network, stranded: readonly Stranded[]): Fix[] {
  const subnets = stranded.map(({ subnet }) => subnet);
  const [table, ...others] = tablesOf(network, subnets);
  if (table?.vpc === undefined) return [];
  const repair = serveTables(network, table.resource.stack, 's3', table.vpc, [table, ...others]);
  return repair === undefined ? [] : [{ ...repair, safe: false }];
}
