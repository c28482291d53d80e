/** What security groups do with a function's calls to SQS: `passes`, or on which side they certainly stop. */
export interface GroupRow {
  readonly name: string;
  /** The rules of the function's group and of the endpoint's, as YAML in a line; `-` for the property not being there. */
  readonly egress: string;
  readonly ingress: string;
  readonly expected: 'passes' | 'egress' | 'ingress';
}

const row = (name: string, egress: string, ingress: string, expected: GroupRow['expected']): GroupRow => ({
  name,
  egress,
  ingress,
  expected,
});

const https = 'IpProtocol: tcp, FromPort: 443, ToPort: 443';
const inside = `[{${https}, CidrIp: 10.0.0.0/16}]`;

export const groups: readonly GroupRow[] = [
  row('no rules: all out, nothing in', '-', '-', 'ingress'),
  row('a range that holds the subnet', '-', inside, 'passes'),
  row('a range within the subnet', '-', `[{${https}, CidrIp: 10.0.1.128/25}]`, 'passes'),
  row('the range of another subnet', '-', `[{${https}, CidrIp: 10.0.2.0/24}]`, 'ingress'),
  row('the range of a resource', '-', `[{${https}, CidrIp: !GetAtt V.CidrBlock}]`, 'passes'),
  row('a range by parameter', '-', `[{${https}, CidrIp: !Ref P}]`, 'passes'),
  row('a prefix list', '-', `[{${https}, SourcePrefixListId: pl-0a1b2c3d}]`, 'passes'),
  row('the group of the function', '-', `[{${https}, SourceSecurityGroupId: !Ref Own}]`, 'passes'),
  row(
    'the id of the group of the function',
    '-',
    `[{${https}, SourceSecurityGroupId: !GetAtt Own.GroupId}]`,
    'passes',
  ),
  row('another group', '-', `[{${https}, SourceSecurityGroupId: !Ref Other}]`, 'ingress'),
  row('a group by parameter', '-', `[{${https}, SourceSecurityGroupId: !Ref P}]`, 'passes'),
  row('every protocol', '-', "[{IpProtocol: '-1', CidrIp: 0.0.0.0/0}]", 'passes'),
  row(
    'a wide range of ports',
    '-',
    '[{IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 10.0.0.0/16}]',
    'passes',
  ),
  row('another port', '-', '[{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16}]', 'ingress'),
  row(
    'another protocol',
    '-',
    '[{IpProtocol: udp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]',
    'ingress',
  ),
  row(
    'a port by parameter',
    '-',
    '[{IpProtocol: tcp, FromPort: !Ref P, ToPort: !Ref P, CidrIp: 10.0.0.0/16}]',
    'passes',
  ),
  row('ping', '-', '[{IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/16}]', 'ingress'),
  row(
    'one of two rules',
    '-',
    `[{${https}, CidrIp: 10.0.2.0/24}, {${https}, CidrIp: 10.0.1.0/24}]`,
    'passes',
  ),
  row('rules by parameter', '-', '!Ref L', 'passes'),
  row('out to everywhere', `[{${https}, CidrIp: 0.0.0.0/0}]`, inside, 'passes'),
  row('out to the endpoint', `[{${https}, DestinationSecurityGroupId: !Ref Theirs}]`, inside, 'passes'),
  row('out to another group', `[{${https}, DestinationSecurityGroupId: !Ref Other}]`, inside, 'egress'),
  row('out to itself', "[{IpProtocol: '-1', DestinationSecurityGroupId: !Ref Own}]", inside, 'egress'),
  row(
    'out on another port',
    '[{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/16}]',
    inside,
    'egress',
  ),
  row('out to nobody', "[{IpProtocol: '-1', CidrIp: 127.0.0.1/32}]", inside, 'egress'),
  row('out to a range by parameter', `[{${https}, CidrIp: !Ref P}]`, inside, 'passes'),
  row('out by parameter', '!Ref L', inside, 'passes'),
  row('no rules out in a list', '[]', inside, 'passes'),
];
