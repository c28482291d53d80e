import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCondition, testAll } from '../server/src/iam/conditions';
import { evaluate } from '../server/src/iam/evaluate';
import { exactly } from '../server/src/iam/pattern';
import { noContext, type PolicySet, type Work } from '../server/src/iam/request';
import * as conditionCases from './models/iam/condition-cases';
import * as identityCases from './models/iam/evaluation-cases';
import { allow, callers, contextOf, contextValue, deny, policiesOf, requestOf } from './models/iam/requests';
import * as resourceCases from './models/iam/resource-cases';
import { names, policyOf, type Written } from './models/iam/values';

describe('requests are decided as AWS documents it', () => {
  for (const [title, cases] of Object.entries({ ...identityCases, ...resourceCases })) {
    test.each(cases.map((row) => [row.name, row] as const))(`${title}: %s`, (_, row) => {
      const { outcome, reason } = evaluate(requestOf(row), policiesOf(row), names);
      expect([outcome, reason]).toEqual(row.expected);
    });

    test(`${title}: no name is used twice`, () => {
      const used = cases.map((row) => row.name);
      expect(used).toEqual([...new Set(used)]);
    });
  }
});

describe('conditions hold as AWS documents it', () => {
  for (const [title, cases] of Object.entries(conditionCases)) {
    test.each(cases)(`${title}: %s of %j against %j is %s`, (operator, written, said, expected) => {
      const policy = policyOf('identity', [
        allow('*', '*', { Condition: { [operator]: { 'test:Key': written } } }),
      ]);
      const compiled = policy.statements.flatMap((statement) =>
        statement.conditions.map((one) => compileCondition(one, names, title !== 'plainVariables')),
      );
      const context = contextOf({ 'aws:username': 'ana', 'aws:PrincipalTag/team': null }, false);
      const lookUp = (key: string) =>
        key === 'test:key' ? contextValue(said) : (context.keys.get(key) ?? 'unknown');
      expect(testAll(compiled, false, lookUp)).toBe(expected);
    });
  }
});

describe('every decision says why', () => {
  test('an explicit denial points at the effect that denies', () => {
    const denying = deny('s3:*', '*', { Sid: 'Never' });
    expect(because({ identity: [allow('s3:*', '*'), denying] })).toEqual([
      'statement Never denies s3:GetObject on arn:aws:s3:::⟨RawBucket⟩/*',
    ]);
  });

  test('an allowance names the statement', () => {
    expect(because({ identity: [allow('s3:*', '*', { Sid: 'Data' })] })).toEqual([
      'statement Data allows s3:GetObject on arn:aws:s3:::⟨RawBucket⟩/*',
    ]);
  });

  test('an implicit denial names what comes nearest', () => {
    expect(
      because({ identity: [allow('s3:*', '<LogBucket.Arn>/*', { Sid: 'Logs' }), allow('sqs:*', '*')] }),
    ).toEqual(['statement Logs does not cover arn:aws:s3:::⟨RawBucket⟩/*']);
  });

  test('a denial without anything near names the policies', () => {
    expect(because({ identity: [allow('sqs:*', '*')] })).toEqual(['no statement allows s3:GetObject']);
  });

  test('a condition that fails is named', () => {
    const limited = allow('s3:*', '*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } });
    expect(because({ identity: [limited], context: { 'aws:SourceVpc': 'vpc-2' } })).toEqual([
      'its condition on aws:SourceVpc does not hold',
    ]);
  });

  test('a key policy that does not delegate names whom it leaves out', () => {
    const key = allow('kms:*', '*', { Sid: 'Admins', Principal: { AWS: '<OtherRole.Arn>' } });
    const row = {
      identity: [allow('kms:*', '*')],
      resource: [key],
      action: 'kms:Decrypt',
      on: '<DataKey.Arn>',
    };
    expect(because(row)).toEqual([
      'statement Admins does not name arn:aws:iam::⟨AWS::AccountId⟩:role/⟨JobRole⟩',
    ]);
  });

  test('what is not known is named', () => {
    expect(because({ identity: [allow('s3:*', '<@Arn>', { Sid: 'Data' })] })).toEqual([
      'statement Data may or may not cover arn:aws:s3:::⟨RawBucket⟩/*',
    ]);
  });

  function because(row: Omit<Parameters<typeof requestOf>[0], 'name' | 'expected'>): readonly string[] {
    const full = { ...row, name: '', expected: ['unknown', 'not-known'] } as const;
    return evaluate(requestOf(full), policiesOf(full), names).because.map(({ says }) => says);
  }
});

describe('evaluation is sound for all policies', () => {
  const actions = fc.constantFrom(
    's3:GetObject',
    's3:*',
    's3:Get*',
    '*',
    'kms:Decrypt',
    'kms:*',
    '<@Action>',
  );
  const resources = fc.constantFrom('*', '<RawBucket.Arn>/*', '<LogBucket.Arn>/*', '<DataKey.Arn>', '<@Arn>');
  const principals = fc.constantFrom<Written>('*', { AWS: '<JobRole.Arn>' }, { AWS: '<AWS::AccountId>' });
  const conditions = fc.constantFrom<Written>({}, { Bool: { 'aws:SecureTransport': 'true' } });
  const statement = fc
    .tuple(fc.constantFrom('Allow', 'Deny'), actions, resources, principals, conditions)
    .map(([Effect, Action, Resource, Principal, Condition]) => ({
      Effect,
      Action,
      Resource,
      Principal,
      Condition,
    }));
  const statements = fc.array(statement, { maxLength: 4 });
  const question = fc.constantFrom(
    { action: 's3:GetObject', on: '<RawBucket.Arn>/*' },
    { action: 'kms:Decrypt', on: '<DataKey.Arn>' },
  );
  type Side =
    | 'identity'
    | 'resource'
    | 'boundary'
    | 'session'
    | 'serviceControl'
    | 'unitControl'
    | 'endpoint';
  type Sides = Readonly<Partial<Record<Side, readonly Written[]>>>;
  const side = fc.constantFrom<Side>(
    'identity',
    'resource',
    'boundary',
    'session',
    'serviceControl',
    'unitControl',
    'endpoint',
  );
  const limit = fc.option(statements, { nil: undefined, freq: 2 });
  const everything = { Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' };
  const sides: fc.Arbitrary<Sides> = fc
    .record({
      identity: statements,
      resource: statements,
      boundary: limit,
      session: limit,
      unit: limit,
      endpoint: limit,
    })
    .map(({ identity, resource, boundary, session, unit, endpoint }) => ({
      identity,
      resource,
      // Most limits let most through; otherwise hardly anything would be allowed.
      ...(boundary && { boundary: [everything, ...boundary] }),
      ...(session && { session: [everything, ...session] }),
      ...(unit && { unitControl: [everything, ...unit], serviceControl: [everything] }),
      ...(endpoint && { endpoint: [everything, ...endpoint] }),
    }));
  const order = ['denied', 'unknown', 'allowed'];

  function rank(what: { action: string; on: string }, policies: Sides) {
    const row = { ...what, name: '', ...policies, expected: ['unknown', 'not-known'] } as const;
    return order.indexOf(evaluate(requestOf(row), policiesOf(row), names).outcome);
  }

  /** With one statement more on a side. A limit that is not there yet would allow nothing else, so it begins by allowing all. */
  function withMore(policies: Sides, where: Side, more: Written): Sides {
    const own = policies[where] ?? (where === 'identity' || where === 'resource' ? [] : [everything]);
    return {
      ...policies,
      ...(where === 'unitControl' && { serviceControl: [everything] }),
      [where]: [...own, more],
    };
  }

  test('an explicit deny more never allows more', () => {
    fc.assert(
      fc.property(question, sides, statement, side, (what, policies, more, where) => {
        const after = rank(what, withMore(policies, where, { ...more, Effect: 'Deny' }));
        expect(after).toBeLessThanOrEqual(rank(what, policies));
      }),
      { numRuns: 600 },
    );
  });

  test('an allow less never allows more', () => {
    fc.assert(
      fc.property(question, sides, statement, side, (what, policies, more, where) => {
        const before = withMore(policies, where, { ...more, Effect: 'Allow' });
        const without = { ...before, [where]: before[where]?.slice(0, -1) };
        expect(rank(what, without)).toBeLessThanOrEqual(rank(what, before));
      }),
      { numRuns: 600 },
    );
  });

  test('some requests are allowed, and some are denied', () => {
    const ranks = fc
      .sample(fc.tuple(question, sides), { numRuns: 100, seed: 11 })
      .map(([what, policies]) => rank(what, policies));
    expect(new Set(ranks)).toEqual(new Set([0, 1, 2]));
  });

  test('the order of statements does not matter', () => {
    fc.assert(
      fc.property(question, sides, (what, policies) => {
        const reversed = Object.fromEntries(
          Object.entries(policies).map(([where, own]) => [where, [...own].reverse()]),
        );
        expect(rank(what, reversed)).toBe(rank(what, policies));
      }),
      { numRuns: 300 },
    );
  });
});

test('a request meets only the statements that speak of its action and its resource', () => {
  const services = ['s3', 'sqs', 'sns', 'kms', 'glue', 'logs', 'athena', 'kinesis', 'dynamodb', 'lambda'];
  const actions = services.flatMap((service) => [`${service}:Get*`, `${service}:Put*`]);
  const sets = Array.from({ length: 20 }, (_, role): PolicySet => {
    const statements = actions.map((action) => allow(action, `arn:aws:s3:::bucket-${role}/*`));
    return {
      identity: [policyOf('identity', statements)],
      identityOpen: false,
      resource: [],
      resourceOpen: false,
    };
  });
  const work: Work = { statements: 0, compared: 0 };
  const resources = Array.from({ length: 20 }, (_, i) => exactly(`arn:aws:s3:::bucket-${i}/key`));
  const allowed = sets.flatMap((policies) =>
    resources.filter((resource) => {
      const principal = callers.role;
      const request = {
        principal,
        action: 's3:GetObject',
        resource,
        resourceAccount: principal.account,
        context: noContext,
      };
      return evaluate(request, policies, names, work).outcome === 'allowed';
    }),
  );
  expect(allowed.length).toBe(20);
  // Of twenty statements in each of 20 roles one speaks of the action, and only in one role of the resource.
  expect(work.statements).toBe(20);
});
