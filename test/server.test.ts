import { describe, expect, it, onTestFinished } from 'vitest';
import { CancellationTokenSource, type DocumentDiagnosticReport } from 'vscode-languageserver';
import type { MakeEngine } from '../server/src/lsp/engine';
import { Client, type Start } from './harness/memory-connection';
import { WordEngine } from './harness/word-engine';

const uri = 'file:///lake/stack.yaml';
const template = 'Resources:\n  A: BAD\n  B: fine\n  C: BAD\n';

async function started(start: Start = {}, make: MakeEngine = (settings) => new WordEngine(settings)) {
  const client = await Client.start(make, start);
  onTestFinished(() => client.stop());
  return client;
}

const pulling = { textDocument: { diagnostic: {} } } as const;
const able = {
  workspace: { workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true } },
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
    hover: { contentFormat: ['markdown'] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
} as const satisfies Start['capabilities'];

describe('a client that can do nothing', () => {
  it('is sent diagnostics, and is not asked anything', async () => {
    const client = await started();
    expect(client.result.capabilities.diagnosticProvider).toBeUndefined();
    client.open(uri, template);
    await client.settle();
    expect(client.pushed).toEqual([
      {
        uri,
        diagnostics: [
          {
            range: { start: { line: 1, character: 5 }, end: { line: 1, character: 8 } },
            severity: 2,
            code: 'words-bad',
            source: 'lakewarden',
            message: 'BAD is a bad word.',
          },
          expect.objectContaining({
            range: { start: { line: 3, character: 5 }, end: { line: 3, character: 8 } },
          }),
        ],
      },
    ]);
    expect(client.registered).toEqual([]);
  });

  it('sees diagnostics change with the text, and go when the document is closed', async () => {
    const client = await started();
    client.open(uri, template);
    await client.settle();
    client.edit(uri, template.indexOf('BAD'), template.indexOf('BAD') + 3, 'well');
    await client.settle();
    expect(client.shown(uri)).toEqual(['BAD is a bad word.']);
    client.close(uri);
    await client.settle();
    expect(client.shown(uri)).toEqual([]);
  });

  it('is sent one answer for a burst of edits, with the version it is for', async () => {
    const capabilities = { textDocument: { publishDiagnostics: { versionSupport: true } } };
    const client = await started({ capabilities });
    client.open(uri, template);
    await client.settle();
    const before = client.pushed.length;
    for (let i = 0; i < 20; i++) client.edit(uri, 0, 0, '#\n');
    await client.settle();
    expect(client.pushed.length - before).toBeLessThan(5);
    expect(client.pushed.at(-1)).toMatchObject({ version: 21, diagnostics: [{}, {}] });
  });

  it('is sent nothing for files that are none of ours', async () => {
    const client = await started();
    client.open('file:///lake/notes.yaml', 'groceries: BAD\n');
    await client.settle();
    expect(client.pushed).toEqual([]);
  });

  it('sees diagnostics go when the file stops being one of ours', async () => {
    const client = await started();
    client.open(uri, template);
    await client.settle();
    client.change(uri, { text: 'nothing: BAD' });
    await client.settle();
    expect(client.shown(uri)).toEqual([]);
  });

  it('may leave versions out', async () => {
    const client = await started();
    client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', text: template } });
    client.notify('textDocument/didChange', {
      textDocument: { uri },
      contentChanges: [{ text: 'Resources: fine' }],
    });
    await client.settle();
    expect(client.shown(uri)).toEqual([]);
  });

  it('gets commands in the place of code actions, and edits without versions', async () => {
    const client = await started();
    client.open(uri, template);
    const at = client.at(uri, 'BAD');
    const commands = await client.codeActions(uri, { start: at, end: at });
    const command = commands.find(({ title }) => title === 'Write GOOD');
    await client.request('workspace/executeCommand', {
      command: command?.command,
      arguments: command?.arguments,
    });
    expect(client.text(uri)).toBe(template);
    const applying = await started({ capabilities: { workspace: { applyEdit: true } } });
    applying.open(uri, template);
    await applying.request('workspace/executeCommand', {
      command: command?.command,
      arguments: command?.arguments,
    });
    expect(applying.text(uri)).toBe(template.replace('BAD', 'GOOD'));
  });
});

describe('a client that asks for diagnostics', () => {
  it('is never sent any', async () => {
    const client = await started({ capabilities: pulling });
    expect(client.result.capabilities.diagnosticProvider).toEqual({
      identifier: 'lakewarden',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    client.open(uri, template);
    expect(await client.pullItems(uri)).toHaveLength(2);
    client.change(uri, { text: `${template}  D: BAD\n` });
    expect(await client.pullItems(uri)).toHaveLength(3);
    client.close(uri);
    await client.settle();
    expect(client.pushed).toEqual([]);
  });

  it('is told when nothing has changed', async () => {
    const client = await started({ capabilities: pulling });
    client.open(uri, template);
    const first = await client.pull(uri);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    client.edit(uri, template.length, template.length, '# the same findings\n');
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    client.edit(uri, 0, 0, '\n');
    expect((await client.pull(uri, first.resultId)).kind).toBe('full');
  });

  it('gets documentation and related places where it shows them', async () => {
    const client = await started({ capabilities: able });
    client.open(uri, template);
    expect((await client.pullItems(uri))[0]).toMatchObject({
      codeDescription: { href: 'https://github.com/lakewarden/lakewarden/blob/main/RULES.md#words-bad' },
      relatedInformation: [
        {
          location: { uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } } },
          message: 'in these resources',
        },
      ],
    });
  });

  it('is answered for the newest of several waiting edits only', async () => {
    let engine: WordEngine | undefined;
    const client = await started({ capabilities: pulling }, (settings) => {
      engine = new WordEngine(settings);
      return engine;
    });
    client.open(uri, template);
    await client.pull(uri);
    const before = engine?.checks ?? 0;
    const asked: Promise<DocumentDiagnosticReport>[] = [];
    for (let i = 0; i < 5; i++) {
      client.edit(uri, 0, 0, '#\n');
      asked.push(client.pull(uri));
    }
    const answers = await Promise.allSettled(asked);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(answers.at(-1)?.status).toBe('fulfilled');
    for (const answer of refused) {
      expect(answer).toMatchObject({ reason: { code: -32802, data: { retriggerRequest: true } } });
    }
    expect((engine?.checks ?? 0) - before).toBe(5 - refused.length);
    expect(refused.length).toBeGreaterThan(0);
  });

  it('may cancel', async () => {
    const client = await started({ capabilities: pulling });
    client.open(uri, template);
    const stop = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri } },
      stop.token,
    );
    stop.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    expect(await client.pullItems(uri)).toHaveLength(2);
  });

  it('is asked to ask again when an edit changes the findings of another open file', async () => {
    const client = await started({ capabilities: able });
    const other = 'file:///lake/other.yaml';
    client.open(uri, 'Resources:\n  A: IMPORT x\n');
    client.open(other, 'Resources:\n');
    expect(await client.pullItems(uri)).toHaveLength(1);
    await client.pull(other);
    client.edit(other, 0, 0, '# EXPORT x\n');
    await expect.poll(() => client.refreshes).toBe(1);
    expect(await client.pullItems(uri)).toEqual([]);
  });
});

describe('hover', () => {
  it('explains the finding, then the place', async () => {
    const client = await started({ capabilities: able });
    client.open(uri, template);
    const finding = await client.request('textDocument/hover', {
      textDocument: { uri },
      position: client.at(uri, 'BAD'),
    });
    expect(finding).toMatchObject({
      contents: {
        kind: 'markdown',
        value: [
          '**A bad word** ([words-bad](https://github.com/lakewarden/lakewarden/blob/main/RULES.md#words-bad))',
          'Bad words are read by everyone. They are fine in quotations.',
          '- <https://docs.aws.amazon.com/words>',
          'Known as: Checkov CKV_WORD_1',
        ].join('\n\n'),
      },
    });
    const place = await client.request('textDocument/hover', {
      textDocument: { uri },
      position: client.at(uri, 'Resources'),
    });
    expect(place).toMatchObject({ contents: { value: '`Resources` of a stack' } });
  });

  it('is plain text for clients that know nothing else', async () => {
    const client = await started();
    client.open(uri, template);
    const position = client.at(uri, 'BAD');
    const answer = await client.request('textDocument/hover', { textDocument: { uri }, position });
    expect(answer).toMatchObject({
      contents: { kind: 'plaintext', value: expect.stringMatching(/^A bad word \(words-bad\)\n\n/) },
    });
  });

  it('says nothing where there is nothing to say', async () => {
    const client = await started();
    client.open(uri, template);
    const position = client.at(uri, 'fine');
    expect(await client.request('textDocument/hover', { textDocument: { uri }, position })).toBeNull();
  });
});

describe('robustness', () => {
  it('survives a check that throws, logs it once, and tells no text of the file', async () => {
    const client = await started({ capabilities: pulling });
    client.open(uri, 'Resources: THROW hunter2');
    for (let i = 0; i < 3; i++) {
      expect(await client.pullItems(uri)).toEqual([]);
      const position = { line: 0, character: 1 };
      expect(await client.request('textDocument/hover', { textDocument: { uri }, position })).toBeNull();
    }
    expect(client.logged).toHaveLength(2);
    expect(client.logged.join('\n')).toMatch(/check failed with Error[\s\S]*hover failed with Error/);
    expect(client.logged.join('\n')).not.toMatch(/hunter2|THROW/);
    client.change(uri, { text: template });
    expect(await client.pullItems(uri)).toHaveLength(2);
  });

  it('refuses unknown requests and malformed parameters, and goes on', async () => {
    const client = await started();
    await expect(client.request('textDocument/nonsense', {})).rejects.toMatchObject({ code: -32601 });
    await expect(client.request('lakewarden/status', {})).rejects.toMatchObject({ code: -32602 });
    await expect(client.request('workspace/executeCommand', { command: 'rm' })).rejects.toMatchObject({
      code: -32602,
    });
    client.notify('$/nonsense', {});
    client.notify('textDocument/didChange', { textDocument: { uri }, contentChanges: [{ text: '' }] });
    client.notify('textDocument/didClose', { textDocument: { uri } });
    expect(
      await client.codeActions(uri, { start: { line: 9, character: 9 }, end: { line: 9, character: 9 } }),
    ).toEqual([]);
    client.open(uri, template);
    await client.settle();
    expect(client.shown(uri)).toHaveLength(2);
  });
});

describe('own requests', () => {
  it('say why a file is checked or not', async () => {
    const client = await started();
    client.open(uri, template);
    client.open('untitled:Untitled-1', 'groceries: BAD');
    expect(await client.request('lakewarden/status', { uri })).toEqual({
      kind: 'template',
      findings: 2,
      checked: true,
      why: 'Checked as a template.',
    });
    expect(await client.request('lakewarden/status', { uri: 'untitled:Untitled-1' })).toMatchObject({
      kind: 'other',
      checked: false,
    });
    const command = { command: 'lakewarden.server.status', arguments: [{ uri }] };
    expect(await client.request('workspace/executeCommand', command)).toMatchObject({ findings: 2 });
  });

  it('explain access', async () => {
    const client = await started();
    client.open(uri, template);
    const params = { uri, position: { line: 0, character: 0 } };
    expect(await client.request('lakewarden/explainAccess', params)).toEqual({
      markdown: '`Resources` of a stack',
    });
  });
});
