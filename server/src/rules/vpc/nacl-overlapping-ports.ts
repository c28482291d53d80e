import { defineRule } from '../../engine/rule';
import { readAclEntry, siblings } from '../../network/network-acl';
import { covers } from '../../network/range';

export const rule = defineRule({
  id: 'vpc-nacl-overlapping-ports',
  title: 'Network ACL entries whose ports overlap',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::NetworkAclEntry'],
  why: `Where two entries speak of the same ports, only the one with the lower number counts, and the reader has
    to work out which it is. Ranges that do not overlap say what happens. It is fine to allow this for a deny
    that makes an exception in front of an allow.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: vpc-0a1b2c3d4e5f67890
  AclAssociation:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      SubnetId: subnet-0a1b2c3d4e5f67890
      NetworkAclId: !Ref Acl
  Entry1:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleAction: allow
      RuleNumber: 100
      Protocol: 6
      CidrBlock: 10.0.0.0/16
      PortRange:
        From: 1000
        To: 2000
  Entry2:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleAction: allow
      RuleNumber: 110
      Protocol: 6
      CidrBlock: 10.0.0.0/16
      PortRange:
        From: 1500
        To: 2500
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: vpc-0a1b2c3d4e5f67890
  AclAssociation:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      SubnetId: subnet-0a1b2c3d4e5f67890
      NetworkAclId: !Ref Acl
  Entry1:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleAction: allow
      RuleNumber: 100
      Protocol: 6
      CidrBlock: 10.0.0.0/16
      PortRange:
        From: 1000
        To: 1499
  Entry2:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleAction: allow
      RuleNumber: 110
      Protocol: 6
      CidrBlock: 10.0.0.0/16
      PortRange:
        From: 1500
        To: 2500
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html'],
  knownAs: ['cfn_nag W72', 'KICS ec2_network_acl_overlapping_ports'],
  *check(resource, graph) {
    const entry = readAclEntry(resource);
    const { number, ports, range } = entry;
    if (number === undefined || range === undefined || ports.kind !== 'ports') return;
    for (const other of siblings(graph.network(resource.stack), entry)) {
      if (other.number === undefined || other.number >= number || other.range === undefined) continue;
      if (!covers(other.range, range) && !covers(range, other.range)) continue;
      if (other.ports.kind !== 'ports' || other.ports.protocol !== ports.protocol) continue;
      if (other.ports.to < ports.from || ports.to < other.ports.from) continue;
      yield {
        at: resource.at('PortRange'),
        message: `The ports of ${resource.id} overlap with those of ${other.resource.id}, which is read first.`,
        related: [{ at: other.resource.at('PortRange'), message: 'these ports' }],
      };
      return;
    }
  },
});
