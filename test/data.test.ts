import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import {
  actionsOf,
  carriesActions,
  expandAction,
  findAction,
  isKnownService,
  isMistakenAction,
  nearestAction,
  nearestService,
  supportsResourceLevel,
} from '../server/src/data/actions';
import {
  conditionKey,
  conditionKeysOf,
  isConditionKey,
  isGlobalConditionKey,
  nearestConditionKey,
} from '../server/src/data/condition-keys';
import { endpointService, endpointServicesOf, gatewayServices } from '../server/src/data/endpoint-services';
import { keyPolicyPrincipals } from '../server/src/data/key-policy-principals';
import { actionsWithKmsNeeds, kmsNeeds } from '../server/src/data/kms-needs';
import { kmsNeedsOfUse } from '../server/src/data/kms-uses';
import {
  isAbridged,
  isKnownManagedPolicy,
  managedPolicy,
  managedPolicyArn,
  managedPolicyNames,
} from '../server/src/data/managed-policies';
import {
  hasAttribute,
  isKnownType,
  nearestType,
  property,
  resourceType,
  resourceTypeNames,
} from '../server/src/data/resource-types';
import { confusedDeputyGuard, trustNeeds, typesWithTrustNeeds } from '../server/src/data/trust-principals';
import { matchesWildcard } from '../server/src/data/wildcard';
import { generatedFiles } from '../server/src/tools/generate-data/generate';
import { managedPolicyNames as namesToKeep } from '../server/src/tools/generate-data/managed-policy-names';

const generated = (name: string) => readFileSync(`server/src/data/generated/${name}`, 'utf8');

describe('generated data is fresh', () => {
  test('actions and resource types equal what the generator makes of the installed packages', async () => {
    for (const [name, text] of Object.entries(await generatedFiles())) {
      expect(text === generated(name), `${name} is stale`).toBe(true);
    }
  });

  test('managed policies are those the generator keeps', () => {
    expect(managedPolicyNames()).toEqual([...namesToKeep].sort());
  });
});

describe('actions', () => {
  test.each([
    ['s3:GetObject', 'Read', 'object'],
    ['S3:getobject', 'Read', 'object'],
    ['s3:PutBucketPolicy', 'Permissions management', 'bucket'],
    ['kinesis:SubscribeToShard', 'Read', 'consumer'],
    ['kinesis:GetRecords', 'Read', 'stream'],
    ['kms:Decrypt', 'Write', 'key'],
    ['sqs:TagQueue', 'Tagging', 'queue'],
    ['glue:GetTable', 'Read', 'table'],
    ['iam:PassRole', 'Write', 'role'],
    ['kafka-cluster:Connect', 'Write', 'cluster'],
  ])('%s is %s on %s', (name, access, resource) => {
    const action = findAction(name);
    expect(action?.access).toBe(access);
    expect(action?.resources.map(({ type }) => type)).toContain(resource);
  });

  it('gives ARN patterns', () => {
    const arns = findAction('s3:GetObject')?.resources.map(({ arn }) => arn.replace(/\$\{(\w+)\}/g, '<$1>'));
    expect(arns).toContain('arn:<Partition>:s3:::<BucketName>/<ObjectName>');
    const patterns = resourceTypesOf('apigateway').flatMap(({ arn }) => arn);
    expect(patterns.filter((arn) => !/^(arn:[^ ]+|\*)$/.test(arn))).toEqual([]);
  });

  it('tells actions that only work on everything', () => {
    expect(supportsResourceLevel('s3:ListAllMyBuckets')).toBe(false);
    expect(supportsResourceLevel('s3:PutObject')).toBe(true);
    expect(supportsResourceLevel('s3:NoSuchAction')).toBeUndefined();
  });

  it('tells an unknown service from one whose actions it does not carry', () => {
    expect([isKnownService('s3'), carriesActions('s3')]).toEqual([true, true]);
    expect([isKnownService('gamelift'), carriesActions('gamelift')]).toEqual([true, false]);
    expect([isKnownService('emr'), carriesActions('emr')]).toEqual([false, false]);
    expect(isKnownService('constructor')).toBe(false);
    expect(carriesActions('constructor')).toBe(false);
    expect(expandAction('gamelift:Nothing')).toBeUndefined();
    expect(isMistakenAction('gamelift:Nothing')).toBe(false);
    expect(isMistakenAction('s3:GetObjects')).toBe(true);
    expect(isMistakenAction('s3:Get*')).toBe(false);
  });

  test.each([
    ['kinesis:Put*', ['kinesis:PutRecord', 'kinesis:PutRecords', 'kinesis:PutResourcePolicy']],
    ['SQS:sendmessage', ['sqs:SendMessage']],
    ['kinesis:PutRecord?', ['kinesis:PutRecords']],
    ['sqs:Nothing*', []],
  ])('%s expands', (pattern, expected) => {
    expect(expandAction(pattern)).toEqual(expected);
  });

  it('expands a whole service and everything', () => {
    expect(expandAction('sqs:*')).toHaveLength(actionsOf('sqs')?.length ?? -1);
    expect(expandAction('*')?.length).toBeGreaterThan(5000);
  });

  test.each([
    ['s3:GetObjects', 's3:GetObject'],
    ['s3:GetObejct', 's3:GetObject'],
    ['dynamodb:Querry', 'dynamodb:Query'],
    ['emr:RunJobFlow', 'elasticmapreduce:RunJobFlow'],
    ['stepfunctions:StartExecution', 'states:StartExecution'],
    ['s3:SomethingElseAltogether', undefined],
    ['gamelift:GetObject', undefined],
  ])('%s likely means %s', (name, meant) => {
    expect(nearestAction(name)).toBe(meant);
  });

  it('corrects a prefix', () => {
    expect(nearestService('dynamdb')).toBe('dynamodb');
  });
});

describe('condition keys', () => {
  it('knows the global ones, in any case and with their free part', () => {
    expect(isGlobalConditionKey('aws:SourceArn')).toBe(true);
    expect(isGlobalConditionKey('AWS:sourcevpce')).toBe(true);
    expect(isGlobalConditionKey('aws:PrincipalTag/team')).toBe(true);
    expect(isGlobalConditionKey('aws:SourceArm')).toBe(false);
    expect(isGlobalConditionKey('s3:prefix')).toBe(false);
  });

  it('knows those of an action', () => {
    expect(conditionKeysOf('s3:ListBucket')).toContain('s3:prefix');
    expect(conditionKeysOf('kms:Decrypt')).toContain('kms:ViaService');
    expect(conditionKeysOf('kms:Nothing')).toBeUndefined();
  });

  test.each([
    ['kms:EncryptionContext:aws:logs:arn', 'String'],
    ['aws:SecureTransport', 'Bool'],
    ['aws:PrincipalArn', 'ARN'],
    ['s3:x-amz-server-side-encryption', 'String'],
    ['dynamodb:LeadingKeys', 'ArrayOfString'],
  ])('%s is a %s', (key, type) => {
    expect(conditionKey(key)?.type).toBe(type);
  });

  test.each([
    ['aws:SourceVpc', true],
    ['aws:SourceVPCs', false],
    ['kms:ViaServices', false],
    ['sourcearn', false],
    ['token.actions.githubusercontent.com:sub', undefined],
    ['gamelift:Anything', undefined],
  ])('%s is a key: %s', (key, expected) => {
    expect(isConditionKey(key)).toBe(expected);
  });

  it('corrects a key', () => {
    expect(nearestConditionKey('aws:SecureTransports')).toBe('aws:SecureTransport');
  });
});

describe('resource types', () => {
  const paths = readFileSync('test/models/property-paths.txt', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));

  test.each(paths)('%s has every path that rules ask for', (type = '', ...wanted) => {
    const missing = wanted.filter((path) => !property(type, ...stepsOf(path)));
    expect(missing).toEqual([]);
  });

  it('covers the paths of the whole catalogue', () => {
    expect(paths.length).toBeGreaterThan(90);
  });

  it('knows required, write-once and allowed values', () => {
    expect(property('AWS::Kinesis::Stream', 'StreamEncryption', 'KeyId')?.required).toBe(true);
    expect(property('AWS::DAX::Cluster', 'ClusterEndpointEncryptionType')?.replaces).toBe('always');
    expect(property('AWS::RDS::DBInstance', 'StorageEncrypted')?.replaces).toBe('always');
    expect(property('AWS::S3::Bucket', 'Tags')?.replaces).toBe('never');
    expect(property('AWS::KMS::Key', 'Origin')?.type).toEqual({
      kind: 'string',
      values: ['AWS_KMS', 'EXTERNAL'],
    });
  });

  it('enters lists with and without a step, maps, and free JSON', () => {
    const origins = ['CorsConfiguration', 'CorsRules', 0, 'AllowedOrigins'];
    expect(property('AWS::S3::Bucket', ...origins)?.type.kind).toBe('list');
    expect(property('AWS::S3::Bucket', 'CorsConfiguration', 'CorsRules', 'AllowedOrigins')).toBeDefined();
    expect(property('AWS::S3::Bucket', 'CorsConfiguration', 'CorsRule')).toBeUndefined();
    expect(property('AWS::Lambda::Function', 'Environment', 'Variables', 'URL')?.type.kind).toBe('string');
    expect(property('AWS::IAM::Role', 'AssumeRolePolicyDocument', 'Statement', 0)?.type.kind).toBe('json');
    expect(property('AWS::S3::Bucket', 'Tags', 0, 'Value')?.type.kind).toBe('string');
    expect(property('AWS::S3::Bucket', 'constructor')).toBeUndefined();
  });

  it('reads every type, and every definition in it', () => {
    const broken = resourceTypeNames().filter((name) => !resourceType(name) || hasBrokenType(name));
    expect(broken).toEqual([]);
  });

  it('knows SAM, and what SAM hands on', () => {
    expect(property('AWS::Serverless::Function', 'VpcConfig', 'SubnetIds')?.type.kind).toBe('list');
    expect(property('AWS::Serverless::Function', 'FunctionUrlConfig', 'AuthType')?.required).toBe(true);
    expect(property('AWS::Serverless::SimpleTable', 'SSESpecification', 'SSEEnabled')).toBeDefined();
    expect(property('AWS::Serverless::StateMachine', 'Logging', 'Level')).toBeDefined();
    expect(hasAttribute('AWS::Serverless::Function', 'Arn')).toBe(true);
  });

  test.each([
    ['AWS::S3::Bucket', true],
    ['AWS::AppSync::GraphQLApi', true],
    ['AWS::Serverless::Connector', true],
    ['Custom::Rotation', true],
    ['Acme::Data::Thing', true],
    ['AWS::S3::Buckets', false],
    ['AWS::Redshift::HsmConfiguration', false],
    ['constructor', false],
  ])('%s is a type: %s', (name, expected) => {
    expect(isKnownType(name)).toBe(expected);
  });

  it('corrects a type', () => {
    expect(nearestType('AWS::S3::Buket')).toBe('AWS::S3::Bucket');
  });

  test.each([
    ['AWS::S3::Bucket', 'Arn', true],
    ['AWS::S3::Bucket', 'ARN', false],
    ['AWS::RDS::DBInstance', 'Endpoint.Address', true],
    ['AWS::CloudFormation::Stack', 'Outputs.Key', true],
    ['Custom::Rotation', 'Anything', undefined],
  ])('%s has attribute %s: %s', (type, attribute, expected) => {
    expect(hasAttribute(type, attribute)).toBe(expected);
  });
});

describe('managed policies', () => {
  it('finds a document by name and by ARN', () => {
    const byName = managedPolicy('AWSGlueServiceRole');
    expect(managedPolicy('arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole')).toEqual(byName);
    const actions = byName?.Statement.flatMap(({ Action = [] }) => Action);
    expect(actions).toContain('glue:*');
    expect(actions).not.toContain('kms:Decrypt');
  });

  it('says nothing about others', () => {
    expect(managedPolicy('arn:aws:iam::111122223333:policy/AdministratorAccess')).toBeUndefined();
    expect(managedPolicy('NoSuchPolicy')).toBeUndefined();
    expect(managedPolicy('constructor')).toBeUndefined();
  });

  it('knows the names and paths of all', () => {
    expect(isKnownManagedPolicy('arn:aws:iam::aws:policy/AmazonS3FullAccess')).toBe(true);
    expect(isKnownManagedPolicy('arn:aws:iam::aws:policy/AWSGlueServiceRole')).toBe(false);
    expect(isKnownManagedPolicy('arn:aws:iam::aws:policy/AmazonS3FulAccess')).toBe(false);
    expect(managedPolicyArn('AWSGlueServiceRole')).toBe(
      'arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole',
    );
  });

  it('leaves no trace of other services where it abridges', () => {
    expect(isAbridged('ReadOnlyAccess')).toBe(true);
    expect(isAbridged('PowerUserAccess')).toBe(false);
    const actions = managedPolicy('ReadOnlyAccess')?.Statement.flatMap(({ Action = [] }) => Action) ?? [];
    expect(actions).toContain('s3:Get*');
    expect(actions.filter((action) => !carriesActions(action.split(':')[0] ?? ''))).toEqual([]);
    expect(actions.filter((action) => matchesWildcard(action, 'kms:Decrypt'))).toEqual([]);
  });

  it('reads every document', () => {
    const broken = managedPolicyNames().filter(
      (name) =>
        !managedPolicy(name)?.Statement.every(({ Effect }) => Effect === 'Allow' || Effect === 'Deny'),
    );
    expect(broken).toEqual([]);
    expect(managedPolicyNames().filter((name) => !isKnownManagedPolicy(name))).toEqual([]);
  });
});

describe('what keys need', () => {
  test.each([
    ['s3:GetObject', ['kms:Decrypt']],
    ['s3:PutObject', ['kms:GenerateDataKey']],
    ['KINESIS:putrecords', ['kms:GenerateDataKey']],
    ['sqs:SendMessage', ['kms:GenerateDataKey', 'kms:Decrypt']],
    ['secretsmanager:GetSecretValue', ['kms:Decrypt']],
    ['ssm:PutParameter', ['kms:Encrypt']],
    ['lambda:InvokeFunction', undefined],
    ['constructor', undefined],
  ])('%s tests %j', (action, expected) => {
    expect(kmsNeeds(action)?.test).toEqual(expected);
  });

  it('names real actions, and repairs at least what it tests', () => {
    expect(actionsWithKmsNeeds().filter((action) => findAction(action)?.name !== action)).toEqual([]);
    for (const action of actionsWithKmsNeeds()) {
      const needs = kmsNeeds(action);
      expect(needs?.repair).toEqual(expect.arrayContaining([...(needs?.test ?? [])]));
      expect(needs?.repair.filter((need) => isMistakenAction(need))).toEqual([]);
    }
    expect(kmsNeedsOfUse('glue-bookmarks').test).toEqual(['kms:Encrypt', 'kms:Decrypt']);
  });

  it('admits services with actions and condition keys that exist', () => {
    for (const { actions, conditions } of Object.values(keyPolicyPrincipals)) {
      expect(actions.filter((action) => isMistakenAction(action))).toEqual([]);
      expect(conditions.filter(({ key }) => !isConditionKey(key))).toEqual([]);
    }
    expect(keyPolicyPrincipals['eventbridge-target'].conditions).toEqual([]);
  });
});

describe('who assumes roles', () => {
  it('names properties that exist', () => {
    const missing = typesWithTrustNeeds().flatMap((type) =>
      trustNeeds(type).filter(({ path }) => !property(type, ...path)),
    );
    expect(missing).toEqual([]);
  });

  it('knows principals and guards', () => {
    expect(trustNeeds('AWS::Glue::Job')).toEqual([
      { type: 'AWS::Glue::Job', path: ['Role'], principals: ['glue.amazonaws.com'] },
    ]);
    expect(trustNeeds('AWS::SQS::Queue')).toEqual([]);
    expect(confusedDeputyGuard('ec2.amazonaws.com')).toBe('none');
    expect(confusedDeputyGuard('firehose.amazonaws.com')).toBe('external-id');
    expect(confusedDeputyGuard('config.amazonaws.com')).toBe('source');
    expect(confusedDeputyGuard('glue.amazonaws.com')).toBe('unknown');
  });
});

describe('endpoint services', () => {
  it('finds a service by its name', () => {
    expect(endpointService('com.amazonaws.eu-central-1.s3')?.kinds).toEqual(['Gateway', 'Interface']);
    expect(endpointService('com.amazonaws.us-east-1.ecr.api')?.actions).toBe('ecr');
    expect(endpointService('com.amazonaws.us-east-1.dynamodb-streams')?.kinds).toEqual(['Interface']);
    expect(endpointService('com.amazonaws.vpce.us-east-1.vpce-svc-0')).toBeUndefined();
    expect(endpointServicesOf('kinesis').map(({ name }) => name)).toEqual(['kinesis-streams']);
  });

  it('knows which have a gateway, and only real prefixes', () => {
    const gateways = gatewayServices.map((name) => endpointService(name));
    expect(gateways.every((service) => service?.kinds.includes('Gateway'))).toBe(true);
    expect(gateways.every((service) => isKnownService(service?.actions ?? ''))).toBe(true);
  });
});

test.each([
  ['*', '', true],
  ['a*c', 'abbc', true],
  ['a*c', 'abbd', false],
  ['a?c', 'aBC', true],
  ['a?', 'a', false],
  ['', '', true],
  ['*'.repeat(50).concat('b'), 'a'.repeat(5000), false],
])('%s matches %s: %s', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected);
});

/** `A[].B{}` as steps. */
function stepsOf(path: string): readonly string[] {
  return path.replaceAll('[]', '.[]').replaceAll('{}', '.{}').split('.');
}

function resourceTypesOf(service: string) {
  return actionsOf(service)?.flatMap(({ resources }) => resources) ?? [];
}

/** True when a definition that the type's properties reach has no properties or no name. */
function hasBrokenType(name: string): boolean {
  type Type = NonNullable<ReturnType<typeof property>>['type'];
  const seen = new Set<string>();
  const broken = (type: Type): boolean => {
    if (type.kind === 'list') return broken(type.item);
    if (type.kind === 'map') return broken(type.value);
    if (type.kind === 'union') return type.members.length < 2 || type.members.some(broken);
    if (type.kind !== 'object') return false;
    const key = [...type.properties.keys()].join();
    if (seen.has(key)) return false;
    seen.add(key);
    return [...type.properties].some(([field, inner]) => field === '' || broken(inner.type));
  };
  return [...(resourceType(name)?.properties.values() ?? [])].some(
    ({ name, type }) => name === '' || broken(type),
  );
}
