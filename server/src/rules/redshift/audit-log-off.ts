import type { Value } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const exports = ['connectionlog', 'userlog', 'useractivitylog'];

export const rule = defineRule({
  id: 'redshift-audit-log-off',
  title: 'Redshift without audit logs',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace'],
  why: `The connection and user logs say who logged in from where and who changed users. Redshift keeps them in system tables for some
days only; LoggingProperties of a cluster and LogExports of a namespace write them to CloudWatch or S3. Allow it for a warehouse that holds
nothing worth an investigation.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Namespace
    Properties:
      NamespaceName: warehouse
      ManageAdminPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Namespace
    Properties:
      NamespaceName: warehouse
      ManageAdminPassword: true
      LogExports: [userlog, connectionlog, useractivitylog]
`,
  },
  references: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_71',
    'SecurityHub Redshift.4',
    'KICS redshift_cluster_logging_disabled',
    'Guard REDSHIFT_CLUSTER_CONFIGURATION_CHECK',
    'cdk-nag RedshiftClusterAuditLogging',
    'cdk-nag RedshiftClusterConfiguration',
    'SecurityHub RedshiftServerless.6',
  ],
  *check(warehouse) {
    const ofCluster = warehouse.type === 'AWS::Redshift::Cluster';
    const path: Path = [ofCluster ? 'LoggingProperties' : 'LogExports'];
    const written = warehouse.get(...path);
    if (written !== undefined && !isEmpty(written)) return;
    const logs = ofCluster ? { LogDestinationType: 'cloudwatch', LogExports: exports } : exports;
    yield {
      at: warehouse.at(...path),
      message: `${warehouse.id} writes no audit log, so nobody can tell later who logged in and what they did.`,
      fixes: [
        {
          title: `Log the use of ${warehouse.id} to CloudWatch`,
          safe: false,
          changes: [warehouse.set(path, logs)],
        },
      ],
    };
  },
});

function isEmpty(value: Value): boolean {
  if (value.kind === 'list') return value.items.length === 0 && !value.open;
  return value.kind === 'mapping' && value.entries.size === 0 && !value.open;
}
