import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { type Identity, identifyAll, nameOf } from '../../network/identity';
import { listed } from '../../network/phrase';
import { letsItselfIn } from '../../network/security-group';

export const rule = defineRule({
  id: 'glue-connection-no-self-reference',
  title: 'A Glue connection whose workers may not talk to each other',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Glue::Connection'],
  why: `The workers of a Glue job talk to each other through the security groups of its connection. Glue starts a
    job only when one of these groups lets itself in on every TCP port; without that the run fails before any
    code. The rule names the group itself as source, so nothing else is let in. It is fine to allow this
    where the rule is added outside of the file.`,
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
  references: ['https://docs.aws.amazon.com/glue/latest/dg/setup-vpc-for-glue-access.html'],
  knownAs: [],
  *check(resource, graph) {
    const path = ['ConnectionInput', 'PhysicalConnectionRequirements', 'SecurityGroupIdList'];
    const groups = identifyAll(resource.get(...path), resource.stack.deployment);
    if (groups.at === undefined || !groups.complete || groups.items.length === 0) return;
    const network = graph.network(resource.stack);
    if (groups.items.some((group) => letsItselfIn(network, group) !== 'no')) return;
    const names = groups.items.map(nameOf);
    const message =
      names.length === 1
        ? `Jobs with ${resource.id} cannot start: ${names[0]} does not let itself in on every TCP port.`
        : `Jobs with ${resource.id} cannot start: none of ${listed(names)} lets itself in on every TCP port.`;
    yield { at: resource.at(...path, 0), message, fixes: fixes(groups.items[0]) };
  },
});

function fixes(group: Identity | undefined): Fix[] {
  if (group?.kind !== 'resource') return [];
  const { stack, id } = group.resource;
  const content = {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: {
      Description: 'Glue workers talk to each other',
      GroupId: stack.write.getAtt(id, 'GroupId'),
      SourceSecurityGroupId: stack.write.getAtt(id, 'GroupId'),
      IpProtocol: 'tcp',
      FromPort: 0,
      ToPort: 65535,
    },
  };
  return [
    {
      title: `Let ${id} in to itself`,
      safe: true,
      changes: [stack.insertResource(stack.freeId(`${id}ToItself`), content, id)],
    },
  ];
}
