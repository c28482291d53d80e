import { defineRule } from '../../engine/rule';
import { identify, keyOf } from '../../network/identity';

export const rule = defineRule({
  id: 'vpc-nacl-unused',
  title: 'A network ACL without subnets',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::NetworkAcl'],
  why: `A network ACL that no subnet is associated with filters nothing; the subnets use the default one, which
    lets everything through. It is fine to allow this where subnets are associated outside of the file.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: vpc-0a1b2c3d4e5f67890
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: vpc-0a1b2c3d4e5f67890
  Association:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      SubnetId: subnet-0a1b2c3d4e5f67890
      NetworkAclId: !Ref Acl
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html'],
  knownAs: ['SecurityHub EC2.16', 'cdk-nag VPCNoNACLs'],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const key = keyOf(resource);
    if (network.open || network.handedOut.has(key)) return;
    for (const stack of network.stacks) {
      for (const association of stack.resources('AWS::EC2::SubnetNetworkAclAssociation')) {
        const acl = identify(association.get('NetworkAclId'), stack.deployment);
        if (acl?.kind === 'unknown' || (acl?.kind === 'resource' && acl.key === key)) return;
      }
    }
    yield { at: resource.idAt, message: `${resource.id} filters nothing: no subnet is associated with it.` };
  },
});
