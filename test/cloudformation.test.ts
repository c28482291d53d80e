import { describe, expect, test } from 'vitest';
import { Decisions, everyDeployment } from '../server/src/cloudformation/decisions';
import { readTemplate } from '../server/src/cloudformation/template';
import { parseYaml } from '../server/src/syntax/yaml';
import { deployments, show } from './models/cloudformation/deployments';

/** What property `P` of resource `R` is in every deployment that makes a difference, without repetitions. */
function every(text: string, limit = 32): unknown[] {
  const within = deployments({ 't.yaml': text });
  const outcomes = everyDeployment(within, limit, (deployment) => {
    const resource = deployment.stack('t.yaml')?.resource('R');
    return resource === undefined ? 'not deployed' : show(resource.get('P'));
  });
  return outcomes.map(({ result }) => result);
}

const head = `Parameters:
  Env: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}
  Key: {Type: String, Default: ''}
  Only: {Type: String, AllowedValues: [fixed]}
  Names: {Type: CommaDelimitedList}
Mappings:
  Sizes:
    dev: {size: small, same: x}
    prod: {size: large, same: x}
  Lists:
    dev: {all: [a, b]}
    prod: {all: [a, b]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsTest: !Equals [test, !Ref Env]
  NotProd: !Not [!Condition IsProd]
  Either: !Or [!Condition IsProd, !Condition IsTest]
  Both: !And [!Condition IsProd, !Condition IsTest]
  HasKey: !Not [!Equals [!Ref Key, '']]
  Always: !Equals [a, a]
  Circle: !Not [!Condition Circle]
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  R:
    Type: Custom::R
    Properties:
      P: `;

/** Property text, and its values in the order in which deployments are looked at: the template's defaults first. */
const values: readonly (readonly [name: string, property: string, expected: readonly unknown[]])[] = [
  ['a string', 'text', ['text']],
  ['a number that is an id', "'012345678901'", ['012345678901']],
  ['a date', '2012-10-17', ['2012-10-17']],
  ['a boolean', 'true', [true]],
  ['a reference to a resource', '!Ref Bucket', ['<Bucket>']],
  ['an attribute, short', '!GetAtt Bucket.Arn', ['<Bucket.Arn>']],
  ['an attribute, list', '!GetAtt [Bucket, Arn]', ['<Bucket.Arn>']],
  ['an attribute, long', '{"Fn::GetAtt": [Bucket, Arn]}', ['<Bucket.Arn>']],
  ['an attribute, long text', '{"Fn::GetAtt": Bucket.Arn}', ['<Bucket.Arn>']],
  ['a reference to nothing', '!Ref Nobody', ['?']],
  ['a parameter', '!Ref Env', ['<Env>']],
  ['a parameter with one allowed value', '!Ref Only', ['fixed']],
  ['a pseudo parameter', '!Ref AWS::Region', ['<AWS::Region>']],
  ['no value', '!Ref AWS::NoValue', [undefined]],
  ['no value in a list', '[a, !Ref AWS::NoValue, b]', [['a', 'b']]],
  ['no value in a map', '{a: 1, b: !Ref AWS::NoValue}', [{ a: 1 }]],
  ['a sub', "!Sub 's3://${Bucket}/x'", ['s3://<Bucket>/x']],
  ['a sub with an attribute', "!Sub '${Bucket.Arn}/*'", ['<Bucket.Arn>/*']],
  ['a sub with its own variable', "!Sub ['${a}-${Bucket}', {a: !Ref Only}]", ['fixed-<Bucket>']],
  ['a sub that is known', "!Sub '${Only}-x'", ['fixed-x']],
  ['a literal placeholder', "!Sub 'a${!Literal}b'", ['a${Literal}b']],
  ['an unclosed placeholder', "!Sub 'a${Bucket'", ['a${Bucket']],
  ['a join', "!Join ['-', [a, b]]", ['a-b']],
  ['a join with a reference', "!Join ['', ['arn:', !Ref Bucket, '/*']]", ['arn:<Bucket>/*']],
  ['a sub in a join', "!Join ['', ['a', !Sub 'b${Bucket}c']]", ['ab<Bucket>c']],
  ['a join of a list parameter', "!Join [',', !Ref Names]", ['<Names>']],
  ['a split', "!Split [',', 'a,b']", [['a', 'b']]],
  ['a split of a parameter', "!Split [',', !Ref Key]", ['?']],
  ['a select', '!Select [1, [a, b]]', ['b']],
  ['a select from a split', "!Select [0, !Split ['/', 'a/b']]", ['a']],
  ['a select from a parameter', '!Select [0, !Ref Names]', ['?']],
  ['a mapping', '!FindInMap [Sizes, prod, size]', ['large']],
  ['a mapping by parameter', '!FindInMap [Sizes, !Ref Env, size]', ['small', 'large', '?']],
  ['a mapping that is the same for all', '!FindInMap [Sizes, !Ref Env, same]', ['x']],
  ['a mapping without the key', '!FindInMap [Sizes, prod, nothing]', ['?']],
  ['an import', '!ImportValue lake-key', ['<lake-key>']],
  ['base64', '!Base64 abc', ['abc']],
  ['base64, long, of a sub', '{"Fn::Base64": !Sub "a-${Bucket}"}', ['a-<Bucket>']],
  ['an import, long, of a sub', '{"Fn::ImportValue": !Sub "${Only}-x"}', ['<fixed-x>']],
  ['a length', '!Length [a, b]', [2]],
  ['a length of a parameter', '!Length [!Ref Names]', [1]],
  ['a length of a list parameter', '{"Fn::Length": !Ref Names}', ['?']],
  ['a JSON text', '{"Fn::ToJsonString": {A: !Ref Bucket}}', [{ A: '<Bucket>' }]],
  ['blocks of addresses', '!Cidr [10.0.0.0/16, 2, 8]', [['10.0.0.0/24', '10.0.1.0/24']]],
  [
    'a block of the addresses of a network',
    '!Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 3, 12]]',
    ['10.1.16.0/20'],
  ],
  ['blocks of addresses of a parameter', '!Cidr [!Ref Key, 2, 8]', [['?', '?']]],
  ['blocks of addresses in too small a network', '!Cidr [10.0.0.0/24, 2, 8]', [['?', '?']]],
  ['blocks of addresses, so many as a parameter says', '!Cidr [10.0.0.0/16, !Ref Key, 8]', ['?']],
  [
    'an if in the variables of a sub',
    '!Sub ["${a}-x", {a: !If [IsProd, p, !Ref Bucket]}]',
    ['<Bucket>-x', 'p-x'],
  ],
  ['an if in a join', '!Join ["-", [a, !If [IsProd, p, !Ref AWS::NoValue]]]', ['a', 'a-p']],
  ['a mapping with a default', '!FindInMap [Sizes, nowhere, size, {DefaultValue: medium}]', ['medium']],
  ['a mapping by any text', '!FindInMap [Sizes, !Ref Key, size]', ['?']],
  ['a mapping by any text, all the same', '!FindInMap [Sizes, !Ref Key, same]', ['x']],
  ['a mapping by any text with a default', '!FindInMap [Sizes, !Ref Key, same, {DefaultValue: y}]', ['?']],
  [
    'a mapping by parameter with a default',
    '!FindInMap [Sizes, !Ref Env, size, {DefaultValue: medium}]',
    ['small', 'large', 'medium'],
  ],
  ['a mapping of lists', '!Select [0, !FindInMap [Lists, !Ref Env, all]]', ['a']],
  ['a mapping by region', '!FindInMap [Sizes, !Ref AWS::Region, size]', ['?']],
  [
    'a macro in a map',
    '{a: 1, "Fn::Transform": {Name: "AWS::Include", Parameters: {Location: s3://b/x}}}',
    [{ a: 1 }],
  ],
  ['a macro in a list', '[a, {"Fn::Transform": {Name: M}}]', [['a', '?', '…']]],
  ['a length, long', '{"Fn::Length": [a, b, c]}', [3]],
  ['zones', "!GetAZs ''", [['…']]],
  ['one of the zones', "!Select [0, !GetAZs '']", ['?']],
  ['a macro', '{"Fn::Transform": {Name: M}}', ['?']],
  ['an if by default', '!If [IsProd, a, b]', ['b', 'a']],
  ['an if that always holds', '!If [Always, a, b]', ['a']],
  ['an if of no value', '!If [HasKey, !Ref Key, !Ref AWS::NoValue]', [undefined, '<Key>']],
  ['an if around a list item', '[a, !If [IsProd, b, !Ref AWS::NoValue]]', [['a'], ['a', 'b']]],
  ['an if in an if, consistent', '!If [IsProd, !If [NotProd, x, a], b]', ['b', 'a']],
  ['conditions that exclude each other', '!If [Both, a, b]', ['b', 'b']],
  ['an or', '!If [Either, a, b]', ['b', 'a', 'a']],
  ['a circle of conditions', '!If [Circle, a, b]', ['b', 'a']],
  ['an unfinished if', '!If [IsProd, a]', ['?']],
  ['an unfinished getatt', '!GetAtt Bucket', ['?']],
  ['an unfinished sub', '!Sub', ['']],
];

describe('the value of a property', () => {
  test.each(values)('%s', (_, property, expected) => {
    expect(every(head + property)).toEqual(expected);
  });

  test('is the same in JSON', () => {
    const within = deployments({
      't.json': JSON.stringify({
        Resources: { R: { Type: 'Custom::R', Properties: { P: { 'Fn::Join': ['', ['a', { Ref: 'R' }]] } } } },
      }),
    });
    expect(show(within([]).stack('t.json')?.resource('R')?.get('P'))).toBe('a<R>');
  });
});

describe('deployments', () => {
  const text = (condition: string): string => `Parameters:
  Env: {Type: String}
Conditions:
  A: !Equals [!Ref Env, a]
  B: !Equals [!Ref Env, b]
  C: ${condition}
Resources:
  R:
    Type: Custom::R
    Condition: C
    Properties: {P: !If [A, a, !If [B, b, other]]}
`;

  test('a parameter equals one text at most', () => {
    expect(every(text('!Or [!Condition A, !Condition B]'))).toEqual(['a', 'b', 'not deployed']);
  });

  test('a resource under a condition is not there without it', () => {
    expect(every(text('!Not [!Condition A]')).toSorted()).toEqual(['b', 'not deployed', 'other']);
  });

  test('are never more than the limit', () => {
    const names = Array.from({ length: 12 }, (_, index) => `C${index}`);
    const many = `Parameters: {${names.map((name) => `${name}: {Type: String}`).join(', ')}}
Conditions: {${names.map((name) => `${name}: !Equals [!Ref ${name}, x]`).join(', ')}}
Resources:
  R: {Type: Custom::R, Properties: {P: [${names.map((name) => `!If [${name}, a, b]`).join(', ')}]}}
`;
    expect(every(many, 20)).toHaveLength(20);
  });

  test('allowed values leave no other', () => {
    const outcomes = every(`Parameters:
  Env: {Type: String, AllowedValues: [a, b]}
Conditions:
  A: !Equals [!Ref Env, a]
  B: !Equals [!Ref Env, b]
Resources:
  R: {Type: Custom::R, Properties: {P: !If [A, a, !If [B, b, never]]}}
`);
    expect(outcomes).toEqual(['a', 'b']);
  });

  test('a cached result asks its questions again', () => {
    const decisions = new Decisions();
    const cache = new Map();
    const work = () => decisions.recall(cache, 'k', () => decisions.holds('q'));
    const first = decisions.trace(work);
    const second = decisions.trace(work);
    expect(second.trace.answers.map(({ key }) => key)).toEqual(first.trace.answers.map(({ key }) => key));
  });
});

describe('stacks of several files', () => {
  const parent = `Parameters: {Shared: {Type: String}}
Resources:
  Key: {Type: AWS::KMS::Key}
  Data:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./nested/data.yaml
      Parameters: {KeyArn: !GetAtt Key.Arn, Name: lake, Shared: !Ref Shared}
  R: {Type: Custom::R, Properties: {P: !GetAtt Data.Outputs.BucketArn}}
Outputs:
  KeyArn: {Value: !GetAtt Key.Arn, Export: {Name: lake-key}}
`;
  const nested = `Parameters: {KeyArn: {Type: String}, Name: {Type: String}, Shared: {Type: String}}
Resources:
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub '\${Name}-\${Shared}', Key: !Ref KeyArn}}
Outputs:
  BucketArn: {Value: !GetAtt Bucket.Arn}
`;
  const other = `Resources:
  R: {Type: Custom::R, Properties: {P: !ImportValue lake-key}}
`;
  const deployment = () =>
    deployments({ 'app/parent.yaml': parent, 'app/nested/data.yaml': nested, 'app/other.yaml': other })([]);

  test('parameters flow in', () => {
    const [stack] = deployment().contexts('app/nested/data.yaml');
    expect(stack?.id).toBe('app/parent.yaml#Data');
    expect(show(stack?.resource('Bucket')?.get())).toEqual({ BucketName: 'lake-<Shared>', Key: '<Key.Arn>' });
  });

  test('outputs flow out', () => {
    expect(show(deployment().stack('app/parent.yaml')?.resource('R')?.get('P'))).toBe('<Bucket.Arn>');
  });

  test('imports find the one export', () => {
    expect(show(deployment().stack('app/other.yaml')?.resource('R')?.get('P'))).toBe('<Key.Arn>');
  });

  test('a template that nests itself is deployed by itself', () => {
    const circle = 'Resources:\n  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml}}\n';
    const back = circle.replace('b.yaml', 'a.yaml');
    expect(deployments({ 'a.yaml': circle, 'b.yaml': back })([]).contexts('a.yaml').length).toBeGreaterThan(
      0,
    );
  });
});

describe('a template is recognised by its content', () => {
  const recognised: readonly (readonly [string, boolean])[] = [
    ['AWSTemplateFormatVersion: "2010-09-09"', true],
    ['Resources:\n  A:\n    Type: AWS::S3::Bucket', true],
    ['Resources:\n  A:\n    Type: Custom::Thing', true],
    ['Transform: AWS::Serverless-2016-10-31\nResources:\n', true],
    ['Resources:\n  A:\n    Type: Deployment', false],
    ['apiVersion: v1\nkind: Pod', false],
    ['Resources: [a, b]', false],
    ['', false],
  ];
  test.each(recognised)('%j', (text, expected) => {
    expect(readTemplate(parseYaml('t.yaml', text)) !== undefined).toBe(expected);
  });
});
