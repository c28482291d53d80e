import { describe, expect, test } from 'vitest';
import type { Statement } from '../server/src/iam/policy';
import { readPolicy } from '../server/src/iam/read-policy';
import { recognisePolicy } from '../server/src/iam/recognise-policy';
import { shapes } from './models/iam/shapes';
import { asValue, dark, policyOf, type Written } from './models/iam/values';

const plain = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

describe('documents are recognised by their shape', () => {
  test.each(shapes)('%s', (_, document, kind) => {
    expect(recognisePolicy(asValue(document))).toBe(kind);
  });
});

describe('documents are read as AWS reads them', () => {
  /** A document, and what is read of it in short. */
  const cases: readonly (readonly [name: string, document: Written, expected: string])[] = [
    ['one statement', { Statement: plain }, 'Allow do(s3:GetObject) on(*)'],
    [
      'several statements',
      { Statement: [plain, plain] },
      'Allow do(s3:GetObject) on(*); Allow do(s3:GetObject) on(*)',
    ],
    [
      'lists',
      { Statement: { ...plain, Action: ['a:b', 'c:d'], Resource: ['x', 'y'] } },
      'Allow do(a:b, c:d) on(x, y)',
    ],
    ['lists within lists', { Statement: { ...plain, Action: [['a:b'], 'c:d'] } }, 'Allow do(a:b, c:d) on(*)'],
    [
      'negated elements',
      { Statement: { Effect: 'Deny', NotAction: 'a:b', NotResource: 'x' } },
      'Deny not-do(a:b) not-on(x)',
    ],
    ['an effect in the wrong case', { Statement: { ...plain, Effect: 'allow' } }, '? do(s3:GetObject) on(*)'],
    ['an unknown effect', { Statement: { ...plain, Effect: '<@Effect>' } }, '? do(s3:GetObject) on(*)'],
    ['a Sid', { Statement: { Sid: 'Data', ...plain } }, 'Data: Allow do(s3:GetObject) on(*)'],
    ['everyone', { Statement: { ...plain, Principal: '*' } }, 'Allow do(s3:GetObject) on(*) by(* *)'],
    [
      'everyone under AWS',
      { Statement: { ...plain, Principal: { AWS: '*' } } },
      'Allow do(s3:GetObject) on(*) by(AWS *)',
    ],
    [
      'principals of several kinds',
      {
        Statement: {
          ...plain,
          Principal: { AWS: ['1', '2'], Service: 's', Federated: 'f', CanonicalUser: 'c' },
        },
      },
      'Allow do(s3:GetObject) on(*) by(AWS 1, AWS 2, Service s, Federated f, CanonicalUser c)',
    ],
    [
      'a principal without kind',
      { Statement: { ...plain, Principal: 'x' } },
      'Allow do(s3:GetObject) on(*) by(unknown x)',
    ],
    [
      'a principal of a wrong kind',
      { Statement: { ...plain, Principal: { aws: 'x' } } },
      'Allow do(s3:GetObject) on(*) by(unknown x)',
    ],
    [
      'NotPrincipal',
      { Statement: { ...plain, NotPrincipal: { AWS: 'x' } } },
      'Allow do(s3:GetObject) on(*) not-by(AWS x)',
    ],
    [
      'an unknown principal',
      { Statement: { ...plain, Principal: dark() } },
      'Allow do(s3:GetObject) on(*) by(unknown ?)...',
    ],
    [
      'conditions',
      { Statement: { ...plain, Condition: { StringEquals: { a: 'x', b: ['y', 'z'] }, Bool: { c: true } } } },
      'Allow do(s3:GetObject) on(*) if(StringEquals a x, StringEquals b y|z, Bool c true)',
    ],
    [
      'operators with prefix and suffix',
      { Statement: { ...plain, Condition: { 'ForAllValues:StringLikeIfExists': { a: 'x' } } } },
      'Allow do(s3:GetObject) on(*) if(ForAllValues StringLike IfExists a x)',
    ],
    [
      'unknown conditions',
      { Statement: { ...plain, Condition: dark() } },
      'Allow do(s3:GetObject) on(*) if...',
    ],
    [
      'unknown conditions of an operator',
      { Statement: { ...plain, Condition: { Bool: dark() } } },
      'Allow do(s3:GetObject) on(*) if...',
    ],
    ['an unknown action', { Statement: { ...plain, Action: dark() } }, 'Allow do(?)... on(*)'],
    ['more actions', { Statement: { ...plain, Action: ['a:b', '...'] } }, 'Allow do(a:b)... on(*)'],
    ['a parameter as action', { Statement: { ...plain, Action: '<@Action>' } }, 'Allow do(?) on(*)'],
    ['more statements', { Statement: [plain, '...'] }, 'Allow do(s3:GetObject) on(*); ...'],
    ['an unknown statement', { Statement: [dark(), plain] }, 'Allow do(s3:GetObject) on(*); ...'],
    ['unknown statements', { Statement: dark() }, '...'],
    ['no statement', { Version: '2012-10-17' }, ''],
    ['an empty document', {}, ''],
    ['a document of which parts are unknown', { '...': true }, '...'],
    ['nothing but an effect', { Statement: { Effect: 'Allow' } }, 'Allow'],
    [
      'elements in the wrong case',
      { Statement: { effect: 'Allow', action: 'a:b' } },
      '? unknown(effect, action)',
    ],
    [
      'elements that do not exist',
      { Statement: { ...plain, Actions: 'a:b' } },
      'Allow do(s3:GetObject) on(*) unknown(Actions)',
    ],
    ['statements in the wrong case', { statement: [plain] }, 'unknown(statement)'],
  ];

  test.each(cases)('%s', (_, document, expected) => {
    const policy = readPolicy(asValue(document), { kind: 'identity' });
    const unseen = policy?.unknownElements.map(({ name }) => `unknown(${name})`) ?? [];
    const statements = policy?.statements.map(short) ?? [];
    expect([...unseen, ...statements, ...(policy?.open ? ['...'] : [])].join('; ')).toBe(expected);
  });

  test.each([
    ['a text', 'text'],
    ['a list', [plain]],
    ['an unknown value', dark()],
  ] as const)('%s is no document', (_, value) => {
    expect(readPolicy(asValue(value), { kind: 'identity' })).toBeUndefined();
  });

  test('a statement knows its policy and what the policy is about', () => {
    const protects = [asValue('<RawBucket>')];
    const policy = readPolicy(asValue({ Version: '2012-10-17', Statement: plain }), {
      kind: 'bucket',
      resource: 'RawPolicy',
      stack: 'main',
      protects,
    });
    expect(policy?.statements[0]?.policy).toBe(policy);
    expect(policy).toMatchObject({
      kind: 'bucket',
      version: '2012-10-17',
      resource: 'RawPolicy',
      stack: 'main',
      protects,
    });
  });

  test('a statement is named by its Sid, else by its effect, else by its first key', () => {
    const named = (statement: Written) => policyOf('identity', [statement]).statements[0];
    const withSid = named({ Sid: 'Data', ...plain });
    const withEffect = named(plain);
    const bare = named({ Action: 'a:b' });
    expect(withSid?.at).toBe(withSid?.value.entries.get('Sid')?.value.at);
    expect(withEffect?.at).toBe(withEffect?.effectAt);
    expect(bare?.at).toBe(bare?.actions?.keyAt);
  });
});

function short(statement: Statement): string {
  const { sid, effect, actions, resources, principals, conditions, conditionsOpen, unknownElements } =
    statement;
  const list = (name: string, element: typeof actions, items: readonly string[] | undefined) =>
    element &&
    items &&
    `${element.negated ? 'not-' : ''}${name}(${items.join(', ')})${element.open ? '...' : ''}`;
  const tests = conditions.map(({ set, operator, ifExists, key, values }) =>
    [set, operator, ifExists ? 'IfExists' : undefined, key, values.map(text).join('|')]
      .filter(Boolean)
      .join(' '),
  );
  const parts = [
    effect ?? '?',
    list('do', actions, actions?.items.map(text)),
    list('on', resources, resources?.items.map(text)),
    list(
      'by',
      principals,
      principals?.principals.map(({ type, value }) => `${type} ${text(value)}`),
    ),
    tests.length > 0 ? `if(${tests.join(', ')})` : undefined,
    conditionsOpen ? 'if...' : undefined,
    unknownElements.length > 0 ? `unknown(${unknownElements.map(({ name }) => name).join(', ')})` : undefined,
  ];
  return (sid === undefined ? '' : `${sid}: `) + parts.filter(Boolean).join(' ');
}

function text(value: ReturnType<typeof asValue>): string {
  return value.kind === 'scalar' ? value.text : '?';
}
