import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { samPolicy, samPolicyNames } from '../server/src/data/sam-policies';
import type { FileReport } from '../server/src/engine/report';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rule } from '../server/src/rules/kms/missing-permission';
import { checkTexts, type RuleFixture, readFixtures, strippedTexts } from './harness/rule-fixture';
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

test('what SAM makes is looked at again when what it comes from changes', () => {
  const [text = ''] = [...strippedTexts(readSamFixture())].map(([, one]) => one);
  const steps: readonly (readonly [string, string])[] = [
    ['S3ReadPolicy', 'S3WritePolicy'],
    ['Type: Kinesis\n', 'Type: SQS\n'],
    ['        - Read\n', '        - Write\n'],
    ['        Stream:\n', '        Other:\n'],
    ['Id: Connected\n', 'Id: Decrypting\n'],
    ['    Connectors:\n', '    Nothing:\n'],
    ['KMSDecryptPolicy', 'SQSPollerPolicy'],
  ];
  const workspace = new Workspace([rule], { ...defaultSettings, profile: 'strict' });
  workspace.set('sam.yaml', text);
  let current = text;
  for (const [from, to] of steps) {
    workspace.check('sam.yaml');
    expect(current).toContain(from);
    current = current.replace(from, to);
    workspace.set('sam.yaml', current);
    expect(said(workspace.check('sam.yaml'))).toEqual(
      said(checkTexts(new Map([['sam.yaml', current]]), [rule]).reports[0]),
    );
  }
});

function readSamFixture(): RuleFixture {
  const fixture = readFixtures(join(import.meta.dirname, 'rules')).find(
    ({ name }) => name === 'kms/missing-permission',
  );
  if (fixture === undefined) throw new Error('the fixture is gone');
  return { ...fixture, files: new Map([...fixture.files].filter(([name]) => name === 'sam.yaml')) };
}

function said(report: FileReport | undefined): readonly string[] {
  return (report?.findings ?? []).map(({ range, message }) => `${range.start} ${message}`);
}

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
