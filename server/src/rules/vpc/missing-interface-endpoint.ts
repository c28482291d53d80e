import type { Place } from '../../base/range';
import type { Fix, Related } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Identity } from '../../network/identity';
import type { Network, Subnet } from '../../network/network';
import { listed, serviceName } from '../../network/phrase';
import { gatewayServices } from '../../network/reach';
import { addInterface, serveTables } from '../../network/repair';
import { type Stranded, strandedSubnets, tablesOf } from '../../network/stranded';
import type { Workload } from '../../network/workload';
import { workloadOf } from '../../network/workloads';

export const rule = defineRule({
  id: 'vpc-missing-interface-endpoint',
  title: 'A private workload without a path to a service that it calls',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::Glue::Connection',
    'AWS::Lambda::Function',
    'AWS::Serverless::Function',
    'AWS::DMS::ReplicationInstance',
  ],
  why: `In a subnet without a NAT gateway, a call to KMS, Secrets Manager, SQS, Kinesis and most other services
    goes nowhere unless the VPC has an interface endpoint for the service, under its usual name. The call
    then waits until it times out. Glue with a security configuration calls KMS itself; functions call what
    their variables name. Encryption at rest inside S3, Kinesis or SQS needs no endpoint, because there the
    service calls KMS. It is fine to allow this where the endpoint is made outside of the file.`,
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
    for (const { service, at } of workload.needs) {
      if (service === 's3') continue;
      const stranded = strandedSubnets(network, workload, service);
      if (stranded.length === 0) continue;
      const names = stranded.map(({ subnet }) => subnet.resource.id);
      const who = workload.users.length > 0 ? workload.users.map(({ id }) => id) : [resource.id];
      yield {
        at: workload.kind === 'lambda' && at !== undefined ? at : placed,
        message: `${listed(who)} ${who.length > 1 ? 'time' : 'times'} out on ${serviceName(service)}: nothing in ${listed(names)} leads there.`,
        related: related(workload, placed, at),
        fixes: fixes(network, service, stranded),
      };
    }
  },
});

function related({ kind }: Workload, placed: Place, need: Place | undefined): Related[] {
  if (kind === 'lambda') return [{ at: placed, message: 'placed in the subnet here' }];
  return need === undefined ? [] : [{ at: need, message: 'needs it' }];
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
      : serveTables(network, stack, service, first.vpc, [table, ...others], table.resource.id);
  return repair === undefined ? [] : [{ ...repair, safe: false }];
}

function identified({ key, resource }: Subnet): Identity {
  return { kind: 'resource', key, resource, at: resource.idAt };
}
