import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Endpoint, Network, Subnet } from '../../network/network';
import { listed, serviceName } from '../../network/phrase';
import { serveTables } from '../../network/repair';
import { strandedSubnets, tablesOf, unrouted } from '../../network/stranded';
import type { Workload } from '../../network/workload';
import { workloadsOf } from '../../network/workloads';

export const rule = defineRule({
  id: 'vpc-endpoint-not-associated',
  title: 'A gateway endpoint without the route table of a subnet that needs it',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EC2::VPCEndpoint'],
  why: `A gateway endpoint works by adding routes to the route tables that it is associated with. A subnet whose
    table is not among them goes on without it: its calls to S3 or DynamoDB time out, or need another way. An
    endpoint without any route table serves nobody, and nothing fails at deployment. It is fine to allow this
    where tables are associated outside of the file.`,
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
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
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
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html'],
  knownAs: [],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const endpoint = network.endpoints.find((one) => one.resource === resource);
    if (endpoint === undefined || endpoint.kind !== 'gateway' || network.open) return;
    const { service, vpc, routeTables } = endpoint;
    if (service === undefined || vpc?.kind !== 'resource' || !routeTables.complete) return;
    const left = leftOut(network, service, vpc.key);
    if (left.length > 0) yield* about(endpoint, network, left);
    else if (routeTables.at === undefined && !network.handedOut.has(`${resource.stack.id}/${resource.id}`)) {
      yield* aboutNobody(endpoint);
    }
  },
});

interface LeftOut {
  readonly workload: Workload;
  readonly subnet: Subnet;
}

/** The subnets of the VPC from which a workload needs the service and has no path to it. */
function leftOut(network: Network, service: string, vpc: string): LeftOut[] {
  return workloadsOf(network)
    .filter(({ needs }) => needs.some((need) => need.service === service))
    .flatMap((workload) =>
      unrouted(strandedSubnets(network, workload, service)).map(({ subnet }) => ({ workload, subnet })),
    )
    .filter(({ subnet }) => subnet.vpc?.kind === 'resource' && subnet.vpc.key === vpc);
}

function* about(
  { resource, service = '', vpc }: Endpoint,
  network: Network,
  left: readonly LeftOut[],
): Iterable<Finding> {
  const subnets = [...new Set(left.map(({ subnet }) => subnet))];
  const tables = tablesOf(network, subnets);
  const missing = listed(
    tables.length > 0 ? tables.map((table) => table.resource.id) : ['the main route table'],
  );
  const names = listed(subnets.map((subnet) => subnet.resource.id));
  const who = listed([...new Set(left.map(({ workload }) => workload.resource.id))]);
  const repair = vpc === undefined ? undefined : serveTables(network, resource.stack, service, vpc, tables);
  yield {
    at: resource.at('RouteTableIds'),
    message: `${resource.id} is not associated with ${missing}, so ${who} cannot use it from ${names}.`,
    related: left.map(({ workload }) => ({
      at: workload.resource.at(...workload.placed),
      message: `needs ${serviceName(service)}`,
    })),
    fixes: repair === undefined ? [] : [{ ...repair, safe: false }],
  };
}

function* aboutNobody({ resource, service = '' }: Endpoint): Iterable<Finding> {
  yield {
    at: resource.idAt,
    message: `${resource.id} is associated with no route table, so no subnet reaches ${serviceName(service)} through it.`,
  };
}
