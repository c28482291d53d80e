import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { samPolicy, samPolicyNames } from '../server/src/data/sam-policies';
import { show, stackOf } from './models/cloudformation/deployments';
import { globalCases, samCases, samFunction } from './models/cloudformation/sam';

describe('what SAM makes', () => {
  test.each(samCases.map((one) => [one.name, one] as const))('%s', (_, { text, resources }) => {
    const stack = stackOf(text);
    const made = Object.fromEntries(
      Object.keys(resources).map((id) => [id, show(stack.resource(id)?.get())]),
    );
    expect(made).toEqual(resources);
  });

  const stack = stackOf(samFunction('Policies: [{S3ReadPolicy: {BucketName: !Ref Data}}]', 'Timeout: 3'));

  test('is found by its type', () => {
    expect([...stack.resources('AWS::IAM::Role')].map(({ id }) => id)).toEqual(['FnRole']);
    expect(stack.declares('AWS::IAM::Role')).toBe(true);
  });

  test('is what a function without a role runs as', () => {
    expect(show(stack.resource('Fn')?.get('Role'))).toBe('<FnRole.Arn>');
    expect(stack.resource('Fn')?.given('Role')).toBeUndefined();
  });

  test('is referred to', () => {
    const place = { file: 't.yaml', range: { start: 0, end: 0 } };
    expect(show(stack.refer('FnRole', place))).toBe('<FnRole>');
    expect(show(stack.attribute('FnRole', 'Arn', place))).toBe('<FnRole.Arn>');
    expect(show(stack.refer('Fn.Alias', place))).toBe('<Fn.Alias>');
    expect(show(stack.refer('ServerlessRestApi', place))).toBe('<ServerlessRestApi>');
    expect(show(stack.refer('OtherRole', place))).toBe('?');
    expect(stack.freeId('FnRole')).toBe('FnRole2');
  });

  test('comes from the resource that is written', () => {
    expect(stack.resource('FnRole')?.origin).toBe(stack.resource('Fn'));
    expect(stack.resource('Fn')?.origin).toBeUndefined();
  });

  test('points at what it comes from', () => {
    const text = stack.template.document.text;
    const written = (...path: (string | number)[]): string | undefined => {
      const range = stack.resource('FnRole')?.at(...path).range;
      return range === undefined ? undefined : text.slice(range.start, range.end);
    };
    expect(written('Policies', 0, 'PolicyDocument', 'Statement', 0, 'Action', 0)).toBe('S3ReadPolicy');
    expect(written('AssumeRolePolicyDocument')).toBe('Fn');
  });
});

describe('a repair of a role that SAM makes is written on the function', () => {
  const policy = { PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [] } };
  const cases: readonly (readonly [name: string, properties: string, expected: string])[] = [
    [
      'as another item',
      'Policies:\n  - A',
      "Policies:\n        - A\n        - Version: '2012-10-17'\n          Statement: []\n",
    ],
    [
      'as the first item',
      'Handler: a',
      "Handler: a\n      Policies:\n        - Version: '2012-10-17'\n          Statement: []\n",
    ],
    [
      'beside a single one',
      'Policies: A',
      "Policies:\n        - A\n        - Version: '2012-10-17'\n          Statement: []\n",
    ],
    ['not beside a function', 'Policies: !Ref Name', 'Policies: !Ref Name\n'],
  ];
  test.each(cases)('%s', (_, properties, expected) => {
    const stack = stackOf(samFunction(properties, 'Timeout: 3'));
    const { text } = stack.template.document;
    const edits = stack.resource('FnRole')?.append(['Policies'], policy).edits() ?? [];
    expect(applyEdits(text, edits).slice(text.indexOf(properties.slice(0, 8)))).toBe(expected);
  });
});

describe('a function inherits from Globals', () => {
  test.each(globalCases.map((one) => [one.name, one] as const))('%s', (_, { own, globals, path, value }) => {
    expect(
      show(
        stackOf(samFunction(own, globals))
          .resource('Fn')
          ?.get(...path),
      ),
    ).toEqual(value);
  });

  test('unless it refuses', () => {
    const text = samFunction('Handler: a', 'Timeout: 5, MemorySize: 128');
    const refusing = (what: string): unknown => {
      const stack = stackOf(
        text.replace('    Type: AWS::Serverless::Function\n', `$&    IgnoreGlobals: ${what}\n`),
      );
      return ['Timeout', 'MemorySize'].map((name) => show(stack.resource('Fn')?.get(name)));
    };
    expect(refusing("'*'")).toEqual([undefined, undefined]);
    expect(refusing('[Timeout]')).toEqual([undefined, 128]);
  });

  test('and a finding points at the globals', () => {
    const text = samFunction('Handler: a', 'Timeout: 5');
    const range = stackOf(text).resource('Fn')?.at('Timeout').range ?? { start: 0, end: 0 };
    expect(range.start).toBe(text.indexOf('5}}'));
  });
});

test('every policy template grants something on ARNs that are spelt out', () => {
  const odd = samPolicyNames().flatMap((name) =>
    (samPolicy(name)?.statements ?? []).flatMap(({ actions, resources }) => [
      ...actions.filter((action) => !/^[a-z0-9-]+:[A-Za-z0-9]*\*?$/.test(action)),
      ...resources.filter(
        (text) =>
          !/^(\*|\$\{\w+\}|arn:\$\{AWS::Partition\}:[a-z0-9-]+:(\$\{AWS::Region\}:\$\{AWS::AccountId\})?:?:?[^{]*(\$\{\w+\}[^{]*)*)$/.test(
            text,
          ),
      ),
    ]),
  );
  expect(odd).toEqual([]);
  expect(samPolicyNames().length).toBeGreaterThan(60);
});
