import { asString } from '../../base/value';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { type Identity, identify, identifyAll, nameOf } from '../../network/identity';
import { listed } from '../../network/phrase';
import { letsItself } from '../../network/security-group';

export const rule = defineRule({
  id: 'glue-connection-no-self-reference',
  title: 'A Glue connection whose workers may not talk to each other',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Glue::Connection'],
  why: `The workers of a Glue job talk to each other through the security groups of its connection. Glue starts a
    job only when one of these groups lets itself in on every TCP port, and out where what leaves is limited;
    without that the run fails before any code. The rule names the group itself, so nothing else is let in or
    out. It is fine to allow this where the rule is added outside of the file.`,
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
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Glue connections
      VpcId: !Ref Vpc
  Connection:
    Type: AWS::Glue::Connection
    Properties:
      CatalogId: !Ref AWS::AccountId
      ConnectionInput:
        ConnectionType: NETWORK
        PhysicalConnectionRequirements:
          SubnetId: !Ref PrivateSubnet
          SecurityGroupIdList: [!Ref Group]
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
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Glue connections
      VpcId: !Ref Vpc
  Connection:
    Type: AWS::Glue::Connection
    Properties:
      CatalogId: !Ref AWS::AccountId
      ConnectionInput:
        ConnectionType: NETWORK
        PhysicalConnectionRequirements:
          SubnetId: !Ref PrivateSubnet
          SecurityGroupIdList: [!Ref Group]
  GroupToItself:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref Group
      SourceSecurityGroupId: !Ref Group
      IpProtocol: tcp
      FromPort: 0
      ToPort: 65535
`,
  },
  references: [
    'https://docs.aws.amazon.com/glue/latest/dg/setup-vpc-for-glue-access.html',
    'https://docs.aws.amazon.com/glue/latest/dg/glue-troubleshooting-errors.html',
  ],
  knownAs: [],
  *check(resource, graph) {
    const place = ['ConnectionInput', 'PhysicalConnectionRequirements'];
    const path = [...place, 'SecurityGroupIdList'];
    const { deployment } = resource.stack;
    const groups = identifyAll(resource.get(...path), deployment);
    if (groups.at === undefined || !groups.complete || groups.items.length === 0) return;
    const network = graph.network(resource.stack);
    const subnet = identify(resource.get(...place, 'SubnetId'), deployment);
    const range = subnet?.kind === 'resource' ? asString(subnet.resource.get('CidrBlock')) : undefined;
    for (const direction of ['ingress', 'egress'] as const) {
      if (groups.items.some((group) => letsItself(direction, network, group, range) !== 'no')) continue;
      const names = groups.items.map(nameOf);
      const way = direction === 'ingress' ? 'in' : 'out';
      const who = names.length === 1 ? `${names[0]} does not let` : `none of ${listed(names)} lets`;
      yield {
        at: resource.at(...path, 0),
        message: `Jobs with ${resource.id} cannot start: ${who} itself ${way} on every TCP port.`,
        fixes: fixes(groups.items[0], direction),
      };
    }
  },
});

function fixes(group: Identity | undefined, direction: 'ingress' | 'egress'): Fix[] {
  if (group?.kind !== 'resource') return [];
  const { stack, id } = group.resource;
  const [type, peer, name, way] =
    direction === 'ingress'
      ? ['AWS::EC2::SecurityGroupIngress', 'SourceSecurityGroupId', `${id}ToItself`, 'in']
      : ['AWS::EC2::SecurityGroupEgress', 'DestinationSecurityGroupId', `${id}OutToItself`, 'out'];
  const content = {
    Type: type,
    Properties: {
      Description: 'Glue workers talk to each other',
      GroupId: stack.write.getAtt(id, 'GroupId'),
      [peer]: stack.write.getAtt(id, 'GroupId'),
      IpProtocol: 'tcp',
      FromPort: 0,
      ToPort: 65535,
    },
  };
  return [
    {
      title: `Let ${id} ${way} to itself`,
      safe: true,
      changes: [stack.insertResource(stack.freeId(name), content, id)],
    },
  ];
}
