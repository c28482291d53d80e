/** What the network ACL of a function's subnet does with its calls: `passes`, or on which side it certainly stops them. */
export interface AclRow {
  readonly name: string;
  /** The entries, as YAML in a line each. */
  readonly entries: readonly string[];
  /** `s3` through a gateway endpoint, `sqs` through an interface in another subnet, `sns` through one in the same. */
  readonly to: 's3' | 'sqs' | 'sns';
  readonly expected: 'passes' | 'egress' | 'ingress';
}

const row = (
  name: string,
  to: AclRow['to'],
  expected: AclRow['expected'],
  ...entries: readonly string[]
): AclRow => ({ name, entries, to, expected });

const out = 'Egress: true, RuleAction: allow';
const back = 'RuleAction: allow';
const everything = 'Protocol: -1, CidrBlock: 0.0.0.0/0';
const within = 'Protocol: -1, CidrBlock: 10.0.0.0/16';
const https = 'Protocol: 6, CidrBlock: 0.0.0.0/0, PortRange: {From: 443, To: 443}';
const answers = 'Protocol: 6, CidrBlock: 0.0.0.0/0, PortRange: {From: 1024, To: 65535}';

export const acls: readonly AclRow[] = [
  row('no entries: nothing passes', 's3', 'egress'),
  row('everything', 's3', 'passes', `${out}, ${everything}`, `${back}, ${everything}`),
  row('HTTPS out and its answers', 's3', 'passes', `${out}, ${https}`, `${back}, ${answers}`),
  row('no answers', 's3', 'ingress', `${out}, ${https}`, `${back}, ${https}`),
  row(
    'nothing out but answers',
    's3',
    'passes',
    `${out}, ${answers}`,
    `${back}, ${answers}`,
    `${out}, ${https}`,
  ),
  row('no HTTPS out', 's3', 'egress', `${out}, ${answers}`, `${back}, ${everything}`),
  row('only the VPC: S3 has public addresses', 's3', 'egress', `${out}, ${within}`, `${back}, ${within}`),
  row('only the VPC: an interface is in it', 'sqs', 'passes', `${out}, ${within}`, `${back}, ${within}`),
  row('no entries, to an interface in another subnet', 'sqs', 'egress'),
  row('no entries, to an interface in the same subnet', 'sns', 'passes'),
  row('answers from the VPC alone', 's3', 'ingress', `${out}, ${everything}`, `${back}, ${within}`),
  row(
    'a denial allows nothing',
    's3',
    'egress',
    `Egress: true, RuleAction: deny, ${everything}`,
    `${back}, ${everything}`,
  ),
  row(
    'an action by parameter',
    's3',
    'passes',
    `Egress: true, RuleAction: !Ref P, ${everything}`,
    `${back}, ${everything}`,
  ),
  row('a direction by parameter', 's3', 'passes', `Egress: !Ref P, RuleAction: allow, ${everything}`),
  row(
    'a range by parameter',
    's3',
    'passes',
    `${out}, Protocol: -1, CidrBlock: !Ref P`,
    `${back}, ${everything}`,
  ),
  row(
    'a protocol by parameter',
    's3',
    'passes',
    `${out}, Protocol: !Ref P, CidrBlock: 0.0.0.0/0`,
    `${back}, ${everything}`,
  ),
  row(
    'UDP alone',
    's3',
    'egress',
    `${out}, Protocol: 17, CidrBlock: 0.0.0.0/0, PortRange: {From: 0, To: 65535}`,
    `${back}, ${everything}`,
  ),
  row(
    'IPv6 alone may do',
    's3',
    'passes',
    `${out}, Protocol: -1, Ipv6CidrBlock: '::/0'`,
    `${back}, ${everything}`,
  ),
];
