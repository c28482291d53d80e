import { asBoolean, type Value } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { identify, nameOf } from '../../network/identity';
import { pathToInternet } from '../../network/reach';

export const rule = defineRule({
  id: 'vpc-instance-public',
  title: 'An instance that the internet can reach',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::Instance'],
  why: `An instance with a public address in a subnet that leads to an internet gateway can be reached from
    anywhere, as far as its security groups let. Session Manager reaches instances in private subnets without
    any open port. It is fine to allow this for a public server.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  InternetGateway:
    Type: AWS::EC2::InternetGateway
  Route:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref InternetGateway
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Table
  Server:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Subnet
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  InternetGateway:
    Type: AWS::EC2::InternetGateway
  Route:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: nat-0a1b2c3d4e5f67890
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Table
  Server:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Subnet
`,
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html'],
  knownAs: [
    'KICS ec2_public_instance_exposed_through_subnet',
    'KICS instance_with_no_vpc',
    'Guard EC2_INSTANCES_IN_VPC',
    'cdk-nag EC2InstancesInVPC',
  ],
  *check(resource, graph) {
    const address = ['NetworkInterfaces', 0, 'AssociatePublicIpAddress'] as const;
    const asksForAddress = asBoolean(resource.get(...address));
    const asking = `${resource.id} asks for a public address, so whoever its security group lets in may come from the internet.`;
    const [property, subnet] = placeOf(resource);
    if (subnet === undefined) {
      if (resource.has('LaunchTemplate') || resource.has('NetworkInterfaces')) {
        if (asksForAddress === true) yield { at: resource.at(...address), message: asking };
        return;
      }
      yield {
        at: resource.idAt,
        message: `${resource.id} names no subnet, so it starts in a public one of the default VPC.`,
      };
      return;
    }
    const named = identify(subnet, resource.stack.deployment);
    const network = graph.network(resource.stack);
    const via = named?.kind === 'resource' ? pathToInternet(network, named.key).via : 'unknown';
    if (named === undefined || via !== 'internet-gateway') {
      if (via === 'unknown' && asksForAddress === true)
        yield { at: resource.at(...address), message: asking };
      return;
    }
    if (asksForAddress === false) return;
    const message = `${resource.id} is in ${nameOf(named)}, which leads to an internet gateway.`;
    yield { at: resource.at(...property), message };
  },
});

function placeOf(resource: Resource): readonly [Path, Value | undefined] {
  const inside = ['NetworkInterfaces', 0, 'SubnetId'] as const;
  const first = resource.get('SubnetId');
  return first === undefined ? [inside, resource.get(...inside)] : [['SubnetId'], first];
}
