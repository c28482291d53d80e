import { asBoolean, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { engineOf, isCopy, isMember } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-public',
  title: 'Database with a public address',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::Neptune::DBInstance'],
  why: `A publicly accessible database has an address on the internet: one security group rule stands between everybody and its
login, and every leaked password can be used from anywhere. An instance outside of a cluster is public by default when it names no subnet
group. Clients reach a private database through the VPC, a VPN or Session Manager. Allow it for a database of public data without
credentials worth having.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      PubliclyAccessible: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      PubliclyAccessible: false
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_17',
    'Trivy AWS-0180',
    'cfn_nag F22',
    'SecurityHub RDS.2',
    'KICS rds_db_instance_publicly_accessible',
    'Guard RDS_INSTANCE_PUBLIC_ACCESS_CHECK',
    'cdk-nag RDSInstancePublicAccess',
  ],
  *check(database) {
    const written = database.get('PubliclyAccessible');
    if (written === undefined ? !isPublicByDefault(database) : asBoolean(written) !== true) return;
    const why =
      written === undefined
        ? 'names no subnet group of its own and no PubliclyAccessible, so it gets'
        : 'is publicly accessible: it has';
    yield {
      at: database.at('PubliclyAccessible'),
      message: `${database.id} ${why} an address on the internet, where anyone can try to log in as far as its security groups let them.`,
      ...(written === undefined ? {} : { severity: 'error' }),
      fixes: [
        {
          title: `Make ${database.id} private${database.type === 'AWS::RDS::DBCluster' ? ', which replaces it' : ''}`,
          safe: false,
          changes: [database.set(['PubliclyAccessible'], false)],
        },
      ],
    };
  },
});

/** Outside of a cluster, and without a subnet group or in the one of the default VPC. */
function isPublicByDefault(database: Resource): boolean {
  if (isMember(database) || isCopy(database) || database.type === 'AWS::Neptune::DBInstance') return false;
  const engine = engineOf(database);
  // Aurora's clusters leave it to their members.
  if (database.type === 'AWS::RDS::DBCluster' && engine !== 'mysql' && engine !== 'postgres') return false;
  const group = database.get('DBSubnetGroupName');
  return group === undefined || asString(group) === 'default';
}
