import { describe, expect, it, onTestFinished } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import type { FileAccess } from '../server/src/lsp/workspace-files';
import { Client, type Start } from './harness/memory-connection';
import { WordEngine } from './harness/word-engine';

const uri = 'file:///lake/stack.yaml';
const importing = 'Resources:\n  A: IMPORT x\n';
const missing = ['Nobody exports x.'];

/** A disk that holds the given texts, which a test may change. */
function disk(texts: Record<string, string>): FileAccess {
  return {
    async *list(folder) {
      yield* Object.keys(texts).filter((name) => name.startsWith(`${folder}/`));
    },
    read: async (file) => texts[file],
  };
}

async function started(start: Start = {}) {
  const client = await Client.start((settings) => new WordEngine(settings), start);
  onTestFinished(() => client.stop());
  return client;
}

const folders = ['file:///lake'];
const withFolders = { workspace: { workspaceFolders: true } };

describe('the files of a workspace folder', () => {
  it('are known without being open', async () => {
    const texts = { '/lake/stack.yaml': importing, '/lake/exports.yaml': 'Resources:\n# EXPORT x\n' };
    const client = await started({ folders, files: disk(texts) });
    client.open(uri, importing);
    await expect.poll(() => client.shown(uri)).toEqual([]);
  });

  it('are looked at when the client has one root and no folders', async () => {
    const texts = { '/lake/a/exports.yaml': 'Resources:\n# EXPORT x\n' };
    const client = await started({ root: 'file:///lake/', files: disk(texts) });
    client.open(uri, importing);
    await expect.poll(() => client.shown(uri)).toEqual([]);
  });

  it('give way to what is open, and come back when it is closed', async () => {
    const other = 'file:///lake/exports.yaml';
    const texts = { '/lake/exports.yaml': 'Resources:\n# EXPORT x\n' };
    const client = await started({ folders, files: disk(texts) });
    client.open(uri, importing);
    client.open(other, 'Resources:\n');
    await expect.poll(() => client.shown(uri)).toEqual(missing);
    client.close(other);
    await expect.poll(() => client.shown(uri)).toEqual([]);
  });

  it('that are open are not overwritten by what the disk says', async () => {
    const texts: Record<string, string> = { '/lake/stack.yaml': 'Resources:\n' };
    const client = await started({ folders, files: disk(texts) });
    client.open(uri, importing);
    await expect.poll(() => client.shown(uri)).toEqual(missing);
    texts['/lake/stack.yaml'] = 'Resources: BAD\n';
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await client.settle();
    expect(client.shown(uri)).toEqual(missing);
  });

  it('are read again when they change on the disk', async () => {
    const texts: Record<string, string> = {};
    const capabilities = {
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
    };
    const client = await started({ folders, files: disk(texts), capabilities });
    client.open(uri, importing);
    await expect.poll(() => client.shown(uri)).toEqual(missing);
    expect(client.registered).toContain('workspace/didChangeWatchedFiles');
    texts['/lake/exports.yaml'] = 'Resources:\n# EXPORT x\n';
    const changed = (type: number) =>
      client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: 'file:///lake/exports.yaml', type }],
      });
    changed(1);
    await expect.poll(() => client.shown(uri)).toEqual([]);
    delete texts['/lake/exports.yaml'];
    changed(3);
    await expect.poll(() => client.shown(uri)).toEqual(missing);
  });

  it('of a folder that is added and taken away are known meanwhile', async () => {
    const texts = { '/lake/exports.yaml': 'Resources:\n# EXPORT x\n' };
    const client = await started({ files: disk(texts), capabilities: withFolders });
    client.open(uri, importing);
    await expect.poll(() => client.shown(uri)).toEqual(missing);
    const folder = { uri: 'file:///lake', name: 'work' };
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } });
    await expect.poll(() => client.shown(uri)).toEqual([]);
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } });
    await expect.poll(() => client.shown(uri)).toEqual(missing);
  });

  it('that cannot be listed harm nothing', async () => {
    const files: FileAccess = {
      list: () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => Promise.reject(new Error('/home/ann/secret is unreadable')),
        }),
      }),
      read: async () => undefined,
    };
    const client = await started({ folders, files });
    client.open(uri, importing);
    await expect.poll(() => client.shown(uri)).toEqual(missing);
    expect(client.logged.join()).not.toContain('secret');
  });
});

describe('scanning the workspace', () => {
  const texts = {
    '/lake/a.yaml': 'Resources: BAD',
    '/lake/b.yaml': 'BAD',
    '/lake/c.json': 'Resources BAD BAD',
  };

  it('sends the findings of files that are not open', async () => {
    const client = await started({ folders, files: disk(texts) });
    expect(await client.request('lakewarden/scanWorkspace')).toEqual({ files: 2, findings: 3 });
    await expect.poll(() => client.shown('file:///lake/c.json')).toHaveLength(2);
    expect(client.shown('file:///lake/a.yaml')).toHaveLength(1);
    expect(client.shown('file:///lake/b.yaml')).toBeUndefined();
  });

  it('lets a client ask for them; the answer waits until there is news', async () => {
    const capabilities = { textDocument: { diagnostic: {} } };
    const client = await started({ folders, files: disk(texts), capabilities });
    const first = client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const command = { command: 'lakewarden.server.scanWorkspace' };
    expect(await client.request('workspace/executeCommand', command)).toEqual({ files: 2, findings: 3 });
    // What was asked before the scan may be answered by what was known then.
    let { items } = await first;
    if (items.length === 0) {
      ({ items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
        previousResultIds: [],
      }));
    }
    const found = items.map((item) => [item.uri, item.kind === 'full' ? item.items.length : item.kind]);
    expect(found).toEqual([
      ['file:///lake/a.yaml', 1],
      ['file:///lake/c.json', 2],
    ]);
    const previousResultIds = items.map((item) => ({ uri: item.uri, value: item.resultId ?? '' }));
    const second = client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
    client.open('file:///lake/a.yaml', 'Resources: fine');
    const news = await second;
    expect(news.items).toEqual([expect.objectContaining({ uri: 'file:///lake/c.json', kind: 'unchanged' })]);
    expect(client.pushed).toEqual([]);
  });
});

describe('settings', () => {
  const strict = ['BAD is a bad word.', 'WORSE is a bad word.'];
  const lenient = ['BAD is a bad word.'];
  const text = 'Resources: BAD WORSE\n';

  it('come with the start of a client that cannot be asked', async () => {
    const client = await started({ initializationOptions: { lakewarden: { profile: 'strict' } } });
    client.open(uri, text);
    await expect.poll(() => client.shown(uri)).toEqual(strict);
  });

  it('that a client sends are in force at once', async () => {
    const client = await started();
    client.open(uri, text);
    await expect.poll(() => client.shown(uri)).toEqual(lenient);
    client.notify('workspace/didChangeConfiguration', { settings: { lakewarden: { profile: 'strict' } } });
    await expect.poll(() => client.shown(uri)).toEqual(strict);
  });

  it('are asked for, for each folder, where the client answers', async () => {
    const asked: (string | undefined)[] = [];
    let profile = 'strict';
    const client = await started({
      folders,
      files: disk({}),
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: { diagnostic: {} },
      },
      configuration: (section, scope) => {
        expect(section).toBe('lakewarden');
        asked.push(scope);
        return { profile };
      },
    });
    client.open(uri, text);
    expect(await client.pullItems(uri)).toHaveLength(2);
    expect(asked).toEqual(['file:///lake', undefined]);
    expect(client.registered).toContain('workspace/didChangeConfiguration');
    profile = 'recommended';
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await expect.poll(() => client.pullItems(uri)).toHaveLength(1);
  });

  it('that are nonsense are the defaults', async () => {
    const client = await started({ initializationOptions: { profile: 7, rules: [], allowedRegions: 'x' } });
    client.open(uri, text);
    await expect.poll(() => client.shown(uri)).toEqual(lenient);
  });

  it('in the folder win over those of the editor, also while they are edited', async () => {
    const config = 'file:///lake/lakewarden.config.yaml';
    const texts = { '/lake/lakewarden.config.yaml': 'profile: strict\n' };
    const client = await started({
      folders,
      files: disk(texts),
      initializationOptions: { profile: 'recommended' },
    });
    client.open(uri, text);
    await expect.poll(() => client.shown(uri)).toEqual(strict);
    client.open(config, 'profile: recommended\n');
    await expect.poll(() => client.shown(uri)).toEqual(lenient);
    // Half typed: what was read last stays in force.
    client.change(config, { text: 'profile: [st' });
    await client.settle();
    expect(client.shown(uri)).toEqual(lenient);
    client.change(config, { text: 'profile: strict' });
    await expect.poll(() => client.shown(uri)).toEqual(strict);
  });

  it('can leave files out', async () => {
    const config = 'file:///lake/lakewarden.config.yaml';
    const texts = { '/lake/exports.yaml': 'Resources:\n# EXPORT x\n' };
    const client = await started({ folders, files: disk(texts) });
    client.open(uri, importing);
    await expect.poll(() => client.shown(uri)).toEqual([]);
    client.open(config, 'ignore: [exports.yaml]\n');
    await expect.poll(() => client.shown(uri)).toEqual(missing);
    client.change(config, { text: 'ignore: [stack.yaml]\n' });
    await expect.poll(() => client.shown(uri)).toEqual([]);
    client.change(config, { text: 'ignore: []\n' });
    await client.settle();
    client.edit(uri, 0, 0, '# BAD\n');
    await expect.poll(() => client.shown(uri)).toEqual(['BAD is a bad word.']);
  });

  it('that the client never tells are the defaults after a while', async () => {
    const client = await started({
      capabilities: { workspace: { configuration: true } },
      configuration: () => new Promise(() => {}),
    });
    client.open(uri, text);
    await expect.poll(() => client.shown(uri), { timeout: 5000 }).toEqual(lenient);
  });
});
