import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { identify, keyOf } from '../../network/identity';
import type { Network } from '../../network/network';

export const rule = defineRule({
  id: 'vpc-no-network-firewall',
  title: 'A VPC without a network firewall',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::VPC'],
  why: `Security groups cannot look at names: what may be reached on port 443 can be anything. A network firewall
    lets out only the domains that are listed. It is fine to allow this where the VPC has no way to the
    internet, or traffic is inspected elsewhere.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref Gateway
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref Gateway
  Firewall:
    Type: AWS::NetworkFirewall::Firewall
    Properties:
      FirewallName: egress
      FirewallPolicyArn: arn:aws:network-firewall:eu-central-1:111122223333:firewall-policy/egress
      VpcId: !Ref Vpc
      SubnetMappings:
        - SubnetId: subnet-0a1b2c3d4e5f67890
`,
  },
  references: [
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/what-is-aws-network-firewall.html',
  ],
  knownAs: ['KICS vpc_without_network_firewall'],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const key = keyOf(resource);
    if (network.open || network.handedOut.has(key)) return;
    for (const stack of network.stacks) {
      for (const firewall of stack.resources('AWS::NetworkFirewall::Firewall')) {
        const vpc = identify(firewall.get('VpcId'), stack.deployment);
        if (vpc?.kind !== 'resource' || vpc.key === key) return;
      }
    }
    if (!leadsOut(resource, network)) return;
    yield {
      at: resource.idAt,
      message: `No network firewall inspects what goes in and out of ${resource.id}.`,
    };
  },
});

/** True when an internet gateway is attached to the VPC: only then there is traffic to inspect. */
function leadsOut(vpc: Resource, network: Network): boolean {
  return network.stacks.some((stack) =>
    [...stack.resources('AWS::EC2::VPCGatewayAttachment')].some((attachment) => {
      const attached = identify(attachment.get('VpcId'), stack.deployment);
      return (
        attachment.has('InternetGatewayId') && attached?.kind === 'resource' && attached.key === keyOf(vpc)
      );
    }),
  );
}
