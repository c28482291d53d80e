import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { nodeFiles } from '../server/src/lsp/node-files';
import { uriOf } from '../server/src/lsp/uri';

let folder = '';
let program = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakewarden server '));
  program = join(folder, 'server.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'harness/word-server.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function overStreams(...args: readonly string[]): { child: ChildProcess; connection: MessageConnection } {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  return { child, connection };
}

function overMessages(): { child: ChildProcess; connection: MessageConnection } {
  const child = fork(program, ['--node-ipc'], { execArgv: [] });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  return { child, connection };
}

async function initialize(connection: MessageConnection, rootUri: string | null = null): Promise<void> {
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri, capabilities: {} });
  await connection.sendNotification('initialized', {});
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

describe('the server process', () => {
  it.each([
    { name: '--stdio', start: () => overStreams('--stdio') },
    { name: 'standard streams without being told', start: () => overStreams() },
    { name: '--node-ipc', start: overMessages },
  ])('checks over $name and ends with 0 after shutdown', async ({ start }) => {
    const { child, connection } = start();
    const published = new Promise<PublishDiagnosticsParams>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await initialize(connection);
    const textDocument = { uri: 'untitled:1', languageId: 'yaml', version: 1, text: 'Resources: BAD' };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    expect((await published).diagnostics).toHaveLength(1);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await codeOf(child)).toBe(0);
    connection.dispose();
  });

  it('ends with 1 without shutdown', async () => {
    const { child, connection } = overStreams('--stdio');
    await initialize(connection);
    await connection.sendNotification('exit');
    expect(await codeOf(child)).toBe(1);
    connection.dispose();
  });

  it('ends when the client is gone', async () => {
    const { child, connection } = overStreams('--stdio');
    await initialize(connection);
    child.stdin?.end();
    expect(await codeOf(child)).toBe(1);
    connection.dispose();
  });

  it('reads the folder that it is started in', async () => {
    const root = join(folder, 'project å');
    await mkdir(root);
    await writeFile(join(root, 'exports.yaml'), 'Resources:\n# EXPORT x\n');
    const { child, connection } = overStreams('--stdio');
    await initialize(connection, uriOf(root));
    expect(await connection.sendRequest('lakewarden/scanWorkspace')).toEqual({ files: 1, findings: 0 });
    child.kill();
    connection.dispose();
  });
});

describe('the disk', () => {
  it('is listed without what holds no sources, and without going in circles', async () => {
    const root = join(folder, 'disk');
    for (const name of ['a/b', 'node_modules/x', '.git', '.venv']) {
      await mkdir(join(root, name), { recursive: true });
    }
    for (const name of ['a/b/deep.yaml', 'top.py', 'node_modules/x/package.json', '.git/config.yaml']) {
      await writeFile(join(root, name), 'x');
    }
    await symlink(root, join(root, 'a/again'));
    const listed: string[] = [];
    for await (const file of nodeFiles.list(root)) listed.push(file.slice(root.length + 1));
    expect(listed).toEqual(['top.py', 'a/b/deep.yaml']);
  });

  it.each([
    { name: 'a text', content: Buffer.from('å: 1\r\n'), expected: 'å: 1\r\n' },
    { name: 'a text with a byte order mark', content: Buffer.from('\ufeffa: 1'), expected: 'a: 1' },
    { name: 'a binary file', content: Buffer.from([1, 0, 2]), expected: undefined },
    { name: 'a huge file', content: Buffer.alloc(2_000_001, 'a'), expected: undefined },
  ])('is read: $name', async ({ content, expected }) => {
    const file = join(folder, 'content.yaml');
    await writeFile(file, content);
    expect(await nodeFiles.read(file)).toBe(expected);
  });

  it.each(['/no/such/file.yaml', 'vscode-vfs://github/a.yaml', tmpdir()])(
    'has no text in %s',
    async (file) => {
      expect(await nodeFiles.read(file)).toBeUndefined();
    },
  );

  it('of another machine is empty', async () => {
    for await (const file of nodeFiles.list('vscode-vfs://github/ann')) expect(file).toBeUndefined();
    for await (const file of nodeFiles.list('/no/such/folder')) expect(file).toBeUndefined();
  });
});
