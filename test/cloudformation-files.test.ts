import { describe, expect, test } from 'vitest';
import { deployments, show } from './models/cloudformation/deployments';

const exporting = (name: string): string => `Parameters: {Env: {Type: String}}
Resources: {Key: {Type: AWS::KMS::Key}}
Outputs: {KeyArn: {Value: !GetAtt Key.Arn, Export: {Name: ${name}}}}
`;

const importing = (name: string): string => `Parameters: {Network: {Type: String}, Env: {Type: String}}
Resources: {R: {Type: Custom::R, Properties: {P: {Fn::ImportValue: ${name}}}}}
`;

/** The name of the import, the names of the exports of other files, and what is imported. */
const imports: readonly (readonly [
  name: string,
  imported: string,
  exports: readonly string[],
  found: unknown,
])[] = [
  ['a literal name', 'lake-key', ['lake-key'], '<Key.Arn>'],
  ['a literal name of two exports', 'lake-key', ['lake-key', 'lake-key'], '<lake-key>'],
  ['a literal name that nobody exports', 'lake-key', ['other-key'], '<lake-key>'],
  ['a stack name by parameter', '!Sub "${Network}-key"', ['!Sub "${AWS::StackName}-key"'], '<Key.Arn>'],
  ['a stack name by join', '!Join ["-", [!Ref Network, key]]', ['!Sub "${AWS::StackName}-key"'], '<Key.Arn>'],
  ['an export by join', '!Sub "${Network}-key"', ['!Join ["-", [!Ref AWS::StackName, key]]'], '<Key.Arn>'],
  ['an environment', '!Sub "${Env}-key"', ['!Sub "${Env}-key"'], '<Key.Arn>'],
  ['a parameter, and a literal export', '!Sub "${Network}-key"', ['prod-key'], '<Key.Arn>'],
  [
    'a parameter, and two exports',
    '!Sub "${Network}-key"',
    ['!Sub "${AWS::StackName}-key"', 'prod-key'],
    '<>',
  ],
  ['a parameter, and another tail', '!Sub "${Network}-key"', ['!Sub "${AWS::StackName}-vpc"'], '<>'],
  ['a whole name by parameter', '!Ref Network', ['!Sub "${AWS::StackName}-key"'], '<>'],
  ['a tail that says nothing', '!Sub "${Network}-1"', ['!Sub "${AWS::StackName}-1"'], '<>'],
  ['two parameters', '!Sub "${Network}-${Env}-key"', ['!Sub "${AWS::StackName}-key"'], '<>'],
];

describe('what ImportValue finds in the workspace', () => {
  test.each(imports)('%s', (_, imported, exports, found) => {
    const files = Object.fromEntries(exports.map((name, index) => [`e${index}.yaml`, exporting(name)]));
    const stack = deployments({ ...files, 'i.yaml': importing(imported) })([]).stack('i.yaml');
    expect(show(stack?.resource('R')?.get('P'))).toBe(found);
  });

  test('is never the importing stack itself', () => {
    const text = importing('lake-key') + exporting('lake-key').slice(exporting('').indexOf('Outputs'));
    expect(show(deployments({ 'i.yaml': text })([]).stack('i.yaml')?.resource('R')?.get('P'))).toBe(
      '<lake-key>',
    );
  });
});

const storing = (name: string): string => `Parameters: {Team: {Type: String}, Env: {Type: String}}
Resources:
  Key: {Type: AWS::KMS::Key}
  Stored: {Type: AWS::SSM::Parameter, Properties: {Type: String, Name: ${name}, Value: !GetAtt Key.Arn}}
`;

const using = (value: string): string => `Parameters:
  Team: {Type: String}
  Other: {Type: String}
  Path: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /lake/key}
  Open: {Type: 'AWS::SSM::Parameter::Value<String>'}
  Plain: {Type: String, Default: /lake/key}
Resources: {R: {Type: Custom::R, Properties: {P: ${value}}}}
`;

/** What is written, the names of the parameters that other files store, and what it is. */
const stores: readonly (readonly [what: string, value: string, names: readonly string[], found: unknown])[] =
  [
    ['a literal name', '"{{resolve:ssm:/lake/key}}"', ['/lake/key'], '<Key.Arn>'],
    ['a version', '"{{resolve:ssm:/lake/key:3}}"', ['/lake/key'], '<Key.Arn>'],
    [
      'within a text',
      '!Sub "${AWS::Region}/{{resolve:ssm:/lake/key}}/x"',
      ['/lake/key'],
      '<AWS::Region>/<Key.Arn>/x',
    ],
    ['twice', '"{{resolve:ssm:/lake/key}} {{resolve:ssm:/lake/key}}"', ['/lake/key'], '<Key.Arn> <Key.Arn>'],
    ['by join', '!Join ["", ["{{resolve:ssm:/lake/", key, "}}"]]', ['/lake/key'], '<Key.Arn>'],
    ['the same parameter', '!Sub "{{resolve:ssm:/${Team}/key}}"', ['!Sub "/${Team}/key"'], '<Key.Arn>'],
    [
      'the same parameter by join',
      '!Sub "{{resolve:ssm:/${Team}/key}}"',
      ['!Join [/, ["", !Ref Team, key]]'],
      '<Key.Arn>',
    ],
    [
      'the same region',
      '!Sub "{{resolve:ssm:/${AWS::Region}/key}}"',
      ['!Sub "/${AWS::Region}/key"'],
      '<Key.Arn>',
    ],
    ['a name by a parameter with a default', '!Ref Path', ['/lake/key'], '<Key.Arn>'],
    [
      'another parameter',
      '!Sub "{{resolve:ssm:/${Other}/key}}"',
      ['!Sub "/${Team}/key"'],
      '{{resolve:ssm:/<Other>/key}}',
    ],
    [
      'the name of another stack',
      '!Sub "{{resolve:ssm:/${AWS::StackName}/key}}"',
      ['!Sub "/${AWS::StackName}/key"'],
      '{{resolve:ssm:/<AWS::StackName>/key}}',
    ],
    [
      'two that store it',
      '"{{resolve:ssm:/lake/key}}"',
      ['/lake/key', '/lake/key'],
      '{{resolve:ssm:/lake/key}}',
    ],
    ['nobody that stores it', '"{{resolve:ssm:/lake/key}}"', ['/lake/keys'], '{{resolve:ssm:/lake/key}}'],
    [
      'another account',
      '"{{resolve:ssm:arn:aws:ssm:eu-west-1:111122223333:parameter/lake/key}}"',
      ['/lake/key'],
      '{{resolve:ssm:arn:aws:ssm:eu-west-1:111122223333:parameter/lake/key}}',
    ],
    [
      'a secure string',
      '"{{resolve:ssm-secure:/lake/key}}"',
      ['/lake/key'],
      '{{resolve:ssm-secure:/lake/key}}',
    ],
    ['a half-typed name', '"{{resolve:ssm:/lake/key"', ['/lake/key'], '{{resolve:ssm:/lake/key'],
    ['a parameter without a default', '!Ref Open', ['/lake/key'], '<Open>'],
    ['a parameter that is no name', '!Ref Plain', ['/lake/key'], '<Plain>'],
  ];

describe('what the parameter store holds, as the workspace fills it', () => {
  test.each(stores)('%s', (_, value, names, found) => {
    const files = Object.fromEntries(names.map((name, index) => [`s${index}.yaml`, storing(name)]));
    const stack = deployments({ ...files, 'u.yaml': using(value) })([]).stack('u.yaml');
    expect(show(stack?.resource('R')?.get('P'))).toBe(found);
  });

  test('a parameter that tells its own value is not known', () => {
    const text = storing('/lake/key').replace('!GetAtt Key.Arn', '"{{resolve:ssm:/lake/key}}"');
    const stack = deployments({ 's.yaml': text })([]).stack('s.yaml');
    expect(show(stack?.resource('Stored')?.get('Value'))).toBe('{{resolve:ssm:/lake/key}}');
  });

  test('the parent gives the name, or the parameter itself', () => {
    for (const name of ['/lake/key', '!Ref Stored']) {
      const above = `${storing('/lake/key')}  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./u.yaml, Parameters: {Open: ${name}}}}\n`;
      const within = deployments({ 's.yaml': above, 'u.yaml': using('!Ref Open') })([]);
      expect(show(within.contexts('u.yaml')[0]?.resource('R')?.get('P'))).toBe('<Key.Arn>');
    }
  });

  test('is joined in the stack that a parent deploys', () => {
    const above = `Resources:
  Own: {Type: AWS::KMS::Key}
  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./s.yaml, Parameters: {Key: !GetAtt Own.Arn}}}
`;
    const below = `Parameters: {Key: {Type: String}}
Resources: {Stored: {Type: AWS::SSM::Parameter, Properties: {Type: String, Name: /lake/key, Value: !Ref Key}}}
Outputs: {KeyArn: {Value: !Ref Key, Export: {Name: lake-key}}}
`;
    for (const value of ['"{{resolve:ssm:/lake/key}}"', '!ImportValue lake-key']) {
      const within = deployments({ 'p.yaml': above, 's.yaml': below, 'u.yaml': using(value) })([]);
      expect(show(within.stack('u.yaml')?.resource('R')?.get('P'))).toBe('<Own.Arn>');
    }
  });
});

const child = 'Resources: {Bucket: {Type: AWS::S3::Bucket}}\nOutputs: {Name: {Value: !Ref Bucket}}\n';
const parent = (property: string): string => `Parameters: {Prefix: {Type: String}, Host: {Type: String}}
Resources:
  Child: {Type: AWS::CloudFormation::Stack, Properties: {${property}}}
  R: {Type: Custom::R, Properties: {P: !GetAtt Child.Outputs.Name}}
`;

/** Where the parent says that the child lies, the other files, and whether it is found. */
const places: readonly (readonly [name: string, url: string, files: readonly string[], found: boolean])[] = [
  ['a path', './nested/child.yaml', ['app/nested/child.yaml'], true],
  ['a path upwards', '../shared/child.yaml', ['shared/child.yaml'], true],
  ['a path to nothing', './nested/child.yaml', ['app/child.yaml'], false],
  ['an address', 'https://s3.amazonaws.com/bucket/v1/nested/child.yaml', ['app/nested/child.yaml'], true],
  [
    'an address in another style',
    'https://bucket.s3.amazonaws.com/nested/child.yaml',
    ['app/nested/child.yaml'],
    true,
  ],
  [
    'an address with two files',
    'https://s3.amazonaws.com/b/nested/child.yaml',
    ['app/nested/child.yaml', 'app/child.yaml'],
    false,
  ],
  ['an address elsewhere', 'https://s3.amazonaws.com/b/child.yaml', ['other/child.yaml'], false],
  [
    'an address with a bucket',
    '!Sub "https://${Host}.s3.amazonaws.com/nested/child.yaml"',
    ['app/nested/child.yaml'],
    true,
  ],
  [
    'an address with a prefix',
    '!Sub "https://${Host}/${Prefix}nested/child.yaml"',
    ['app/nested/child.yaml'],
    true,
  ],
  ['a prefix that may end a name', '!Sub "https://${Host}/${Prefix}child.yaml"', ['app/child.yaml'], false],
  [
    'an address by join',
    '!Join ["/", ["https:/", !Ref Host, nested/child.yaml]]',
    ['app/nested/child.yaml'],
    true,
  ],
  ['an address by parameter', '!Ref Host', ['app/child.yaml'], false],
  [
    'a file chosen at deployment',
    '!Sub "https://s3.amazonaws.com/b/${Prefix}.yaml"',
    ['app/child.yaml'],
    false,
  ],
];

describe('the template of a nested stack', () => {
  test.each(places)('%s', (_, url, files, found) => {
    const children = Object.fromEntries(files.map((file) => [file, child]));
    const within = deployments({ ...children, 'app/parent.yaml': parent(`TemplateURL: ${url}`) })([]);
    expect(show(within.stack('app/parent.yaml')?.resource('R')?.get('P'))).toBe(
      found ? '<Bucket>' : '<Child.Outputs.Name>',
    );
    if (found) expect(within.contexts(files[0] ?? '')[0]?.id).toBe('app/parent.yaml#Child');
  });

  test('that the CDK has noted beside an address', () => {
    const text = parent('TemplateURL: "https://s3.amazonaws.com/assets/0a1b2c3d.json"').replace(
      'Properties',
      'Metadata: {"aws:asset:path": child.yaml, "aws:asset:property": TemplateURL}, Properties',
    );
    const within = deployments({ 'app/child.yaml': child, 'app/parent.yaml': text })([]);
    expect(show(within.stack('app/parent.yaml')?.resource('R')?.get('P'))).toBe('<Bucket>');
    expect(within.contexts('app/child.yaml')[0]?.id).toBe('app/parent.yaml#Child');
  });

  test('of a SAM application', () => {
    const text = parent('Location: ./child.yaml').replace(
      'AWS::CloudFormation::Stack',
      'AWS::Serverless::Application',
    );
    const within = deployments({ 'app/child.yaml': child, 'app/parent.yaml': text })([]);
    expect(show(within.stack('app/parent.yaml')?.resource('R')?.get('P'))).toBe('<Bucket>');
  });
});
