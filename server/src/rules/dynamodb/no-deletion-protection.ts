import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { settingAt, tablePlaces } from '../../graph/table-places';

export const rule = defineRule({
  id: 'dynamodb-no-deletion-protection',
  title: 'Table that one call can delete',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  why: `With DeletionProtectionEnabled a table cannot be deleted, by mistake or on purpose, before somebody has switched the protection
off. A DeletionPolicy guards only against deletion by CloudFormation. Allow it for tables that come and go with a test.`,
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
      DeletionProtectionEnabled: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html',
  ],
  knownAs: ['SecurityHub DynamoDB.6'],
  *check(table) {
    for (const place of tablePlaces(table)) {
      const { path, name } = place;
      const written = table.get(...path, 'DeletionProtectionEnabled');
      if (written !== undefined && asBoolean(written) !== false) continue;
      yield {
        at: settingAt(table, place, ['DeletionProtectionEnabled']),
        message: `${name} can be deleted with its items by a single call.`,
        fixes: [
          {
            title: 'Switch deletion protection on',
            safe: false,
            changes: [table.set([...path, 'DeletionProtectionEnabled'], true)],
          },
        ],
      };
    }
  },
});
