import type { Place } from '../../base/range';
import type { Fix, Related } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { needsOf } from '../../graph/network-needs';
import type { Identity } from '../../network/identity';
import type { Network, Subnet } from '../../network/network';
import { listed, serviceName } from '../../network/phrase';
import { gatewayServices } from '../../network/reach';
import { addInterface, letIn, serveTables } from '../../network/repair';
import {
  cutReason,
  type Stranded,
  stoppingGroups,
  stopReason,
  strandedSubnets,
  tablesOf,
  unrouted,
} from '../../network/stranded';
import type { Need, Workload } from '../../network/workload';
import { workloadOf } from '../../network/workloads';

export const rule = defineRule({
  id: 'vpc-missing-interface-endpoint',
  title: 'A private workload without a path to a service that it calls',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::Glue::Connection',
    'AWS::Glue::DevEndpoint',
    'AWS::Lambda::Function',
    'AWS::Serverless::Function',
    'AWS::EMR::Cluster',
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::MSK::Cluster',
    'AWS::MSK::ServerlessCluster',
    'AWS::KafkaConnect::Connector',
    'AWS::DMS::ReplicationInstance',
    'AWS::KinesisAnalyticsV2::Application',
  ],
  why: `In a subnet without a NAT gateway, a call to KMS, Secrets Manager, SQS, Kinesis and most other services
    goes nowhere unless the VPC has an interface endpoint for the service, under its usual name. The call
    then waits until it times out. An endpoint whose security groups let no HTTPS in from the subnet takes the
    name away from every other path and answers nobody. Glue with a security configuration calls KMS itself;
    functions call what their variables name and their role is given. Encryption at rest inside S3, Kinesis or
    SQS needs no endpoint, because there the service calls KMS. It is fine to allow this where the endpoint is
    made outside of the file.`,
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
  Password:
    Type: AWS::SecretsManager::Secret
  Loader:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: [!Ref PrivateSubnet]
        SecurityGroupIds: []
      Environment:
        Variables:
          PASSWORD: !Ref Password
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
  Password:
    Type: AWS::SecretsManager::Secret
  Loader:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: [!Ref PrivateSubnet]
        SecurityGroupIds: []
      Environment:
        Variables:
          PASSWORD: !Ref Password
  SecretsEndpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.secretsmanager
      VpcId: !Ref Vpc
      SubnetIds: [!Ref PrivateSubnet]
      PrivateDnsEnabled: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  ],
  knownAs: [],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const workload = workloadOf(resource, network);
    if (workload === undefined) return;
    const placed = resource.at(...workload.placed);
    for (const need of needsOf(workload, graph)) {
      const { service, at } = need;
      if (service === 's3') continue;
      const stranded = strandedSubnets(network, workload, service);
      const [first] = stranded;
      if (first === undefined) continue;
      const cut = unrouted(stranded);
      const reason = cut.length > 0 ? cutReason(cut, 'there') : stopReason(first, service);
      yield {
        at: isWritten(workload, need) ? (at ?? placed) : placed,
        message: `${whoFails(workload, need)} out on ${serviceName(service)}: ${reason}.`,
        related: [...related(workload, placed, need), ...(cut.length > 0 ? [] : stoppingGroups(first))],
        fixes: cut.length > 0 ? fixes(network, service, cut) : openings(first),
      };
    }
  },
});

function whoFails({ users, resource }: Workload, { by }: Need): string {
  const all = users.length > 0 ? users : [resource];
  const who = (by === undefined ? all : [by]).map(({ id }) => id);
  return `${listed(who)} ${who.length > 1 ? 'time' : 'times'}`;
}

/** True when a function's own properties say it; for other workloads the place in the network is at fault. */
function isWritten({ kind, needs }: Workload, need: Need): boolean {
  return kind === 'lambda' && needs.includes(need);
}

function related(workload: Workload, placed: Place, need: Need): Related[] {
  if (isWritten(workload, need)) return [{ at: placed, message: 'placed in the subnet here' }];
  return need.at === undefined ? [] : [{ at: need.at, message: 'needs it' }];
}

/** Who may enter is the endpoint's own affair; what may leave a workload is not opened by the way. */
function openings({ stopped, subnet }: Stranded): Fix[] {
  const [group] = stopped?.by === 'ingress' ? stopped.groups : [];
  const repair = group === undefined ? undefined : letIn(subnet, group);
  return repair === undefined ? [] : [{ ...repair, safe: false }];
}

function fixes(network: Network, service: string, stranded: readonly Stranded[]): Fix[] {
  const subnets = stranded.map(({ subnet }) => subnet);
  const [first] = subnets;
  if (first?.vpc === undefined) return [];
  const { stack, id } = first.resource;
  const [table, ...others] = tablesOf(network, subnets);
  const repair = !gatewayServices.has(service)
    ? addInterface(stack, service, first.vpc, subnets.map(identified), id)
    : table === undefined
      ? undefined
      : serveTables(network, stack, service, first.vpc, [table, ...others]);
  return repair === undefined ? [] : [{ ...repair, safe: false }];
}

function identified({ key, resource }: Subnet): Identity {
  return { kind: 'resource', key, resource, at: resource.idAt };
}
