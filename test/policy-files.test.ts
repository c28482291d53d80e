import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

const include = (location: string, name = 'AWS::Include'): string =>
  `{Fn::Transform: {Name: ${name}, Parameters: {Location: ${location}}}}`;

const template = (document: string): string => `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Place: {Type: String}
Resources:
  Reader:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: ${document}
`;

const wide = `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }]
}
`;
const narrow = wide.replace('"*"', '"s3:ListBucket"').replace('"*"', '"arn:aws:s3:::raw"');

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const active = rules.filter(({ id }) => id === 'iam-admin');
  const workspace = new Workspace(active, defaultSettings);
  for (const [file, text] of Object.entries(files)) workspace.set(file, text);
  return workspace;
}

/** Who is said to have the permissions that a policy file gives. */
function holders(workspace: Workspace, file: string): readonly (string | undefined)[] {
  return workspace.check(file).findings.map(({ resource }) => resource);
}

/** What the template writes, and whether the policy beside it is seen to be used. */
const places: readonly (readonly [name: string, document: string, used: boolean])[] = [
  ['a local path', include('./policies/wide.json'), true],
  ['a path without dots', include('policies/wide.json'), true],
  ['the short form', '!Transform {Name: AWS::Include, Parameters: {Location: policies/wide.json}}', true],
  ['a file that is not there', include('./policies/other.json'), false],
  ['an address', include('s3://snippets/policies/wide.json'), false],
  ['a place by parameter', include('!Ref Place'), false],
  ['a macro of another name', include('./policies/wide.json', 'OurMacro'), false],
];

describe('a policy in a file of its own', () => {
  test.each(places)('%s', (_, document, used) => {
    const workspace = workspaceOf({ 'app/lake.yaml': template(document), 'app/policies/wide.json': wide });
    expect(workspace.check('app/lake.yaml').findings).toEqual([]);
    expect(holders(workspace, 'app/policies/wide.json')).toEqual([used ? 'Reader' : undefined]);
  });

  test('is checked again when it changes, and when the template does', () => {
    const workspace = workspaceOf({ 'lake.yaml': template(include('./wide.json')), 'wide.json': wide });
    expect(holders(workspace, 'wide.json')).toEqual(['Reader']);
    workspace.set('wide.json', narrow);
    expect(holders(workspace, 'wide.json')).toEqual([]);
    workspace.set('wide.json', wide);
    expect(holders(workspace, 'wide.json')).toEqual(['Reader']);
    workspace.set('lake.yaml', template(include('./wide.json')).replace('Reader', 'Writer'));
    expect(workspace.stale()).toContain('wide.json');
    expect(holders(workspace, 'wide.json')).toEqual(['Writer']);
    workspace.delete('lake.yaml');
    expect(holders(workspace, 'wide.json')).toEqual([undefined]);
  });
});

/** Where a policy stands that allows everything, and whether somebody gets permissions by it. */
const names: readonly (readonly [file: string, gives: boolean])[] = [
  ['policies/reader.json', true],
  ['descope.json', true],
  ['policies/etl-boundary.json', false],
  ['PermissionsBoundary.json', false],
  ['permission-boundaries/etl.json', false],
  ['lake_scp.json', false],
  ['scps/lake.json', false],
  ['service_control_policies/lake.json', false],
  ['boundaries/policies/nightly/reader.json', true],
];

describe('a policy that only allows limits where its file is called so', () => {
  test.each(names)('%s', (file, gives) => {
    expect(workspaceOf({ [file]: wide }).check(file).findings).toHaveLength(gives ? 1 : 0);
  });
});
