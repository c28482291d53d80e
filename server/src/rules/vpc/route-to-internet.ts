import { defineRule } from '../../engine/rule';
import { nameOf } from '../../network/identity';
import { readRoute } from '../../network/read-route';

export const rule = defineRule({
  id: 'vpc-route-to-internet',
  title: 'A default route to an internet gateway',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::Route'],
  why: `Everything with a public address in the subnets of this table can be reached from the internet, as far as
    its security groups let. A data pipeline rarely needs such a subnet except for its NAT gateway and load
    balancers. It is fine to allow this for those.`,
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
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html'],
  knownAs: [
    'KICS routertable_with_default_routing',
    'Guard NO_UNRESTRICTED_ROUTE_TO_IGW',
    'cdk-nag VPCNoUnrestrictedRouteToIGW',
  ],
  *check(resource) {
    const { destination, target, table } = readRoute(resource, resource.stack.deployment);
    if (destination !== 'everywhere' && destination !== 'everywhere-v6') return;
    if (target.kind !== 'internet-gateway') return;
    const from = table === undefined ? 'a route table' : nameOf(table);
    const to = target.to === undefined ? 'an internet gateway' : nameOf(target.to);
    yield {
      at: target.at,
      message: `${resource.id} opens the subnets of ${from} to the internet through ${to}.`,
    };
  },
});
