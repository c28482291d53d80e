import { describe, expect, test } from 'vitest';
import { applyEdits, type Change } from '../server/src/base/edit';
import { plainValue } from '../server/src/graph/plain-value';
import * as edits from '../server/src/iam/edits';
import type { Policy, Statement } from '../server/src/iam/policy';
import { readPolicy } from '../server/src/iam/read-policy';
import { parseJson } from '../server/src/syntax/json';
import { parseYaml } from '../server/src/syntax/yaml';
import { policyOf } from './models/iam/values';

type Edit = (statement: Statement, policy: Policy) => Change;

const addRead: Edit = (statement) => edits.addAction(statement, 's3:GetObject');
const addBoth: Edit = (statement) => edits.addAction(statement, 'kms:Decrypt', 'kms:GenerateDataKey');
const addBucket: Edit = (statement) => edits.addResource(statement, 'arn:aws:s3:::data');
const source: Edit = (statement) =>
  edits.setCondition(statement, 'StringEquals', 'aws:SourceAccount', '111122223333');
const added: Edit = (statement, policy) =>
  edits.addStatement(policy, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }, statement);

const head = 'Version: 2012-10-17\nStatement:\n';

/** What stands in a YAML file, the repair of its first statement, and what stands there afterwards. */
const yaml: readonly (readonly [name: string, before: string, edit: Edit, after: string])[] = [
  [
    'an action beside a single one',
    `${head}  - Effect: Allow\n    Action: s3:PutObject # write\n`,
    addRead,
    `${head}  - Effect: Allow\n    Action:\n      - s3:PutObject # write\n      - s3:GetObject\n`,
  ],
  [
    'an action in a list',
    `${head}  - Effect: Allow\n    Action:\n      - s3:PutObject\n`,
    addRead,
    `${head}  - Effect: Allow\n    Action:\n      - s3:PutObject\n      - s3:GetObject\n`,
  ],
  [
    'an action in brackets',
    `${head}  - Effect: Allow\n    Action: [s3:PutObject]\n`,
    addRead,
    `${head}  - Effect: Allow\n    Action: [s3:PutObject, s3:GetObject]\n`,
  ],
  [
    'an action that is there in another case',
    `${head}  - Effect: Allow\n    Action: S3:getobject\n`,
    addRead,
    `${head}  - Effect: Allow\n    Action: S3:getobject\n`,
  ],
  [
    'two actions in a list',
    `${head}  - Effect: Allow\n    Action:\n    - 's3:PutObject'\n`,
    addBoth,
    `${head}  - Effect: Allow\n    Action:\n    - 's3:PutObject'\n    - 'kms:Decrypt'\n    - 'kms:GenerateDataKey'\n`,
  ],
  [
    'two actions in brackets',
    `${head}  - Effect: Allow\n    Action: [s3:PutObject]\n`,
    addBoth,
    `${head}  - Effect: Allow\n    Action: [s3:PutObject, kms:Decrypt, kms:GenerateDataKey]\n`,
  ],
  [
    'two actions beside a single one',
    `${head}  - Effect: Allow\n    Action: s3:PutObject\n    Resource: '*'\n`,
    addBoth,
    `${head}  - Effect: Allow\n    Action:\n      - s3:PutObject\n      - kms:Decrypt\n      - kms:GenerateDataKey\n    Resource: '*'\n`,
  ],
  [
    'an action where none is written',
    `${head}  - Effect: Allow\n    Resource: '*'\n`,
    addRead,
    `${head}  - Effect: Allow\n    Resource: '*'\n    Action: s3:GetObject\n`,
  ],
  [
    'an action for NotAction',
    `${head}  - Effect: Allow\n    NotAction: iam:*\n`,
    addRead,
    `${head}  - Effect: Allow\n    NotAction: iam:*\n`,
  ],
  [
    'a resource',
    `${head}  - Effect: Allow\n    Resource:\n      - arn:aws:s3:::data/*\n`,
    addBucket,
    `${head}  - Effect: Allow\n    Resource:\n      - arn:aws:s3:::data/*\n      - arn:aws:s3:::data\n`,
  ],
  [
    'a condition where none is written',
    `${head}  - Effect: Allow\n    Action: sts:AssumeRole\n`,
    source,
    `${head}  - Effect: Allow\n    Action: sts:AssumeRole\n    Condition:\n      StringEquals:\n        aws:SourceAccount: '111122223333'\n`,
  ],
  [
    'a condition beside others',
    `${head}  - Effect: Allow\n    Condition:\n      StringEquals:\n        aws:x: y\n`,
    source,
    `${head}  - Effect: Allow\n    Condition:\n      StringEquals:\n        aws:x: y\n        aws:SourceAccount: '111122223333'\n`,
  ],
  [
    'a statement behind another',
    `${head}  - Effect: Allow\n    Action: s3:*\n  - Effect: Deny\n    Action: sqs:*\n`,
    added,
    `${head}  - Effect: Allow\n    Action: s3:*\n  - Effect: Allow\n    Action: kms:Decrypt\n    Resource: '*'\n  - Effect: Deny\n    Action: sqs:*\n`,
  ],
  [
    'a statement beside a single one',
    'Statement:\n  Effect: Allow\n  Action: s3:*\n',
    added,
    "Statement:\n  - Effect: Allow\n    Action: s3:*\n  - Effect: Allow\n    Action: kms:Decrypt\n    Resource: '*'\n",
  ],
  [
    'a statement removed',
    `${head}  - Effect: Allow\n    Action: s3:*\n  - Effect: Deny\n    Action: sqs:*\n`,
    (statement) => edits.removeStatement(statement),
    `${head}  - Effect: Deny\n    Action: sqs:*\n`,
  ],
  [
    'the only statement stays',
    `${head}  - Effect: Allow\n    Action: s3:*\n`,
    (statement) => edits.removeStatement(statement),
    `${head}  - Effect: Allow\n    Action: s3:*\n`,
  ],
  [
    'an action replaced',
    `${head}  - Effect: Allow\n    Action: [s3:GetObjects, s3:PutObject]\n`,
    (statement) => replaced(statement, 's3:GetObject'),
    `${head}  - Effect: Allow\n    Action: [s3:GetObject, s3:PutObject]\n`,
  ],
  [
    'a principal set',
    `${head}  - Effect: Allow\n    Principal: '*'\n`,
    (statement) => edits.setPrincipal(statement, { Service: 'glue.amazonaws.com' }),
    `${head}  - Effect: Allow\n    Principal:\n      Service: 'glue.amazonaws.com'\n`,
  ],
  [
    'a principal added to another',
    `${head}  - Effect: Allow\n    Principal:\n      Service: [lambda.amazonaws.com]\n`,
    (statement) => edits.addPrincipal(statement, 'Service', 'glue.amazonaws.com'),
    `${head}  - Effect: Allow\n    Principal:\n      Service: [lambda.amazonaws.com, glue.amazonaws.com]\n`,
  ],
  [
    'a principal added to those of another kind',
    `${head}  - Effect: Allow\n    Principal:\n      AWS: '111122223333'\n`,
    (statement) => edits.addPrincipal(statement, 'Service', 'glue.amazonaws.com'),
    `${head}  - Effect: Allow\n    Principal:\n      AWS: '111122223333'\n      Service: glue.amazonaws.com\n`,
  ],
  [
    'a principal added to everyone',
    `${head}  - Effect: Allow\n    Principal: '*'\n`,
    (statement) => edits.addPrincipal(statement, 'Service', 'glue.amazonaws.com'),
    `${head}  - Effect: Allow\n    Principal: '*'\n`,
  ],
  [
    'a resource set',
    `${head}  - Effect: Allow\n    Resource: '*'\n`,
    (statement) => edits.setResources(statement, ['arn:aws:s3:::data', 'arn:aws:s3:::data/*']),
    `${head}  - Effect: Allow\n    Resource:\n      - 'arn:aws:s3:::data'\n      - 'arn:aws:s3:::data/*'\n`,
  ],
  [
    'an effect set',
    `${head}  - Effect: Allow\n    Action: s3:*\n`,
    (statement) => edits.setEffect(statement, 'Deny'),
    `${head}  - Effect: Deny\n    Action: s3:*\n`,
  ],
  [
    'a version set',
    'Statement:\n  - Effect: Allow\n',
    (_, policy) => edits.setVersion(policy, '2012-10-17'),
    "Version: '2012-10-17'\nStatement:\n  - Effect: Allow\n",
  ],
  [
    'a condition removed with its block',
    `${head}  - Effect: Allow\n    Condition:\n      Bool:\n        aws:x: true\n    Action: s3:*\n`,
    withoutCondition,
    `${head}  - Effect: Allow\n    Action: s3:*\n`,
  ],
  [
    'a condition removed from others',
    `${head}  - Effect: Allow\n    Condition:\n      Bool:\n        aws:x: true\n        aws:y: true\n`,
    withoutCondition,
    `${head}  - Effect: Allow\n    Condition:\n      Bool:\n        aws:y: true\n`,
  ],
  [
    'nothing within a function',
    `${head}  - Effect: Allow\n    Action: !If [A, s3:Get*, s3:Put*]\n`,
    (statement) => edits.addAction(statement, 'kms:Decrypt'),
    `${head}  - Effect: Allow\n    Action: !If [A, s3:Get*, s3:Put*]\n`,
  ],
];

const json: typeof yaml = [
  [
    'an action beside a single one',
    '{"Statement": [{"Effect": "Allow", "Action": "s3:PutObject"}]}',
    addRead,
    '{"Statement": [{"Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObject"]}]}',
  ],
  [
    'an action in a list',
    '{\n  "Statement": [{\n    "Action": [\n      "s3:PutObject"\n    ]\n  }]\n}\n',
    addRead,
    '{\n  "Statement": [{\n    "Action": [\n      "s3:PutObject",\n      "s3:GetObject"\n    ]\n  }]\n}\n',
  ],
  [
    'a condition',
    '{"Statement": [{"Action": "sts:AssumeRole"}]}',
    source,
    '{"Statement": [{"Action": "sts:AssumeRole", "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}]}',
  ],
];

describe('policies are repaired in the style of their author', () => {
  test.each(yaml)('YAML: %s', (_, before, edit, after) => {
    expect(repaired(before, parseYaml('policy.yaml', before).root, edit)).toBe(after);
  });

  test.each(json)('JSON: %s', (_, before, edit, after) => {
    expect(repaired(before, parseJson('policy.json', before).root, edit)).toBe(after);
  });

  test('a policy that does not stand in a tree is left alone', () => {
    const policy = policyOf('identity', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
    const [statement] = policy.statements;
    if (statement === undefined) throw new Error('The policy has no statement.');
    const all = [addRead, addBoth, addBucket, source, added].map((edit) => edit(statement, policy).edits());
    expect(all.flat()).toEqual([]);
  });
});

function repaired(text: string, root: ReturnType<typeof parseYaml>['root'], edit: Edit): string {
  const policy = root && readPolicy(plainValue(root), { kind: 'identity' });
  const [statement] = policy?.statements ?? [];
  if (policy === undefined || statement === undefined) throw new Error('The text holds no policy.');
  return applyEdits(text, edit(statement, policy).edits());
}

function replaced(statement: Statement, by: string): Change {
  const [action] = statement.actions?.items ?? [];
  if (action === undefined) throw new Error('The statement has no action.');
  return edits.replaceAction(statement, action, by);
}

function withoutCondition(statement: Statement): Change {
  const [condition] = statement.conditions;
  if (condition === undefined) throw new Error('The statement has no condition.');
  return edits.removeCondition(statement, condition);
}
