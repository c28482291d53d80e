import { describe, expect, it, onTestFinished } from 'vitest';
import type { Diagnostic, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';
import { Client } from './harness/memory-connection';

const notebook = 'file:///lake/load.ipynb';
const cellUri = (name: string): string => `vscode-notebook-cell:/lake/load.ipynb#${name}`;
const connect = 'conn = psycopg2.connect(host="dwh", password=secret)';

async function open(texts: Readonly<Record<string, string>>, pulls = true): Promise<Client> {
  const passwords = rules.filter(({ id }) => id === 'script-jdbc-plaintext-password');
  const client = await Client.start((settings) => new Workspace(passwords, settings), {
    capabilities: {
      notebookDocument: { synchronization: {} },
      textDocument: {
        ...(pulls && { diagnostic: {} }),
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
    },
  });
  onTestFinished(() => client.connection.dispose());
  client.notify('notebookDocument/didOpen', {
    notebookDocument: {
      uri: notebook,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: Object.keys(texts).map((name) => ({ kind: 2, document: cellUri(name) })),
    },
    cellTextDocuments: Object.entries(texts).map(([name, text]) => document(name, text)),
  });
  return client;
}

function document(name: string, text: string) {
  return { uri: cellUri(name), languageId: 'python', version: 1, text };
}

function change(client: Client, version: number, cells: object): void {
  client.notify('notebookDocument/didChange', {
    notebookDocument: { uri: notebook, version },
    change: { cells },
  });
}

/** What a diagnostic of a cell points at. */
function pointsAt(text: string, { range }: Diagnostic): string {
  return TextDocument.create('', '', 0, text).getText(range);
}

const cells = {
  a: 'import psycopg2\n',
  b: '%matplotlib inline',
  c: 'x = 1\nsecret = "Wint3r-Levee-42"',
  d: connect,
};

describe('a notebook in the editor', () => {
  it('is offered to clients that have notebooks', async () => {
    const client = await open(cells);
    expect(client.result.capabilities.notebookDocumentSync).toBeDefined();
  });

  it('has its findings in the cells that they stand in', async () => {
    const client = await open(cells);
    for (const name of ['a', 'b', 'd']) expect(await client.pullItems(cellUri(name))).toEqual([]);
    const found = await client.pullItems(cellUri('c'));
    expect(found.map((one) => pointsAt(cells.c, one))).toEqual(['"Wint3r-Levee-42"']);
  });

  it('has them sent to clients that do not ask', async () => {
    const client = await open(cells, false);
    await client.settle();
    const found = client.pushed.filter(({ diagnostics }) => diagnostics.length > 0);
    expect(found.map(({ uri }) => uri)).toEqual([cellUri('c')]);
    client.notify('notebookDocument/didClose', {
      notebookDocument: { uri: notebook },
      cellTextDocuments: Object.keys(cells).map((name) => ({ uri: cellUri(name) })),
    });
    await client.settle();
    expect(client.pushed.findLast(({ uri }) => uri === cellUri('c'))?.diagnostics).toEqual([]);
  });

  it('follows what is typed into a cell', async () => {
    const client = await open(cells);
    const edit = {
      range: { start: { line: 1, character: 9 }, end: { line: 1, character: 26 } },
      text: 'load()',
    };
    change(client, 2, { textContent: [{ document: { uri: cellUri('c'), version: 2 }, changes: [edit] }] });
    expect(await client.pullItems(cellUri('c'))).toEqual([]);
  });

  it('follows cells that are added, moved and removed', async () => {
    const client = await open(cells);
    change(client, 2, {
      structure: {
        array: { start: 1, deleteCount: 1, cells: [{ kind: 2, document: cellUri('e') }] },
        didOpen: [document('e', 'y = 1\n\nz = 2\n')],
        didClose: [{ uri: cellUri('b') }],
      },
    });
    const found = await client.pullItems(cellUri('c'));
    expect(found.map((one) => pointsAt(cells.c, one))).toEqual(['"Wint3r-Levee-42"']);
    change(client, 3, {
      structure: { array: { start: 3, deleteCount: 1 }, didClose: [{ uri: cellUri('d') }] },
    });
    expect(await client.pullItems(cellUri('c'))).toEqual([]);
  });

  it('is repaired in its cells', async () => {
    const client = await open(cells);
    const [found] = await client.pullItems(cellUri('c'));
    const range = found?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await client.codeActions(cellUri('c'), range);
    const edit: WorkspaceEdit | undefined = actions.find(({ title }) => /Secrets Manager/.test(title))?.edit;
    const after = Object.entries(edit?.changes ?? {}).map(([uri, edits]) => {
      const name = uri.slice(-1) as keyof typeof cells;
      return [name, TextDocument.applyEdits(TextDocument.create(uri, '', 0, cells[name]), edits)];
    });
    const changed = Object.fromEntries(after);
    expect(changed.a).toMatch(/^import psycopg2\nimport json\nimport boto3\n\n\ndef read_secret/);
    expect(changed.c).toBe('x = 1\nsecret = read_secret("load/credentials")["password"]');
    expect(await client.codeActions(cellUri('d'), range)).toEqual([]);
  });
});
