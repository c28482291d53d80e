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
