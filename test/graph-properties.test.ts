import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { editsOf, repair } from '../server/src/engine/repair';
import type { ReportedFinding } from '../server/src/engine/report';
import type { AnyRule } from '../server/src/engine/rule';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

type Json = string | boolean | readonly Json[] | { readonly [key: string]: Json };

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly on: Json;
}

/** A small lake: which key encrypts each bucket, what each key's policy says, what each role may do. */
interface Lake {
  readonly keys: readonly ('default' | 'delegates' | 'service')[];
  readonly buckets: readonly number[];
  /** The key of a queue, of a topic and of a log group; undefined where there is none of them, -1 for one without a key. */
  readonly others: readonly (number | undefined)[];
  /** What delivers into the queue or topic by itself. */
  readonly deliveries: boolean;
  /** A job of the first role that reads the first bucket. */
  readonly job: boolean;
  /** Keys are named by what is stored of them, and not by reference. */
  readonly stored: boolean;
  readonly roles: readonly (readonly Statement[])[];
}

const arnOf = (id: string): Json => ({ 'Fn::GetAtt': [id, 'Arn'] });
const objectsOf = (bucket: string): Json => ({ 'Fn::Sub': `\${${bucket}.Arn}/*` });

const dataActions = ['s3:GetObject', 's3:PutObject', 's3:GetObject*', 's3:*', 's3:ListBucket'];
const keyActions = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKey*', 'kms:*', 'kms:DescribeKey'];
const some = (actions: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...actions), { minLength: 1, maxLength: 2 });

const statement: fc.Arbitrary<Statement> = fc.oneof(
  {
    weight: 3,
    arbitrary: statementOf('Allow', dataActions, [objectsOf('Bucket0'), objectsOf('Bucket1'), '*']),
  },
  { weight: 2, arbitrary: statementOf('Allow', keyActions, [arnOf('Key0'), arnOf('Key1'), '*']) },
  { weight: 1, arbitrary: statementOf('Deny', keyActions, [arnOf('Key0'), arnOf('Key1')]) },
  { weight: 1, arbitrary: statementOf('Deny', dataActions, [objectsOf('Bucket0')]) },
);

function statementOf(effect: 'Allow' | 'Deny', actions: readonly string[], on: readonly Json[]) {
  return fc.record({ effect: fc.constant(effect), actions: some(actions), on: fc.constantFrom(...on) });
}

const lakes: fc.Arbitrary<Lake> = fc.record({
  keys: fc.tuple(
    ...[0, 1].map(() => fc.constantFrom('default' as const, 'delegates' as const, 'service' as const)),
  ),
  buckets: fc.tuple(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -1, max: 1 })),
  others: fc.array(fc.option(fc.integer({ min: -1, max: 1 }), { nil: undefined }), {
    minLength: 3,
    maxLength: 3,
  }),
  deliveries: fc.boolean(),
  job: fc.boolean(),
  stored: fc.boolean(),
  roles: fc.array(fc.array(statement, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 }),
});

function templateOf({ keys, buckets, roles, others, deliveries, job, stored }: Lake): Json {
  const nameOf = (key: number): Json => (stored ? `{{resolve:ssm:/lake/key${key}}}` : arnOf(`Key${key}`));
  const named = (id: string, type: string, properties: Json, list: readonly Json[]): [string, Json][] =>
    list.map((own, index) => [
      `${id}${index}`,
      { Type: type, Properties: { ...record(properties), ...record(own) } },
    ]);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: Object.fromEntries([
      ...named('Key', 'AWS::KMS::Key', { EnableKeyRotation: true }, keys.map(keyOf)),
      ...named(
        'Bucket',
        'AWS::S3::Bucket',
        {},
        buckets.map((key) => bucketOf(key, nameOf)),
      ),
      ...named('Role', 'AWS::IAM::Role', { AssumeRolePolicyDocument: trust }, roles.map(roleOf)),
      ...named(
        'Stored',
        'AWS::SSM::Parameter',
        { Type: 'String' },
        stored ? keys.map((_, key) => ({ Name: `/lake/key${key}`, Value: arnOf(`Key${key}`) })) : [],
      ),
      ...otherData(others, deliveries, nameOf),
      ...(job ? [jobOf()] : []),
    ]),
  };
}

function otherData(
  [queue, topic, logs]: Lake['others'],
  deliveries: boolean,
  nameOf: (key: number) => Json,
): [string, Json][] {
  const of = (id: string, type: string, property: string, key: number | undefined): [string, Json][] =>
    key === undefined ? [] : [[id, { Type: type, Properties: key < 0 ? {} : { [property]: nameOf(key) } }]];
  const targets = [
    ...(queue === undefined ? [] : [{ Id: 'queue', Arn: arnOf('Queue') }]),
    ...(topic === undefined ? [] : [{ Id: 'topic', Arn: { Ref: 'Topic' } }]),
  ];
  const rule: Json = { ScheduleExpression: 'rate(1 hour)', Targets: targets };
  return [
    ...of('Queue', 'AWS::SQS::Queue', 'KmsMasterKeyId', queue),
    ...of('Topic', 'AWS::SNS::Topic', 'KmsMasterKeyId', topic),
    ...of('Logs', 'AWS::Logs::LogGroup', 'KmsKeyId', logs),
    ...(deliveries && targets.length > 0
      ? [['Hourly', { Type: 'AWS::Events::Rule', Properties: rule }] as [string, Json]]
      : []),
  ];
}

function jobOf(): [string, Json] {
  const properties: Json = {
    Role: arnOf('Role0'),
    Command: { Name: 'glueetl', ScriptLocation: 's3://artifacts/job.py' },
    DefaultArguments: { '--input': { 'Fn::Sub': 's3://${Bucket0}/in/' } },
  };
  return ['Job', { Type: 'AWS::Glue::Job', Properties: properties }];
}

function record(json: Json): { readonly [key: string]: Json } {
  return json as { readonly [key: string]: Json };
}

const trust = document([
  { Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 'sts:AssumeRole' },
]);

function document(statements: readonly Json[]): Json {
  return { Version: '2012-10-17', Statement: statements };
}

function keyOf(kind: Lake['keys'][number]): Json {
  if (kind === 'default') return {};
  const root = { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } };
  const all = (principal: Json, action: Json): Json => ({
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    Resource: '*',
  });
  const administration = all(root, ['kms:Create*', 'kms:Put*', 'kms:Describe*', 'kms:ScheduleKeyDeletion']);
  return { KeyPolicy: document([kind === 'delegates' ? all(root, 'kms:*') : administration]) };
}

function bucketOf(key: number, nameOf: (key: number) => Json): Json {
  if (key < 0) return {};
  const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: nameOf(key) };
  return {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: true },
      ],
    },
  };
}

function roleOf(statements: readonly Statement[]): Json {
  const written = statements.map(
    ({ effect, actions, on }): Json => ({ Effect: effect, Action: actions, Resource: on }),
  );
  return { Policies: [{ PolicyName: 'data', PolicyDocument: document(written) }] };
}

const missing = rules.filter(({ id }) => id === 'kms-missing-permission');

function workspaceOf(text: string, file: string, active: readonly AnyRule[]): Workspace {
  const fail = (message: string): never => {
    throw new Error(message);
  };
  const workspace = new Workspace(active, defaultSettings, fail);
  workspace.set(file, text);
  return workspace;
}

function findingsIn(lake: Lake, active: readonly AnyRule[], json = false): readonly ReportedFinding[] {
  const template = templateOf(lake);
  const file = json ? 'lake.json' : 'lake.yaml';
  const text = json
    ? JSON.stringify(template, undefined, 2)
    : stringify(template, { aliasDuplicateObjects: false });
  return workspaceOf(text, file, active).check(file).findings;
}

/** Which role lacks which key. */
function lacking(lake: Lake): ReadonlySet<string> {
  return new Set(
    findingsIn(lake, missing).map(
      ({ resource, message }) => `${resource} ${/key (Key\d)/.exec(message)?.[1]}`,
    ),
  );
}

function withRole(
  lake: Lake,
  index: number,
  change: (own: readonly Statement[]) => readonly Statement[],
): Lake {
  return { ...lake, roles: lake.roles.map((own, at) => (at === index ? change(own) : own)) };
}

describe('who lacks a key', () => {
  test('some of the templates have findings, and some have none', () => {
    const counts = fc.sample(lakes, { numRuns: 60, seed: 7 }).map((lake) => lacking(lake).size);
    expect(counts.some((count) => count > 0)).toBe(true);
    expect(counts.some((count) => count === 0)).toBe(true);
  });

  test('still lacks it when a statement denies the key', () => {
    fc.assert(
      fc.property(lakes, fc.nat(1), fc.nat(1), (lake, role, key) => {
        const deny: Statement = { effect: 'Deny', actions: ['kms:*'], on: arnOf(`Key${key}`) };
        const after = lacking(withRole(lake, role, (own) => [...own, deny]));
        for (const one of lacking(lake)) expect(after).toContain(one);
      }),
      { numRuns: 100 },
    );
  });

  test('still lacks it when a statement that allows keys is gone', () => {
    fc.assert(
      fc.property(lakes, fc.nat(1), fc.nat(3), (lake, role, gone) => {
        const allowsKeys = ({ effect, actions }: Statement): boolean =>
          effect === 'Allow' && actions.every((action) => action.startsWith('kms:'));
        const after = lacking(
          withRole(lake, role, (own) => own.filter((one, at) => at !== gone || !allowsKeys(one))),
        );
        for (const one of lacking(lake)) expect(after).toContain(one);
      }),
      { numRuns: 100 },
    );
  });

  test('lacks the same where the keys are named by what is stored of them', () => {
    fc.assert(
      fc.property(lakes, (lake) => {
        expect(lacking({ ...lake, stored: true })).toEqual(lacking({ ...lake, stored: false }));
      }),
      { numRuns: 60 },
    );
  });

  test('has it when all statements that grant data are gone', () => {
    fc.assert(
      fc.property(lakes, (lake) => {
        const keysOnly = lake.roles.map((own) => own.filter(({ actions }) => actions[0]?.startsWith('kms:')));
        expect([...lacking({ ...lake, roles: keysOnly })]).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('all rules on a small lake', () => {
  test('find the same in YAML and in JSON', () => {
    const shown = (findings: readonly ReportedFinding[]): readonly string[] =>
      findings
        .map(({ rule, resource, severity, message, fixes }) =>
          [rule, resource, severity, message, ...fixes.map(({ title }) => title)].join(' | '),
        )
        .sort();
    fc.assert(
      fc.property(lakes, (lake) => {
        expect(shown(findingsIn(lake, rules, true))).toEqual(shown(findingsIn(lake, rules)));
      }),
      { numRuns: 40 },
    );
  });

  test('are repaired to an end, after which no fix is left', () => {
    fc.assert(
      fc.property(lakes, fc.boolean(), (lake, json) => {
        const template = templateOf(lake);
        const file = json ? 'lake.json' : 'lake.yaml';
        const text = json
          ? JSON.stringify(template, undefined, 2)
          : stringify(template, { aliasDuplicateObjects: false });
        const workspace = workspaceOf(text, file, rules);
        const { stable } = repair(
          workspace,
          ({ fixes }) => fixes.find((fix) => editsOf(fix) !== undefined),
          40,
        );
        const { findings, problems } = workspace.check(file);
        expect(problems).toEqual([]);
        expect(stable).toBe(true);
        const fixable = findings.filter(({ fixes }) => fixes.some((fix) => editsOf(fix) !== undefined));
        expect(fixable.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
