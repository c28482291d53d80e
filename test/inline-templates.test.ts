import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { editsOf } from '../server/src/engine/repair';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

const json = '{"Resources": {"Key": {"Type": "AWS::KMS::Key", "Properties": {"EnableKeyRotation": false}}}}';
const yaml = (indent: string): string =>
  [
    'Resources:',
    '  # Turned by hand.',
    '  Key:',
    '    Type: AWS::KMS::Key',
    '    Properties:',
    '      EnableKeyRotation: false',
  ]
    .map((line) => indent + line)
    .join('\n');

const template = (body: string, before = ''): string => `AWSTemplateFormatVersion: '2010-09-09'
${before}Resources:
  Everywhere:
    Type: AWS::CloudFormation::StackSet
    Properties:
      StackSetName: everywhere
      TemplateBody: ${body}
      PermissionModel: SELF_MANAGED
`;

function workspaceOf(text: string): Workspace {
  const workspace = new Workspace(
    rules.filter(({ id }) => id === 'kms-rotation-off'),
    defaultSettings,
  );
  workspace.set('lake.yaml', text);
  return workspace;
}

/** The resource of each finding, with the text that it points at. */
function foundIn(workspace: Workspace): readonly string[] {
  const text = workspace.text('lake.yaml') ?? '';
  return workspace
    .check('lake.yaml')
    .findings.map(({ resource, range }) => `${resource}: ${text.slice(range.start, range.end)}`);
}

const found = ['Key: false'];

/** How the body is written, and what is found in it. */
const bodies: readonly (readonly [name: string, body: string, expected: readonly string[]])[] = [
  ['JSON in single quotes', `'${json}'`, found],
  ['JSON in a block', `|\n        ${json}`, found],
  ['JSON in a Sub without names', `!Sub '${json}'`, found],
  ['YAML in a literal block', `|\n${yaml('        ')}`, found],
  ['YAML in a block without its last line end', `|-\n${yaml('          ')}`, found],
  ['YAML in a block with empty lines', `|\n\n${yaml('        ').replace('\n', '\n\n')}\n`, found],
  ['a Sub with names', `!Sub '${json.replace('false', '${Acl}')}'`, []],
  ['a parameter', '!Ref Body', []],
  ['something else', "'Resources'", []],
  ['half a template', `'${json.slice(0, -3)}'`, []],
];

describe('the template in a stack set', () => {
  test.each(bodies)('%s', (_, body, expected) => {
    expect(foundIn(workspaceOf(template(body)))).toEqual(expected);
  });

  test('is repaired in its place, also after it has moved', () => {
    const workspace = workspaceOf(template(`|\n${yaml('        ')}`));
    expect(foundIn(workspace)).toEqual(found);
    workspace.set('lake.yaml', template(`|\n${yaml('        ')}`, 'Description: Moves what follows.\n'));
    expect(foundIn(workspace)).toEqual(found);
    const text = workspace.text('lake.yaml') ?? '';
    const [fix] = workspace.check('lake.yaml').findings[0]?.fixes ?? [];
    const edits = fix === undefined ? undefined : editsOf(fix)?.get('lake.yaml');
    const repaired = applyEdits(text, edits ?? []);
    expect(repaired).not.toBe(text);
    expect(foundIn(workspaceOf(repaired))).toEqual([]);
    expect(repaired).toContain('      PermissionModel: SELF_MANAGED\n');
    expect(repaired).toContain('\n          # Turned by hand.\n          Key:\n');
  });

  test('gets what it lacks with the indentation of its block', () => {
    const lines = yaml('        ').replace(
      /\n *Properties:[\s\S]*/,
      '\n            Properties: {Enabled: true}',
    );
    const workspace = workspaceOf(template(`|\n${lines}`));
    const [fix] = workspace.check('lake.yaml').findings[0]?.fixes ?? [];
    const edits = fix === undefined ? undefined : editsOf(fix)?.get('lake.yaml');
    const repaired = applyEdits(workspace.text('lake.yaml') ?? '', edits ?? []);
    expect(repaired).toContain('EnableKeyRotation: true');
    expect(workspaceOf(repaired).check('lake.yaml')).toMatchObject({ findings: [], problems: [] });
  });

  test('has nothing to do with the template around it', () => {
    const workspace = new Workspace(rules, defaultSettings);
    const outer = 'Outer: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: true}}';
    workspace.set(
      'lake.yaml',
      template(`|\n${yaml('        ')}`).replace('  Everywhere', `  ${outer}\n  Everywhere`),
    );
    const { findings } = workspace.check('lake.yaml');
    expect(
      findings.filter(({ rule }) => rule === 'kms-rotation-off').map(({ resource }) => resource),
    ).toEqual(['Key']);
  });
});
