import type { Stack } from '../../cloudformation/stack';
import type { Finding, Fix, Related } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { type Detour, detours, together } from '../../network/detour';
import { nameOf } from '../../network/identity';
import type { Network } from '../../network/network';
import { listed, serviceName } from '../../network/phrase';
import { serveTables } from '../../network/repair';

export const rule = defineRule({
  id: 'vpc-nat-instead-of-endpoint',
  title: 'S3 or DynamoDB traffic leaves through a NAT gateway',
  severity: 'warning',
  profile: 'recommended',
  on: 'stack',
  why: `A private subnet whose default route leads to a NAT gateway sends everything there, S3 and DynamoDB included, unless
    its route table has a gateway endpoint for them. A NAT gateway bills every gigabyte that it processes, and data that
    could stay on a private path, under an endpoint policy, takes the one that is open to the whole internet. A gateway
    endpoint costs nothing and only takes over the traffic to its service: the NAT gateway stays for package indexes and
    other APIs. It is fine to allow this where a central team adds the endpoint to the route tables outside of the file.`,
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
  PrivateRouteTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PrivateAssociation:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateSubnet
      RouteTableId: !Ref PrivateRouteTable
  PrivateRoute:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref PrivateRouteTable
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatGateway
  NatGateway:
    Type: AWS::EC2::NatGateway
    Properties:
      VpcId: !Ref Vpc
      AvailabilityMode: regional
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
  PrivateRouteTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PrivateAssociation:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateSubnet
      RouteTableId: !Ref PrivateRouteTable
  PrivateRoute:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref PrivateRouteTable
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatGateway
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      RouteTableIds:
        - !Ref PrivateRouteTable
  NatGateway:
    Type: AWS::EC2::NatGateway
    Properties:
      VpcId: !Ref Vpc
      AvailabilityMode: regional
`,
  },
  references: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html',
  ],
  knownAs: [],
  *check(stack, graph) {
    const network = graph.network(stack);
    const services = network.stacks.some(usesDynamoDb) ? ['s3', 'dynamodb'] : ['s3'];
    for (const detour of detours(network, services)) yield finding(detour, network);
  },
});

const dynamoDbTypes = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Serverless::SimpleTable'];

function usesDynamoDb(stack: Stack): boolean {
  return !stack.resources(...dynamoDbTypes).next().done;
}

function finding(detour: Detour, network: Network): Finding {
  const { service, vpc, endpoint } = detour;
  return {
    ...told(detour, network),
    about: {
      // Without the endpoint that others lack some tables of, it is another matter.
      what: `${service} of ${nameOf(vpc)} beside ${endpoint?.key ?? 'nothing'}`,
      part: detour,
      together: (parts: readonly Detour[]) => told(together(parts) ?? detour, network),
    },
  };
}

function told(detour: Detour, network: Network): Finding {
  const service = serviceName(detour.service);
  const through = listed([...new Set(detour.nats.map(({ name }) => name))]);
  const instance = detour.nats.every(({ kind }) => kind === 'nat-instance');
  const cost = instance ? 'takes up its bandwidth' : 'is billed per GB';
  return {
    at: detour.at,
    message: `${service} traffic of ${listed(detour.from)} leaves through ${through} and ${cost}; a gateway endpoint is free.`,
    resource: detour.resource,
    related: related(detour),
    fixes: fixes(network, detour),
  };
}

function related({ routes, endpoint, tables, service }: Detour): Related[] {
  const others = routes.slice(1).map((route) => ({
    at: route.target.at,
    message: `${route.table === undefined ? 'another table' : nameOf(route.table)} leads there too`,
  }));
  if (endpoint === undefined) return others;
  const missing = listed(tables.map(({ resource }) => resource.id));
  return [
    ...others,
    {
      at: endpoint.resource.idAt,
      message: `this ${serviceName(service)} endpoint does not serve ${missing}`,
    },
  ];
}

function fixes(network: Network, { stack, tables, service, vpc }: Detour): Fix[] {
  const repair = serveTables(network, stack, service, vpc, tables);
  return repair === undefined ? [] : [{ ...repair, safe: false }];
}
