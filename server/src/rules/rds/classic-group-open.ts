import { asString } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { isPrivate, prefixOf } from '../../network/range';

export const rule = defineRule({
  id: 'rds-classic-group-open',
  title: 'DB security group that admits everybody',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RDS::DBSecurityGroup', 'AWS::RDS::DBSecurityGroupIngress'],
  why: `A DB security group says from which addresses a database takes connections; 0.0.0.0/0 is everybody, and so are its halves,
and a range of the internet with more than 256 addresses is hardly one client. DB security groups belong to EC2-Classic, which is gone: a VPC security group that names its clients takes their place.
There is no good reason to allow it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Clients:
    Type: AWS::RDS::DBSecurityGroup
    Properties:
      GroupDescription: Clients of the orders
      DBSecurityGroupIngress:
        - CIDRIP: 0.0.0.0/0
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Clients:
    Type: AWS::RDS::DBSecurityGroup
    Properties:
      GroupDescription: Clients of the orders
      DBSecurityGroupIngress:
        - CIDRIP: 10.0.0.0/16
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbsecuritygroup.html',
  ],
  knownAs: [
    'KICS db_security_group_with_public_scope',
    'KICS db_security_group_open_to_large_scope',
    'cdk-nag RDSRestrictedInbound',
  ],
  *check(group) {
    for (const path of pathsIn(group)) {
      const range = asString(group.get(...path))?.trim();
      const length = range === undefined ? undefined : prefixOf(range)?.length;
      if (range === undefined || length === undefined || length >= 24 || isPrivate(range)) continue;
      // A prefix of zero or one bit is at least half of the internet.
      const anyone = length <= 1;
      yield {
        at: group.at(...path),
        message: anyone
          ? `${group.id} lets anyone on the internet connect to its databases from ${range}.`
          : `${group.id} lets ${2 ** (32 - length)} addresses of the internet connect to its databases from ${range}.`,
        ...(anyone ? {} : { severity: 'warning' }),
      };
    }
  },
});

/** Where the ranges stand; a single rule may be written without a list. */
function pathsIn(group: Resource): readonly Path[] {
  if (group.type === 'AWS::RDS::DBSecurityGroupIngress') return [['CIDRIP']];
  const rules = group.get('DBSecurityGroupIngress');
  if (rules?.kind !== 'list') return [['DBSecurityGroupIngress', 'CIDRIP']];
  return rules.items.map((_, index): Path => ['DBSecurityGroupIngress', index, 'CIDRIP']);
}
