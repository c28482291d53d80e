import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { isMember } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-no-deletion-protection',
  title: 'Database that one call can delete',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::RDS::GlobalCluster',
    'AWS::DocDB::DBCluster',
    'AWS::Neptune::DBCluster',
  ],
  why: `With DeletionProtection a database cannot be deleted, by mistake or on purpose, before somebody has switched the protection
off. A DeletionPolicy guards only against deletion by CloudFormation. Allow it for databases that come and go with a test.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ManageMasterUserPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ManageMasterUserPassword: true
      DeletionProtection: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html',
  ],
  knownAs: [
    'Trivy AWS-0177',
    'cfn_nag F80',
    'SecurityHub RDS.8',
    'KICS rds_db_instance_with_deletion_protection_disabled',
    'Guard RDS_INSTANCE_DELETION_PROTECTION_ENABLED',
    'cdk-nag RDSInstanceDeletionProtectionEnabled',
    'Trivy AWS-0343',
    'SecurityHub RDS.7',
  ],
  *check(database) {
    if (isMember(database)) return;
    const written = database.get('DeletionProtection');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: database.at('DeletionProtection'),
      message: `${database.id} can be deleted with its data by a single call.`,
      fixes: [
        {
          title: `Protect ${database.id} from deletion`,
          safe: false,
          changes: [database.set(['DeletionProtection'], true)],
        },
      ],
    };
  },
});
