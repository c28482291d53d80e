import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Endpoint, Network } from '../../network/network';
import { serviceName } from '../../network/phrase';
import { tablesOf } from '../../network/stranded';
import { givenIn, tableItem } from '../../network/writing';

export const rule = defineRule({
  id: 'vpc-interface-where-gateway',
  title: 'An interface endpoint for S3 or DynamoDB where a gateway endpoint is free',
  severity: 'hint',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EC2::VPCEndpoint'],
  why: `Interface endpoints bill every hour in every zone and every gigabyte; the gateway endpoints of S3 and
    DynamoDB carry the same traffic from inside the VPC for nothing. An interface endpoint is right beside a
    gateway endpoint, or where callers come from outside: on-premises networks, peered VPCs, other regions.
    It is fine to allow this for such callers.`,
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
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      SubnetIds: [!Ref PrivateSubnet]
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
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      RouteTableIds: [!Ref PrivateTable]
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  ],
  knownAs: [],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const endpoint = network.endpoints.find((one) => one.resource === resource);
    if (endpoint?.kind !== 'interface' || endpoint.service === undefined || network.open) return;
    if (endpoint.service !== 's3' && endpoint.service !== 'dynamodb') return;
    if (network.endpoints.some((other) => mayBeItsGateway(other, endpoint))) return;
    const service = serviceName(endpoint.service);
    yield {
      at: resource.at('VpcEndpointType'),
      message: `${resource.id} bills every hour and gigabyte of ${service} traffic that a gateway endpoint carries for nothing.`,
      fixes: fixes(endpoint, network),
    };
  },
});

/** Interface and gateway together are what AWS recommends for hybrid networks. */
function mayBeItsGateway(other: Endpoint, { service, vpc }: Endpoint): boolean {
  if (other.kind === 'interface' || other.kind === 'other') return false;
  if (other.service !== undefined && other.service !== service) return false;
  return other.vpc?.kind !== 'resource' || vpc?.kind !== 'resource' || other.vpc.key === vpc.key;
}

/** Possible where the route tables of all its subnets are written beside it. */
function fixes({ resource, subnets }: Endpoint, network: Network): Fix[] {
  const inside = subnets.items.flatMap((item) =>
    item.kind === 'resource' ? (network.subnets.get(item.key) ?? []) : [],
  );
  const tables = tablesOf(network, inside).filter((table) => table.resource.stack.id === resource.stack.id);
  if (!subnets.complete || inside.length !== subnets.items.length || tables.length === 0) return [];
  const gone = ['SubnetIds', 'SecurityGroupIds', 'PrivateDnsEnabled', 'DnsOptions', 'IpAddressType'];
  const given = givenIn(resource.declaration.condition);
  const items = tables.flatMap((table) => tableItem(resource.stack, table, given) ?? []);
  return [
    {
      title: 'Make it a gateway endpoint',
      safe: false,
      changes: [
        resource.setAll([
          [['VpcEndpointType'], 'Gateway'],
          [['RouteTableIds'], items],
        ]),
        ...gone.filter((property) => resource.has(property)).map((property) => resource.remove([property])),
      ],
    },
  ];
}
