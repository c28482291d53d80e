import type { Place } from '../../base/range';
import { asBoolean, asList, lookUp } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { keyFor } from '../../graph/key-choice';
import { lacksOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'dynamodb-no-customer-key',
  title: 'Table without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Serverless::SimpleTable'],
  why: `DynamoDB encrypts every table, by default with a key that AWS owns: whoever may read the table may read its data, and nothing
records or stops the use of the key. With a customer managed key reading needs a second permission, CloudTrail shows it, and disabling the
key closes the data. Every role that uses the table needs the key then. Allow it for data that is not sensitive.`,
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
  OrdersKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
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
      SSESpecification:
        SSEEnabled: true
        SSEType: KMS
        KMSMasterKeyId: !GetAtt OrdersKey.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_119',
    'Trivy AWS-0023',
    'Trivy AWS-0121',
    'cfn_nag W74',
    'KICS dynamodb_table_not_encrypted',
    'Guard DYNAMODB_TABLE_MUST_BE_ENCRYPTED',
    'Trivy AWS-0025',
    'KICS dynamodb_with_aws_owned_cmk',
    'Guard DYNAMODB_TABLE_ENCRYPTED_KMS',
  ],
  *check(table, graph) {
    const lack = lackOf(table, graph);
    if (lack === undefined) return;
    yield {
      at: lack.at,
      message: `${table.id} is encrypted with ${lack.key}, so no key policy limits or records who decrypts its items.`,
      fixes: table.type === 'AWS::DynamoDB::GlobalTable' ? [] : [repair(table)],
    };
  },
});

function lackOf(table: Resource, graph: Graph): { at: Place; key: string } | undefined {
  const enabled = table.get('SSESpecification', 'SSEEnabled');
  if (enabled === undefined || asBoolean(enabled) === false) {
    return { at: table.at('SSESpecification', 'SSEEnabled'), key: 'a key that AWS owns' };
  }
  if (asBoolean(enabled) !== true) return undefined;
  const managed = {
    at: table.at('SSESpecification', 'KMSMasterKeyId'),
    key: 'the AWS managed key of DynamoDB',
  };
  if (table.type !== 'AWS::DynamoDB::GlobalTable') {
    return lacksOwnKey(table, ['SSESpecification', 'KMSMasterKeyId'], graph) === undefined
      ? undefined
      : managed;
  }
  const replicas = table.get('Replicas');
  if (replicas?.kind !== 'list' || replicas.open) return undefined;
  const keyless = asList(replicas).every(
    (replica) => lookUp(replica, 'SSESpecification', 'KMSMasterKeyId') === undefined,
  );
  return keyless ? managed : undefined;
}

/** Not safe: whoever uses the table then needs the key too. */
function repair(table: Resource): Fix {
  const key = keyFor(table.stack, table);
  const change = table.setAll([
    [['SSESpecification', 'SSEEnabled'], true],
    [['SSESpecification', 'SSEType'], 'KMS'],
    [['SSESpecification', 'KMSMasterKeyId'], key.arn],
  ]);
  const whole = table.set(['SSESpecification'], {
    SSEEnabled: true,
    SSEType: 'KMS',
    KMSMasterKeyId: key.arn,
  });
  return {
    title: `Encrypt ${table.id} with ${key.name}`,
    safe: false,
    changes: [table.has('SSESpecification') ? change : whole, ...key.changes],
  };
}
