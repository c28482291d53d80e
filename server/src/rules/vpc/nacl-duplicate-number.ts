import { defineRule } from '../../engine/rule';
import { readAclEntry, siblings } from '../../network/network-acl';

export const rule = defineRule({
  id: 'vpc-nacl-duplicate-number',
  title: 'Two network ACL entries with one number',
  severity: 'error',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::NetworkAclEntry'],
  why: `Each number can be used once per direction of a network ACL: the second entry fails to deploy. There is
    no good reason to allow this.`,
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
        From: 443
        To: 443
  Entry2:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleAction: allow
      RuleNumber: 100
      Protocol: 6
      CidrBlock: 10.1.0.0/16
      PortRange:
        From: 443
        To: 443
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
        From: 443
        To: 443
  Entry2:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleAction: allow
      RuleNumber: 110
      Protocol: 6
      CidrBlock: 10.1.0.0/16
      PortRange:
        From: 443
        To: 443
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html'],
  knownAs: ['cfn_nag F79', 'KICS ec2_network_acl_duplicate_rule'],
  *check(resource, graph) {
    const entry = readAclEntry(resource);
    if (entry.number === undefined) return;
    const twin = siblings(graph.network(resource.stack), entry).find(({ number }) => number === entry.number);
    if (twin === undefined) return;
    yield {
      at: resource.at('RuleNumber'),
      message: `${resource.id} fails to deploy beside ${twin.resource.id}: both have the number ${entry.number}.`,
      related: [{ at: twin.resource.at('RuleNumber'), message: 'used here too' }],
    };
  },
});
