import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { settingAt, tablePlaces } from '../../graph/table-places';

const enabled = ['PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'] as const;

export const rule = defineRule({
  id: 'dynamodb-no-point-in-time-recovery',
  title: 'Table without point-in-time recovery',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Serverless::SimpleTable'],
  why: `Point-in-time recovery brings a table back to any second of the last 35 days. Without it what a bad job, a bad release or an
attacker overwrites or deletes is lost, unless somebody made a backup. Allow it for tables of locks, leases and caches, or where AWS Backup
keeps the copies.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      PointInTimeRecoverySpecification:
        PointInTimeRecoveryEnabled: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_28',
    'Trivy AWS-0024',
    'cfn_nag W78',
    'SecurityHub DynamoDB.2',
    'KICS dynamodb_table_point_in_time_recovery_disabled',
    'Guard DYNAMODB_PITR_ENABLED',
    'cdk-nag DynamoDBPITREnabled',
    'Checkov CKV_AWS_165',
  ],
  *check(table) {
    for (const place of tablePlaces(table)) {
      const { path, name } = place;
      const written = table.get(...path, ...enabled);
      if (written !== undefined && asBoolean(written) !== false) continue;
      yield {
        at: settingAt(table, place, enabled),
        message: `${name} cannot be brought back to an earlier state: what is overwritten or deleted is lost.`,
        fixes: [
          {
            title: 'Switch point-in-time recovery on',
            safe: false,
            changes: [table.set([...path, ...enabled], true)],
          },
        ],
      };
    }
  },
});
