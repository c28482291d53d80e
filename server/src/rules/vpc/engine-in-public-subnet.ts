import { defineRule } from '../../engine/rule';
import { nameOf } from '../../network/identity';
import type { Route } from '../../network/network';
import { listed } from '../../network/phrase';
import { pathToInternet } from '../../network/reach';
import type { Workload } from '../../network/workload';
import { workloadOf } from '../../network/workloads';

export const rule = defineRule({
  id: 'vpc-engine-in-public-subnet',
  title: 'A data engine in a subnet that leads to an internet gateway',
  severity: 'warning',
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
    'AWS::MSK::Cluster',
    'AWS::MSK::ServerlessCluster',
    'AWS::KafkaConnect::Connector',
    'AWS::DMS::ReplicationInstance',
    'AWS::KinesisAnalyticsV2::Application',
    'AWS::DAX::Cluster',
  ],
  why: `A subnet whose default route leads to an internet gateway is open to the internet for everything there
    that has a public address: one flag, one security group rule, and a database or a cluster can be attacked
    from anywhere. Engines without a public address gain nothing from it, because the gateway does not serve
    them. Put them into private subnets, with endpoints or a NAT gateway for what they call. It is fine to
    allow this for a short-lived test cluster without real data.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PublicSubnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  PublicTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PublicAssociation:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PublicSubnet
      RouteTableId: !Ref PublicTable
  PublicRoute:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref PublicTable
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref InternetGateway
  InternetGateway:
    Type: AWS::EC2::InternetGateway
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: cluster
      ServiceRole: EMR_DefaultRole
      JobFlowRole: EMR_EC2_DefaultRole
      Instances:
        Ec2SubnetId: !Ref PublicSubnet
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
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: cluster
      ServiceRole: EMR_DefaultRole
      JobFlowRole: EMR_EC2_DefaultRole
      Instances:
        Ec2SubnetId: !Ref PrivateSubnet
`,
  },
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-clusters-in-a-vpc.html',
  ],
  knownAs: ['KICS rds_associated_with_public_subnet', 'SecurityHub EMR.1', 'SecurityHub RDS.46'],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const workload = workloadOf(resource, network);
    if (workload === undefined) return;
    const routes: Route[] = [];
    const names: string[] = [];
    for (const item of workload.subnets.items) {
      const subnet = item.kind === 'resource' ? network.subnets.get(item.key) : undefined;
      if (subnet === undefined) continue;
      const { via, route } = pathToInternet(network, subnet.key);
      if (via !== 'internet-gateway' || route === undefined) continue;
      names.push(subnet.resource.id);
      routes.push(route);
    }
    const [route] = routes;
    if (route === undefined) return;
    const gateway = route.target.to === undefined ? 'an internet gateway' : nameOf(route.target.to);
    yield {
      at: resource.at(...workload.placed),
      message: `${resource.id} is in ${listed(names)}, whose default route leads to ${gateway}${consequence(workload)}.`,
      related: [{ at: route.target.at, message: 'the route to the internet' }],
    };
  },
});

function consequence({ kind, mayBePublic }: Workload): string {
  if (kind === 'glue' || kind === 'lambda') return ' and is of no use without a public address';
  return mayBePublic ? ': with a public address it can be reached from the internet' : '';
}
