import { asNumber } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { readAclEntry } from '../../network/network-acl';
import { describePorts } from '../../network/ports';
import { breadthOf } from '../../network/range';

export const rule = defineRule({
  id: 'vpc-nacl-open',
  title: 'A network ACL that lets everything in',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::NetworkAclEntry'],
  why: `A network ACL is the second line behind security groups. An entry that allows every protocol, every port,
    or the whole internet does not filter anything: one wrong security group rule then is enough. It is fine
    to allow this where security groups are meant to be the only filter.`,
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
`,
  },
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkaclentry.html',
  ],
  knownAs: [
    'Trivy AWS-0102',
    'Trivy AWS-0105',
    'SecurityHub EC2.21',
    'cfn_nag W66',
    'cfn_nag W67',
    'KICS ec2_permissive_network_acl_protocols',
    'KICS tcp_or_udp_protocol_network_acl_entry_allows_all_ports',
    'Guard EC2_NETWORK_ACL_PROTOCOL_RULE',
    'Guard EC2_NETWORK_ACL_PORT_RANGE_RULE',
  ],
  *check(resource) {
    const { action, direction, range, rangeProperty, ports } = readAclEntry(resource);
    if (action !== 'allow' || direction === undefined) return;
    const transport = transports.get(asNumber(resource.get('Protocol')) ?? 0);
    if (transport !== undefined && !resource.has('PortRange')) {
      yield {
        at: resource.at('Protocol'),
        severity: 'error',
        message: `${resource.id} names no ports and fails to deploy: an entry for ${transport} needs a PortRange.`,
      };
      return;
    }
    const verb = direction === 'ingress' ? 'lets in' : 'lets out';
    const [at, what] =
      ports.kind === 'all'
        ? ['Protocol', 'every protocol']
        : ports.kind === 'ports' && ports.from <= 1 && ports.to === 65535
          ? ['PortRange', describePorts(ports)]
          : [rangeProperty, ports.kind === 'unknown' ? 'traffic' : describePorts(ports)];
    const world = range !== undefined && breadthOf(range) === 'all';
    if (at === rangeProperty && (!world || direction === 'egress')) return;
    const whom = direction === 'ingress' ? ' from the whole internet' : ' to the whole internet';
    yield { at: resource.at(at), message: `${resource.id} ${verb} ${what}${world ? whom : ''}.` };
  },
});

const transports: ReadonlyMap<number, string> = new Map([
  [6, 'TCP'],
  [17, 'UDP'],
]);
