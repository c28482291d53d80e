import { defineRule } from '../../engine/rule';
import { includes, readAclEntry, siblings } from '../../network/network-acl';

export const rule = defineRule({
  id: 'vpc-nacl-ineffective-deny',
  title: 'A network ACL entry that denies what is allowed before it',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::NetworkAclEntry'],
  why: `The entries of a network ACL are read by their numbers, and the first that matches decides. A deny behind
    an allow that covers it never denies anything. Give the deny the lower number. It is fine to allow this
    while entries are being reordered.`,
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
      Protocol: -1
      CidrBlock: 0.0.0.0/0
  Entry2:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleAction: deny
      RuleNumber: 200
      Protocol: 6
      CidrBlock: 203.0.113.0/24
      PortRange:
        From: 22
        To: 22
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
      RuleAction: deny
      RuleNumber: 50
      Protocol: 6
      CidrBlock: 203.0.113.0/24
      PortRange:
        From: 22
        To: 22
  Entry2:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleAction: allow
      RuleNumber: 100
      Protocol: -1
      CidrBlock: 0.0.0.0/0
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html'],
  knownAs: [
    'cfn_nag W71',
    'KICS ec2_network_acl_ineffective_denied_traffic',
    'Guard EC2_NETWORK_ACL_ENTRY_INEFFECTIVE_DENY_RULE',
  ],
  *check(resource, graph) {
    const entry = readAclEntry(resource);
    const { action, number } = entry;
    if (action !== 'deny' || number === undefined) return;
    const before = siblings(graph.network(resource.stack), entry).filter(
      (other) => (other.number ?? number) < number,
    );
    const allow = before.find((other) => other.action === 'allow' && includes(other, entry));
    if (allow === undefined) return;
    yield {
      at: resource.at('RuleNumber'),
      message: `${resource.id} denies nothing: ${allow.resource.id} allows it first, with the lower number ${allow.number}.`,
      related: [{ at: allow.resource.at('RuleNumber'), message: 'allowed here' }],
    };
  },
});
