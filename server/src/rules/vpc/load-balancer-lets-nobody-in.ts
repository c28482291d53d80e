import { defineRule } from '../../engine/rule';
import { identifyAll, nameOf } from '../../network/identity';
import { listed } from '../../network/phrase';
import { securityGroup } from '../../network/security-group';

export const rule = defineRule({
  id: 'vpc-load-balancer-lets-nobody-in',
  title: 'A load balancer whose security groups let nobody in',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::ElasticLoadBalancing::LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
  why: `A security group without ingress rules lets nobody in, so a load balancer behind such groups alone
    answers nobody. Somebody then opens it by hand, and wider than needed. It is fine to allow this where the
    rules are added outside of the file.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: The load balancer
      VpcId: vpc-0a1b2c3d4e5f67890
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      SecurityGroups: [!Ref Group]
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: The load balancer
      VpcId: vpc-0a1b2c3d4e5f67890
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 10.0.0.0/16
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      SecurityGroups: [!Ref Group]
`,
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
  ],
  knownAs: ['KICS elb_with_security_group_without_inbound_rules'],
  *check(resource, graph) {
    const groups = identifyAll(resource.get('SecurityGroups'), resource.stack.deployment);
    if (!groups.complete || groups.items.length === 0) return;
    const network = graph.network(resource.stack);
    for (const item of groups.items) {
      const group = securityGroup(network, item);
      if (group === undefined || group.open) return;
      if (group.permissions.some(({ direction }) => direction === 'ingress')) return;
    }
    const names = listed(groups.items.map(nameOf));
    yield {
      at: resource.at('SecurityGroups', 0),
      message: `${resource.id} answers nobody: no ingress rule of ${names} lets anybody in.`,
    };
  },
});
