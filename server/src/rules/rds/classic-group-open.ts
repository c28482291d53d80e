import { asList, asString } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'rds-classic-group-open',
  title: 'DB security group that admits everybody',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RDS::DBSecurityGroup', 'AWS::RDS::DBSecurityGroupIngress'],
  why: `A DB security group says from which addresses a database takes connections; 0.0.0.0/0 is everybody, and so are its halves.
DB security groups belong to EC2-Classic, which is gone: a VPC security group that names its clients takes their place.
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
    const count = asList(group.get('DBSecurityGroupIngress')).length;
    const paths: Path[] =
      group.type === 'AWS::RDS::DBSecurityGroupIngress'
        ? [['CIDRIP']]
        : Array.from({ length: count }, (_, index): Path => ['DBSecurityGroupIngress', index, 'CIDRIP']);
    for (const path of paths) {
      const range = asString(group.get(...path));
      // A prefix of zero or one bit is at least half of the internet.
      if (range === undefined || !/^[\d.]+\/[01]$/.test(range.trim())) continue;
      yield {
        at: group.at(...path),
        message: `${group.id} lets anyone on the internet connect to its databases from ${range}.`,
      };
    }
  },
});
