import { defineRule } from '../../engine/rule';
import { isCopy, isEncrypted, isMember } from '../../graph/databases';
import { keyFor } from '../../graph/key-choice';
import { lacksOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'rds-no-customer-key',
  title: 'Database without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'],
  why: `An encrypted database without KmsKeyId uses a key that AWS manages or owns: no key policy says who may restore its
snapshots, its snapshots cannot be shared with another account, and the key cannot be disabled to close the data. The key is chosen when
the database is created; another one means a restored copy. Allow it where nobody but this account ever needs the data.`,
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
      StorageEncrypted: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  OrdersKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      StorageEncrypted: true
      KmsKeyId: !GetAtt OrdersKey.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html',
  ],
  knownAs: ['Trivy AWS-0079', 'KICS default_kms_key_usage'],
  *check(database, graph) {
    if (isMember(database) || isCopy(database)) return;
    // A cluster whose engine is chosen at deployment has the key that AWS owns at best.
    const encrypted = isEncrypted(database);
    if (encrypted === false || (encrypted === undefined && database.has('StorageEncrypted'))) return;
    const lack = lacksOwnKey(database, ['KmsKeyId'], graph);
    if (lack === undefined) return;
    const owned = lack.alias === undefined && !database.has('StorageEncrypted');
    const how = `encrypted with a key that AWS ${owned ? 'owns' : 'manages'}${encrypted === undefined ? ' at best' : ''}`;
    const key = keyFor(database.stack, database);
    const change = database.setAll([
      [['StorageEncrypted'], true],
      [['KmsKeyId'], key.arn],
    ]);
    yield {
      at: database.at(database.has('KmsKeyId') ? 'KmsKeyId' : 'StorageEncrypted'),
      message: `${database.id} is ${how}, so no key policy limits or records who restores its snapshots; another key later replaces it.`,
      fixes: [
        {
          title: `Encrypt ${database.id} with ${key.name}, which replaces it`,
          safe: false,
          changes: [change, ...key.changes],
        },
      ],
    };
  },
});
