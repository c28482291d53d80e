import { describe, expect, it, onTestFinished } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { asString } from '../server/src/base/value';
import { defineRule } from '../server/src/engine/rule';
import { Workspace } from '../server/src/engine/workspace';
import { Client } from './harness/memory-connection';

const publicAcl = defineRule({
  id: 's3-test-acl',
  title: 'Public bucket',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: 'A rule for this test.',
  bad: { language: 'yaml', text: '' },
  good: { language: 'yaml', text: '' },
  references: [],
  knownAs: [],
  *check(bucket) {
    if (asString(bucket.get('AccessControl')) !== 'PublicRead') return;
    yield {
      at: bucket.at('AccessControl'),
      message: `Anyone can read ${bucket.id}.`,
      fixes: [
        {
          title: 'Make the bucket private',
          safe: true,
          changes: [bucket.set(['AccessControl'], 'Private')],
        },
      ],
    };
  },
});

const yaml = `Resources:
  # The site.
  One:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead # for now
  Two:
    Type: AWS::S3::Bucket
    Properties: {AccessControl: "PublicRead"}
`;
const json = `{
  "Resources": {
    "One": { "Type": "AWS::S3::Bucket", "Properties": { "AccessControl": "PublicRead" } },
    "Two": { "Type": "AWS::S3::Bucket", "Properties": { "AccessControl": "PublicRead" } }
  }
}
`;

async function started() {
  const client = await Client.start((settings) => new Workspace([publicAcl], settings), {
    capabilities: {
      workspace: { workspaceEdit: { documentChanges: true } },
      textDocument: {
        diagnostic: {},
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
          dataSupport: true,
          resolveSupport: { properties: ['edit'] },
        },
      },
    },
  });
  onTestFinished(() => client.stop());
  return client;
}

describe.each([
  { uri: 'file:///lake/stack.yaml', text: yaml, language: 'yaml' },
  { uri: 'file:///lake/stack.json', text: json, language: 'json' },
  { uri: 'untitled:Untitled-1', text: yaml, language: 'yaml' },
  { uri: 'untitled:Untitled-2', text: json, language: 'json' },
])('the engine behind the protocol, in $uri', ({ uri, text, language }) => {
  async function apply(client: Client, title: string): Promise<void> {
    const at = client.at(uri, 'PublicRead');
    const actions = await client.codeActions(uri, { start: at, end: at });
    const action = actions.find((offered) => offered.title === title);
    expect(actions.map((offered) => offered.title)).toContain(title);
    const { edit } = await client.request<CodeAction>('codeAction/resolve', action);
    client.apply(edit ?? {});
  }

  it('finds, repairs one, and the rest stays', async () => {
    const client = await started();
    client.open(uri, text, language);
    expect(await client.pullItems(uri)).toMatchObject([
      { code: 's3-test-acl', severity: 1, message: 'Anyone can read One.', source: 'lakewarden' },
      { message: 'Anyone can read Two.' },
    ]);
    await apply(client, 'Make the bucket private');
    expect(client.text(uri)).toBe(text.replace('PublicRead', 'Private'));
    expect(await client.pullItems(uri)).toMatchObject([{ message: 'Anyone can read Two.' }]);
  });

  it('repairs all, byte for byte around the values', async () => {
    const client = await started();
    client.open(uri, text, language);
    await apply(client, 'Fix all "Public bucket" in this file');
    expect(client.text(uri)).toBe(text.replaceAll('PublicRead', 'Private'));
    expect(await client.pullItems(uri)).toEqual([]);
  });

  it('follows what is typed', async () => {
    const client = await started();
    client.open(uri, text, language);
    await client.pull(uri);
    const start = text.lastIndexOf('PublicRead');
    for (const [i, character] of [...'Private'].entries()) {
      client.edit(uri, start + i, start + i + 1, character);
      await client.pull(uri);
    }
    client.edit(uri, start + 'Private'.length, start + 'PublicRead'.length, '');
    expect(await client.pullItems(uri)).toMatchObject([{ message: 'Anyone can read One.' }]);
  });
});

describe('a suppression', () => {
  it('that the editor writes is one that the engine accepts', async () => {
    const uri = 'file:///lake/stack.yaml';
    const client = await started();
    client.open(uri, yaml);
    const at = client.at(uri, 'PublicRead');
    const offered = await client.codeActions(uri, { start: at, end: at });
    const action = offered.find(({ title }) => title === 'Allow s3-test-acl here, with a comment');
    const { edit } = await client.request<CodeAction>('codeAction/resolve', action);
    client.apply(edit ?? {});
    expect(client.text(uri)).toContain(
      '      # lakewarden: allow s3-test-acl (say why)\n      AccessControl',
    );
    expect(await client.pullItems(uri)).toMatchObject([{ message: 'Anyone can read Two.' }]);
  });

  it('is not offered where no comment can stand', async () => {
    const uri = 'file:///lake/stack.json';
    const client = await started();
    client.open(uri, json, 'json');
    const at = client.at(uri, 'PublicRead');
    const offered = await client.codeActions(uri, { start: at, end: at });
    expect(offered.filter(({ title }) => title.startsWith('Allow'))).toEqual([]);
  });
});
