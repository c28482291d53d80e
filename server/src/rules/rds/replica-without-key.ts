import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { isReplica } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-replica-without-key',
  title: 'Replica of another region without a key of its own region',
  severity: 'hint',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  why: `A KMS key belongs to one region, so a replica of an encrypted database of another region needs KmsKeyId with a key of its own region;
without it the replica cannot be created. Allow it for a source that is not encrypted.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Replica:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.m7g.large
      SourceDBInstanceIdentifier: arn:aws:rds:eu-central-1:111122223333:db:orders
      SourceRegion: eu-central-1
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Replica:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.m7g.large
      SourceDBInstanceIdentifier: arn:aws:rds:eu-central-1:111122223333:db:orders
      SourceRegion: eu-central-1
      KmsKeyId: alias/orders
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html'],
  knownAs: [],
  *check(database) {
    const from = asString(database.get('SourceRegion'));
    if (from === undefined || from === '' || !isReplica(database) || database.has('KmsKeyId')) return;
    yield {
      at: database.at('SourceRegion'),
      message: `${database.id} names no key of its own region, so it cannot be created when its source in ${from} is encrypted.`,
    };
  },
});
