/**
 * Writes small networks in a line. Words: `vpc V`; `subnet A in V on T`; `table T in V`; `nat N in A`; `private nat N`;
 * `regional nat N in V`; `igw I`; `T -> nat N`, `T -> igw I`, `T -> instance X`, `T -> tgw X for 10.0.0.0/8`;
 * `s3 gateway E in V on T, U`; `kms interface E in V`, with `plain` for no private DNS and `all` for all resolvers;
 * `param P`, `list P`; a name with `$` before it is an import. What a line does not know it takes for YAML of a resource.
 */
export function smallNetwork(text: string): string {
  const parameters: string[] = [];
  const resources: string[] = [];
  let routes = 0;
  for (const line of text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const parameter = /^(param|list) (\w+)$/.exec(line);
    if (parameter !== null) {
      parameters.push(
        `${parameter[2]}: {Type: ${parameter[1] === 'list' ? 'CommaDelimitedList' : 'String'}}`,
      );
      continue;
    }
    const written = line.includes('->') ? route(line, `Route${routes++}`) : resource(line);
    resources.push(...written);
  }
  const head = parameters.length === 0 ? '' : `Parameters:\n${indent(parameters)}`;
  return `${head}Resources:\n${indent(resources)}`;
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join('');
}

function ref(name: string): string {
  return name.startsWith('$') ? `!ImportValue ${name.slice(1)}` : `!Ref ${name}`;
}

function resource(line: string): string[] {
  if (/^\S+: /.test(line)) return [line];
  const conditional = / if (\w+)$/.exec(line);
  const condition = conditional === null ? '' : `Condition: ${conditional[1]}, `;
  const [head = ''] = line.replace(/ if \w+$/, '').split(/ in | on /);
  const words = head.split(' ');
  const id = words.at(-1) ?? '';
  const place = / in (\S+)/.exec(line)?.[1];
  const on = / on (.+?)(?: if \w+)?$/.exec(line)?.[1];
  const declare = (type: string, properties: readonly string[]): string =>
    `${id}: {${condition}Type: 'AWS::EC2::${type}', Properties: {${properties.join(', ')}}}`;
  const inVpc = place === undefined ? [] : [`VpcId: ${ref(place)}`];
  switch (words[0]) {
    case 'vpc':
      return [declare('VPC', ['CidrBlock: 10.0.0.0/16'])];
    case 'subnet':
      return [declare('Subnet', inVpc), ...(on === undefined ? [] : [association(id, on)])];
    case 'table':
      return [declare('RouteTable', inVpc)];
    case 'igw':
      return [declare('InternetGateway', [])];
    case 'nat':
      return [declare('NatGateway', place === undefined ? [] : [`SubnetId: ${ref(place)}`])];
    case 'private':
      return [declare('NatGateway', ['ConnectivityType: private'])];
    case 'regional':
      return [declare('NatGateway', [...inVpc, 'AvailabilityMode: regional'])];
    case 'instance':
      return [declare('Instance', ['SourceDestCheck: false'])];
    default:
      return [endpoint(words, declare, inVpc, on)];
  }
}

function endpoint(
  words: readonly string[],
  declare: (type: string, properties: readonly string[]) => string,
  inVpc: readonly string[],
  on: string | undefined,
): string {
  const [service = '', kind = '', option] = words;
  const name = service.startsWith('!')
    ? service.replaceAll('_', ' ')
    : `!Sub "com.amazonaws.\${AWS::Region}.${service}"`;
  const type = kind === 'gateway' ? 'Gateway' : 'Interface';
  const dns =
    kind === 'gateway' || option === 'plain'
      ? []
      : [
          'PrivateDnsEnabled: true',
          ...(option === 'all'
            ? ['DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}']
            : []),
        ];
  const tables = on === undefined ? [] : [`RouteTableIds: ${members(on)}`];
  return declare('VPCEndpoint', [
    `VpcEndpointType: ${type}`,
    `ServiceName: ${name}`,
    ...inVpc,
    ...tables,
    ...dns,
  ]);
}

function members(text: string): string {
  return text.startsWith('all of ')
    ? ref(text.slice('all of '.length))
    : `[${text.split(', ').map(ref).join(', ')}]`;
}

function association(subnet: string, table: string): string {
  return `${subnet}On${table.replace('$', '')}: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref ${subnet}, RouteTableId: ${ref(table)}}}`;
}

const targets: Readonly<Record<string, string>> = {
  nat: 'NatGatewayId',
  igw: 'GatewayId',
  gateway: 'GatewayId',
  instance: 'InstanceId',
  interface: 'NetworkInterfaceId',
  tgw: 'TransitGatewayId',
  peer: 'VpcPeeringConnectionId',
  firewall: 'VpcEndpointId',
  egress: 'EgressOnlyInternetGatewayId',
};

function route(line: string, id: string): string[] {
  const found = /^(\S+) -> (\w+) (\S+?)(?: for (\S+))?(?: if (\w+))?$/.exec(line);
  if (found === null) throw new Error(`not a route: ${line}`);
  const [, table = '', kind = '', to = '', destination = '0.0.0.0/0', condition] = found;
  const property = destination.startsWith('pl-')
    ? 'DestinationPrefixListId'
    : destination.includes(':')
      ? 'DestinationIpv6CidrBlock'
      : 'DestinationCidrBlock';
  const where = /^[A-Z]/.test(destination) ? ref(destination) : `'${destination}'`;
  const target = /^[a-z]/.test(to) ? to : ref(to);
  const only = condition === undefined ? '' : `Condition: ${condition}, `;
  return [
    `${id}: {${only}Type: 'AWS::EC2::Route', Properties: {RouteTableId: ${ref(table)}, ${property}: ${where}, ${targets[kind]}: ${target}}}`,
  ];
}
