/** What a subnet reaches: the network, whether asked for a subnet or a table, the service, the way. */
export interface PathRow {
  readonly name: string;
  readonly network: string;
  /** `A to s3`: from a subnet to a service; `A out`: from a subnet to the internet; `A table`: its route table. */
  readonly ask: string;
  readonly expected: string;
}

const base = 'vpc V; subnet A in V on T; table T in V';
const nat = `${base}; T -> nat N; nat N in P; subnet P in V on Public; table Public in V; Public -> igw I; igw I`;

const row = (name: string, network: string, ask: string, expected: string): PathRow => ({
  name,
  network,
  ask,
  expected,
});

export const paths: readonly PathRow[] = [
  // Route tables
  row('an explicit association', base, 'A table', 'T'),
  row('no association: the main table', 'vpc V; subnet A in V', 'A table', 'main'),
  row('a table by parameter', 'param T; vpc V; subnet A in V on T', 'A table', 'unknown'),
  row('a table by import', 'vpc V; subnet A in V on $Table', 'A table', 'unknown'),
  row(
    'two associations',
    `${base}; table U in V; X: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref A, RouteTableId: !Ref U}}`,
    'A table',
    'unknown',
  ),
  row(
    'an association of a subnet that is chosen later',
    "list L; vpc V; subnet A in V; X: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Select [0, !Ref L], RouteTableId: !Ref T}}",
    'A table',
    'unknown',
  ),
  row('a subnet by parameter', 'param A; vpc V', 'A table', 'unknown'),
  row('the main table of a VPC by parameter', 'param V; subnet A in V', 'A table', 'unknown'),
  row('the main table of an imported VPC', 'subnet A in $V', 'A table', 'unknown'),
  row(
    'a subnet handed to a custom resource',
    "vpc V; subnet A in V; C: {Type: 'Custom::Routes', Properties: {Subnet: !Ref A}}",
    'A table',
    'unknown',
  ),
  row(
    'a VPC handed to a custom resource',
    "vpc V; subnet A in V; C: {Type: 'Custom::Routes', Properties: {Vpc: !Ref V}}",
    'A table',
    'unknown',
  ),
  row(
    'a custom resource for something else',
    "vpc V; subnet A in V; C: {Type: 'Custom::Other', Properties: {Name: x}}",
    'A table',
    'main',
  ),
  row(
    'the id attribute of a table',
    "vpc V; subnet A in V; table T in V; X: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !GetAtt A.SubnetId, RouteTableId: !GetAtt T.RouteTableId}}",
    'A table',
    'T',
  ),
  row(
    'names in Fn::Sub',
    "vpc V; subnet A in V; table T in V; X: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Sub '${A}', RouteTableId: !Sub '${T}'}}",
    'A table',
    'T',
  ),
  row(
    'the VPC of another subnet',
    "vpc V; subnet A in V; B: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !GetAtt A.VpcId}}",
    'B table',
    'main',
  ),
  row(
    'a table that is not defined',
    "vpc V; subnet A in V; X: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref A, RouteTableId: !Ref Gone}}",
    'A table',
    'unknown',
  ),

  // The internet
  row('a NAT gateway', nat, 'A out', 'nat'),
  row('an internet gateway', nat, 'P out', 'internet-gateway'),
  row('a table without routes', base, 'A out', 'none'),
  row('the main table', 'vpc V; subnet A in V', 'A out', 'none'),
  row('a NAT gateway by parameter', `param N; ${base}; T -> nat N`, 'A out', 'nat'),
  row('a NAT gateway by import', `${base}; T -> nat $Nat`, 'A out', 'nat'),
  row('a literal NAT gateway', `${base}; T -> nat nat-0a1b2c3d`, 'A out', 'nat'),
  row('a regional NAT gateway', `${base}; T -> nat N; regional nat N in V`, 'A out', 'nat'),
  row('a private NAT gateway', `${base}; T -> nat N; private nat N`, 'A out', 'unknown'),
  row(
    'a NAT gateway whose kind is a parameter',
    `param K; ${base}; T -> nat N; N: {Type: 'AWS::EC2::NatGateway', Properties: {ConnectivityType: !Ref K}}`,
    'A out',
    'unknown',
  ),
  row(
    'an explicitly public NAT gateway',
    `${base}; T -> nat N; N: {Type: 'AWS::EC2::NatGateway', Properties: {ConnectivityType: public}}`,
    'A out',
    'nat',
  ),
  row('a NAT instance', `${base}; T -> instance X; instance X`, 'A out', 'nat-instance'),
  row('a NAT instance by parameter', `param X; ${base}; T -> instance X`, 'A out', 'nat-instance'),
  row('an interface by parameter', `param X; ${base}; T -> interface X`, 'A out', 'unknown'),
  row('a transit gateway', `param X; ${base}; T -> tgw X`, 'A out', 'unknown'),
  row('a literal transit gateway', `${base}; T -> tgw tgw-123`, 'A out', 'unknown'),
  row('peering for everything', `param X; ${base}; T -> peer X`, 'A out', 'unknown'),
  row('peering for a private range', `param X; ${base}; T -> peer X for 10.1.0.0/16`, 'A out', 'none'),
  row(
    'a transit gateway for 172.16.0.0/12',
    `param X; ${base}; T -> tgw X for 172.16.0.0/12`,
    'A out',
    'none',
  ),
  row(
    'a transit gateway for 192.168.0.0/16',
    `param X; ${base}; T -> tgw X for 192.168.0.0/16`,
    'A out',
    'none',
  ),
  row(
    'a transit gateway for carrier addresses',
    `param X; ${base}; T -> tgw X for 100.64.0.0/10`,
    'A out',
    'none',
  ),
  row(
    'a transit gateway for public addresses',
    `param X; ${base}; T -> tgw X for 52.0.0.0/8`,
    'A out',
    'unknown',
  ),
  row('172.32 is public', `param X; ${base}; T -> tgw X for 172.32.0.0/16`, 'A out', 'unknown'),
  row('half of the internet', `${base}; T -> nat N for 0.0.0.0/1; nat N`, 'A out', 'unknown'),
  row(
    'both halves',
    `${base}; T -> nat N for 0.0.0.0/1; T -> nat N for 128.0.0.0/1; nat N`,
    'A out',
    'unknown',
  ),
  row('a firewall endpoint', `param X; ${base}; T -> firewall X`, 'A out', 'unknown'),
  row(
    'a virtual private gateway',
    `${base}; T -> gateway X; X: {Type: 'AWS::EC2::VPNGateway', Properties: {Type: ipsec.1}}`,
    'A out',
    'unknown',
  ),
  row('a literal virtual private gateway', `${base}; T -> gateway vgw-1`, 'A out', 'unknown'),
  row('a literal internet gateway', `${base}; T -> gateway igw-1`, 'A out', 'internet-gateway'),
  row('a gateway by parameter', `param X; ${base}; T -> gateway X`, 'A out', 'unknown'),
  row('a gateway by import', `${base}; T -> gateway $Igw`, 'A out', 'unknown'),
  row('a route to the VPC itself', `${base}; T -> gateway local for 10.0.0.0/16`, 'A out', 'none'),
  row(
    'only out, only IPv6',
    `${base}; T -> egress X for ::/0; X: {Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: {VpcId: !Ref V}}`,
    'A out',
    'unknown',
  ),
  row(
    'IPv6 beside a NAT gateway',
    `${nat}; T -> egress X for ::/0; X: {Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: {VpcId: !Ref V}}`,
    'A out',
    'nat',
  ),
  row('a prefix list', `param X; ${base}; T -> tgw X for pl-123`, 'A out', 'unknown'),
  row('a prefix list beside a NAT gateway', `param X; ${nat}; T -> tgw X for pl-123`, 'A out', 'nat'),
  row('a destination by parameter', `param D; ${base}; T -> nat N for D; nat N`, 'A out', 'unknown'),
  row(
    'the range of the other VPC',
    `param X; ${base}; vpc W; Peer: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref T, DestinationCidrBlock: !GetAtt W.CidrBlock, VpcPeeringConnectionId: !Ref X}}`,
    'A out',
    'none',
  ),
  row('two default routes', `${nat}; T -> igw I`, 'A out', 'unknown'),
  row('the route of another table', `${base}; table U in V; U -> nat N; nat N`, 'A out', 'none'),
  row(
    'the route of some table',
    `list L; ${base}; X: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Select [0, !Ref L], DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}}`,
    'A out',
    'unknown',
  ),
  row('the route of a table by parameter', `param U; ${base}; U -> nat N; nat N`, 'A out', 'none'),
  row(
    'a table handed to a custom resource',
    `${base}; C: {Type: 'Custom::Routes', Properties: {Table: !Ref T}}`,
    'A out',
    'unknown',
  ),
  row(
    'a table handed to a stack without a template',
    `${base}; C: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: 'https://x/y.yaml', Parameters: {Table: !Ref T}}}`,
    'A out',
    'unknown',
  ),
  row(
    'a route without a target',
    `${base}; X: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref T, DestinationCidrBlock: 0.0.0.0/0}}`,
    'A out',
    'unknown',
  ),
  row('a loop may add anything', `${base}; 'Fn::ForEach::Routes': [X, !Ref Names, {}]`, 'A out', 'unknown'),

  // S3 and DynamoDB
  row('a gateway endpoint', `${base}; s3 gateway E in V on T`, 'A to s3', 'gateway-endpoint'),
  row(
    'a gateway endpoint wins over a NAT gateway',
    `${nat}; s3 gateway E in V on T`,
    'A to s3',
    'gateway-endpoint',
  ),
  row(
    'a gateway endpoint with several tables',
    `${nat}; s3 gateway E in V on Public, T`,
    'A to s3',
    'gateway-endpoint',
  ),
  row('a gateway endpoint on another table', `${nat}; s3 gateway E in V on Public`, 'A to s3', 'nat'),
  row('a gateway endpoint without tables', `${base}; s3 gateway E in V`, 'A to s3', 'none'),
  row(
    'an endpoint without a type is a gateway',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.s3', VpcId: !Ref V, RouteTableIds: [!Ref T]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row('a DynamoDB endpoint leaves S3', `${nat}; dynamodb gateway E in V on T`, 'A to s3', 'nat'),
  row('an S3 endpoint leaves DynamoDB', `${nat}; s3 gateway E in V on T`, 'A to dynamodb', 'nat'),
  row('a DynamoDB endpoint', `${nat}; dynamodb gateway E in V on T`, 'A to dynamodb', 'gateway-endpoint'),
  row(
    'an endpoint for a literal region',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: com.amazonaws.eu-central-1.s3, VpcId: !Ref V, RouteTableIds: [!Ref T]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row(
    'an endpoint in a government region',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: com.amazonaws.us-gov-west-1.s3, VpcId: !Ref V, RouteTableIds: [!Ref T]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row(
    'a service name that is joined',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: !Join ['', [com.amazonaws., !Ref 'AWS::Region', .s3]], VpcId: !Ref V, RouteTableIds: [!Ref T]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row(
    'a service name that is joined with dots',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: !Join ['.', [com.amazonaws, !Ref 'AWS::Region', s3]], VpcId: !Ref V, RouteTableIds: [!Ref T]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row(
    'a service name with a region by parameter',
    `param R; ${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: !Sub 'com.amazonaws.\${R}.s3', VpcId: !Ref V, RouteTableIds: [!Ref T]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row('a service name by parameter', `param S; ${base}; !Ref_S gateway E in V on T`, 'A to s3', 'unknown'),
  row(
    'a service by parameter',
    `param S; ${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.\${S}', VpcId: !Ref V, RouteTableIds: [!Ref T]}}`,
    'A to s3',
    'unknown',
  ),
  row(
    'a type by parameter',
    `param K; ${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: !Ref K, ServiceName: com.amazonaws.eu-west-1.s3, VpcId: !Ref V, RouteTableIds: [!Ref T]}}`,
    'A to s3',
    'unknown',
  ),
  row('tables by parameter', `list L; ${base}; s3 gateway E in V on all of L`, 'A to s3', 'unknown'),
  row(
    'tables by parameter in another VPC',
    `list L; ${base}; vpc W; s3 gateway E in W on all of L`,
    'A to s3',
    'none',
  ),
  row('tables by import', `${base}; s3 gateway E in V on all of $Tables`, 'A to s3', 'unknown'),
  row('a table by parameter', `param U; ${base}; s3 gateway E in V on U`, 'A to s3', 'none'),
  row(
    'a joined and split list',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: com.amazonaws.eu-west-1.s3, VpcId: !Ref V, RouteTableIds: !Split [',', !Join [',', [!Ref T]]]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row(
    'a split text without the table',
    `${base}; table U in V; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: com.amazonaws.eu-west-1.s3, VpcId: !Ref V, RouteTableIds: !Split [',', !Sub '\${U}']}}`,
    'A to s3',
    'none',
  ),
  row(
    'a split text with a parameter in it',
    `param L; ${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: com.amazonaws.eu-west-1.s3, VpcId: !Ref V, RouteTableIds: !Split [',', !Ref L]}}`,
    'A to s3',
    'unknown',
  ),
  row(
    'a table that is selected from a list',
    `${base}; table U in V; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: com.amazonaws.eu-west-1.s3, VpcId: !Ref V, RouteTableIds: [!Select [1, [!Ref U, !Ref T]]]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row(
    'no value among the tables',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: com.amazonaws.eu-west-1.s3, VpcId: !Ref V, RouteTableIds: [!Ref 'AWS::NoValue', !Ref T]}}`,
    'A to s3',
    'gateway-endpoint',
  ),
  row('S3 Express is not S3', `${base}; s3express gateway E in V on T`, 'A to s3', 'none'),
  row('an interface endpoint without its names', `${base}; s3 interface plain E in V`, 'A to s3', 'none'),
  row('an interface endpoint for resolvers alone', `${base}; s3 interface E in V`, 'A to s3', 'none'),
  row(
    'an interface endpoint for all resolvers',
    `${base}; s3 interface all E in V`,
    'A to s3',
    'interface-endpoint',
  ),
  row(
    'an interface endpoint for all resolvers of another VPC',
    `${base}; vpc W; s3 interface all E in W`,
    'A to s3',
    'none',
  ),
  row(
    'a DynamoDB interface endpoint has no usual name',
    `${base}; dynamodb interface E in V`,
    'A to dynamodb',
    'none',
  ),
  row(
    'a table handed out',
    `${base}; C: {Type: 'Custom::Endpoint', Properties: {Tables: [!Ref T]}}`,
    'A to s3',
    'unknown',
  ),
  row(
    'a VPC handed out',
    `${base}; C: {Type: 'Custom::Endpoint', Properties: {Vpc: !Ref V}}`,
    'A to s3',
    'unknown',
  ),
  row('a VPC by parameter', 'param V; subnet A in V on T; table T in V', 'A to s3', 'unknown'),
  row(
    'an endpoint in a VPC by parameter',
    'param V; subnet A in V on T; table T in V; s3 gateway E in V on T',
    'A to s3',
    'gateway-endpoint',
  ),
  row('through an internet gateway', nat, 'P to s3', 'internet-gateway'),

  // Other services
  row('an interface endpoint', `${base}; kms interface E in V`, 'A to kms', 'interface-endpoint'),
  row('an interface endpoint without private DNS', `${base}; kms interface plain E in V`, 'A to kms', 'none'),
  row('an interface endpoint of another service', `${base}; sts interface E in V`, 'A to kms', 'none'),
  row(
    'an interface endpoint beside a NAT gateway',
    `${nat}; kms interface E in V`,
    'A to kms',
    'interface-endpoint',
  ),
  row('a NAT gateway instead of an interface endpoint', nat, 'A to kms', 'nat'),
  row('a service with a dot', `${base}; ecr.api interface E in V`, 'A to ecr.api', 'interface-endpoint'),
  row(
    'private DNS by parameter',
    `param D; ${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, ServiceName: com.amazonaws.eu-west-1.kms, VpcId: !Ref V, PrivateDnsEnabled: !Ref D}}`,
    'A to kms',
    'unknown',
  ),
  row('an endpoint of a VPC by import', `${base}; kms interface E in $V`, 'A to kms', 'unknown'),
  row(
    'a gateway load balancer endpoint',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: GatewayLoadBalancer, ServiceName: com.amazonaws.vpce.eu-west-1.vpce-svc-1, VpcId: !Ref V}}`,
    'A to kms',
    'none',
  ),
  row(
    'a service of somebody else',
    `${base}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, ServiceName: com.amazonaws.vpce.eu-west-1.vpce-svc-1, VpcId: !Ref V, PrivateDnsEnabled: true}}`,
    'A to kms',
    'none',
  ),
];

/** A network that is spread over several templates; the first is asked. A subnet is named with its stack. */
export interface SpreadRow {
  readonly name: string;
  readonly files: Readonly<Record<string, { readonly network: string; readonly outputs?: string }>>;
  readonly ask: string;
  readonly expected: string;
}

const exported = (name: string): string => `    Export: {Name: ${name}}\n`;
const output = (name: string, of: string, as?: string): string =>
  `  ${name}:\n    Value: !Ref ${of}\n${as === undefined ? '' : exported(as)}`;
const nested = (id: string, file: string, parameters: string): string =>
  `${id}: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: ${file}, Parameters: {${parameters}}}}`;

/** A VPC with a private subnet, written as a small network with outputs. */
const vpcStack = (as?: string) => ({
  network: `${base}; param Unused`,
  outputs: `Outputs:\n${output('Subnet', 'A', as && `${as}-subnet`)}${output('Table', 'T', as && `${as}-table`)}${output('Vpc', 'V', as && `${as}-vpc`)}`,
});

export const spread: readonly SpreadRow[] = [
  {
    name: 'an endpoint beside a nested network',
    files: {
      'root.yaml': {
        network: `${nested('Net', 'vpc.yaml', '')}; E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {ServiceName: com.amazonaws.eu-west-1.s3, VpcId: !GetAtt Net.Outputs.Vpc, RouteTableIds: [!GetAtt Net.Outputs.Table]}}`,
      },
      'vpc.yaml': vpcStack(),
    },
    ask: 'root.yaml#Net/A to s3',
    expected: 'gateway-endpoint',
  },
  {
    name: 'an endpoint in a nested stack',
    files: {
      'root.yaml': { network: `${base}; ${nested('Ends', 'ends.yaml', 'Vpc: !Ref V, Tables: !Ref T')}` },
      'ends.yaml': { network: 'param Vpc; list Tables; s3 gateway E in Vpc on Tables' },
    },
    ask: 'root.yaml/A to s3',
    expected: 'gateway-endpoint',
  },
  {
    name: 'tables that are passed joined',
    files: {
      'root.yaml': {
        network: `${base}; table U in V; ${nested('Ends', 'ends.yaml', "Vpc: !Ref V, Tables: !Join [',', [!Ref U, !Ref T]]")}`,
      },
      'ends.yaml': { network: 'param Vpc; list Tables; s3 gateway E in Vpc on all of Tables' },
    },
    ask: 'root.yaml/A to s3',
    expected: 'gateway-endpoint',
  },
  {
    name: 'a nested stack that is not at hand',
    files: { 'root.yaml': { network: `${base}; ${nested('Ends', 'gone.yaml', 'Table: !Ref T')}` } },
    ask: 'root.yaml/A to s3',
    expected: 'unknown',
  },
  {
    name: 'a nested stack that knows only another VPC',
    files: { 'root.yaml': { network: `${base}; vpc W; ${nested('Ends', 'gone.yaml', 'Vpc: !Ref W')}` } },
    ask: 'root.yaml/A to s3',
    expected: 'none',
  },
  {
    name: 'a route in a nested stack',
    files: {
      'root.yaml': { network: `${base}; ${nested('Out', 'out.yaml', 'Table: !Ref T')}` },
      'out.yaml': { network: 'param Table; Table -> nat N; nat N' },
    },
    ask: 'root.yaml/A out',
    expected: 'nat',
  },
  {
    name: 'an imported subnet',
    files: {
      'job.yaml': {
        network:
          "F: {Type: 'AWS::Lambda::Function', Properties: {VpcConfig: {SubnetIds: [!ImportValue net-subnet]}}}",
      },
      'vpc.yaml': vpcStack('net'),
    },
    ask: 'vpc.yaml/A to s3',
    expected: 'none',
  },
  {
    name: 'an endpoint that imports the table',
    files: {
      'vpc.yaml': vpcStack('net'),
      'ends.yaml': { network: 's3 gateway E in $net-vpc on $net-table' },
    },
    ask: 'vpc.yaml/A to s3',
    expected: 'gateway-endpoint',
  },
  {
    name: 'a template that imports something else',
    files: {
      'vpc.yaml': vpcStack('net'),
      'ends.yaml': { network: 's3 gateway E in $other-vpc on $other-table' },
    },
    ask: 'vpc.yaml/A to s3',
    expected: 'none',
  },
];
