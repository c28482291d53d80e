import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { isCopy, isEncrypted, isMember } from '../../graph/databases';
import { keyFor } from '../../graph/key-choice';

export const rule = defineRule({
  id: 'rds-not-encrypted',
  title: 'Database whose storage is not encrypted',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::RDS::GlobalCluster',
    'AWS::DocDB::DBCluster',
    'AWS::Neptune::DBCluster',
  ],
  why: `Without StorageEncrypted the storage of the database, its snapshots, backups and replicas are plain data: whoever gets a
copy of a snapshot reads everything, and no key can be taken away. It is decided when the database is created; later only a restored
copy of a snapshot can be encrypted. Members of a cluster, replicas and restored databases have the encryption of their source, and
Aurora encrypts every cluster since February 2026 unless it is told not to. Allow it for test data in a database that is thrown away.`,
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
      StorageEncrypted: true
      KmsKeyId: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_16',
    'Trivy AWS-0080',
    'cfn_nag F27',
    'SecurityHub RDS.3',
    'KICS rds_storage_not_encrypted',
    'KICS rds_storage_encryption_disabled',
    'Guard RDS_STORAGE_ENCRYPTED',
    'cdk-nag RDSStorageEncrypted',
    'Checkov CKV_AWS_96',
    'Trivy AWS-0079',
    'cfn_nag F26',
    'SecurityHub RDS.27',
    'KICS cmk_unencrypted_storage',
  ],
  *check(database) {
    if (isMember(database) || isCopy(database)) return;
    // A global database without the property is an Aurora cluster like any other.
    if (database.type === 'AWS::RDS::GlobalCluster' && !database.has('StorageEncrypted')) return;
    if (isEncrypted(database) !== false) return;
    yield {
      at: database.at('StorageEncrypted'),
      message: `${database.id} keeps its data, snapshots and backups unencrypted, and encrypting it later replaces it.`,
      fixes: [repair(database)],
    };
  },
});

/** Not safe: an existing database is replaced by an empty one. */
function repair(database: Resource): Fix {
  if (database.has('KmsKeyId') || database.type === 'AWS::RDS::GlobalCluster') {
    const changes = [database.set(['StorageEncrypted'], true)];
    return { title: `Encrypt ${database.id}, which replaces it`, safe: false, changes };
  }
  const key = keyFor(database.stack, database);
  return {
    title: `Encrypt ${database.id} with ${key.name}, which replaces it`,
    safe: false,
    changes: [
      database.setAll([
        [['StorageEncrypted'], true],
        [['KmsKeyId'], key.arn],
      ]),
      ...key.changes,
    ],
  };
}
