import { describe, expect, it, onTestFinished } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver';
import { Client, type Start } from './harness/memory-connection';
import { WordEngine } from './harness/word-engine';

const uri = 'file:///lake/stack.yaml';
const template = 'Resources:\r\n  A: BAD\r\n  B: fine # keep\r\n  C: BAD\r\n';
const literals = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true };
const inline = { textDocument: { diagnostic: {}, codeAction: literals } };
const lazy = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: {
    diagnostic: {},
    codeAction: { ...literals, dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
};
const snippets = {
  ...lazy,
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};

async function started(capabilities: Start['capabilities']) {
  const client = await Client.start((settings) => new WordEngine(settings), {
    ...(capabilities && { capabilities }),
  });
  onTestFinished(() => client.stop());
  return client;
}

function everywhere(client: Client): Range {
  return {
    start: { line: 0, character: 0 },
    end: { line: client.text(uri).split('\n').length, character: 0 },
  };
}

async function chosen(client: Client, title: string, range: Range): Promise<CodeAction> {
  const action = (await client.codeActions(uri, range)).find((offered) => offered.title === title);
  if (action === undefined) throw new Error(`"${title}" is not offered`);
  return action.data === undefined ? action : client.request('codeAction/resolve', action);
}

describe.each([
  { name: 'edits at once', capabilities: inline },
  { name: 'edits when chosen', capabilities: lazy },
])('code actions with $name', ({ capabilities }) => {
  it('are those of the findings in the selection, the first safe fix preferred', async () => {
    const client = await started(capabilities);
    client.open(uri, template);
    const at = client.at(uri, 'BAD');
    const actions = await client.codeActions(uri, { start: at, end: at });
    expect(actions.map(({ title, kind, isPreferred }) => ({ title, kind, isPreferred }))).toEqual([
      { title: 'Leave the word out', kind: 'quickfix', isPreferred: undefined },
      { title: 'Write GOOD', kind: 'quickfix', isPreferred: true },
      { title: 'Fix all "A bad word" in this file', kind: 'quickfix', isPreferred: undefined },
      { title: 'Allow words-bad here, with a comment', kind: 'quickfix', isPreferred: undefined },
      {
        title: 'Make all safe Lakewarden fixes in this file',
        kind: 'source.fixAll.lakewarden',
        isPreferred: undefined,
      },
    ]);
    expect(actions.some(({ edit }) => edit !== undefined)).toBe(capabilities === inline);
    expect(
      await client.codeActions(uri, { start: client.at(uri, 'fine'), end: client.at(uri, 'fine') }),
    ).toEqual([]);
  });

  it('repair, and the finding goes', async () => {
    const client = await started(capabilities);
    client.open(uri, template);
    const at = client.at(uri, 'BAD');
    const action = await chosen(client, 'Write GOOD', { start: at, end: at });
    expect(action.diagnostics).toMatchObject([{ code: 'words-bad', message: 'BAD is a bad word.' }]);
    client.apply(action.edit ?? {});
    expect(client.text(uri)).toBe(template.replace('BAD', 'GOOD'));
    expect(await client.pullItems(uri)).toHaveLength(1);
  });

  it('repair all of a kind', async () => {
    const client = await started(capabilities);
    client.open(uri, template);
    const action = await chosen(client, 'Fix all "A bad word" in this file', everywhere(client));
    client.apply(action.edit ?? {});
    expect(client.text(uri)).toBe(template.replaceAll('BAD', 'GOOD'));
    expect(await client.pullItems(uri)).toEqual([]);
  });

  it('repair everything that is safe when asked on save', async () => {
    const client = await started(capabilities);
    client.open(uri, template);
    const only = ['source.fixAll'];
    const [action, ...more] = await client.codeActions(uri, everywhere(client), { only });
    expect(more).toEqual([]);
    expect(action?.kind).toBe('source.fixAll.lakewarden');
    const whole: CodeAction = action?.edit ? action : await client.request('codeAction/resolve', action);
    client.apply(whole.edit ?? {});
    expect(client.text(uri)).toBe(template.replaceAll('BAD', 'GOOD'));
    expect(await client.codeActions(uri, everywhere(client), { only })).toEqual([]);
    expect(await client.codeActions(uri, everywhere(client), { only: ['refactor'] })).toEqual([]);
  });

  it('allow a finding with a comment above it', async () => {
    const client = await started(capabilities);
    client.open(uri, template);
    const at = client.at(uri, 'BAD');
    const action = await chosen(client, 'Allow words-bad here, with a comment', { start: at, end: at });
    client.apply(action.edit ?? {});
    const comment = '  # lakewarden: allow words-bad (say why)\r\n';
    expect(client.text(uri)).toBe(template.replace('  A:', `${comment}  A:`));
    expect(await client.pullItems(uri)).toEqual([]);
  });

  it('reach into other open files', async () => {
    const client = await started(capabilities);
    const other = 'file:///lake/other.yaml';
    client.open(other, 'Resources:\n');
    client.open(uri, 'Resources: IMPORT x\n');
    const action = await chosen(client, 'Export x', everywhere(client));
    client.apply(action.edit ?? {});
    expect(client.text(other)).toBe('Resources:\n# EXPORT x\n');
    expect(client.text(uri)).toBe('Resources: IMPORT x\n');
    expect(await client.pullItems(uri)).toEqual([]);
  });
});

describe('a code action that is chosen late', () => {
  it('is refused when the document has changed since', async () => {
    const client = await started(lazy);
    client.open(uri, template);
    const [action] = await client.codeActions(uri, everywhere(client));
    client.edit(uri, 0, 0, '# new\r\n');
    await expect(client.request('codeAction/resolve', action)).rejects.toMatchObject({ code: -32801 });
  });

  it('does what the engine says, whatever the client sends back', async () => {
    const client = await started(lazy);
    client.open(uri, template);
    const made = {
      title: 'Write GOOD',
      data: { uri, version: 1, repair: { kind: 'fix', rule: 'words-bad', at: 0, title: 'Write EVIL' } },
    };
    expect(await client.request('codeAction/resolve', made)).toEqual(made);
    const nonsense = { title: 'x', data: { uri: 7, repair: null } };
    expect(await client.request('codeAction/resolve', nonsense)).toEqual(nonsense);
  });

  it('selects the reason where the client knows snippets', async () => {
    const client = await started(snippets);
    client.open(uri, template);
    const at = client.at(uri, 'BAD');
    const action = await chosen(client, 'Allow words-bad here, with a comment', { start: at, end: at });
    expect(action.edit?.documentChanges).toEqual([
      {
        textDocument: { uri, version: 1 },
        edits: [
          {
            range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
            snippet: { kind: 'snippet', value: `  # lakewarden: allow words-bad (\${1:say why})\r\n` },
          },
        ],
      },
    ]);
  });
});
