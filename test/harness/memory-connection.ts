import { PassThrough } from 'node:stream';
import {
  type CodeAction,
  type CodeActionContext,
  type Command,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type LogMessageParams,
  type MessageConnection,
  type Position,
  ProposedFeatures,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { MakeEngine } from '../../server/src/lsp/engine';
import { serve } from '../../server/src/lsp/serve';
import type { FileAccess } from '../../server/src/lsp/workspace-files';

/** What a client can do and where it starts; everything may be left out. */
export interface Start {
  readonly capabilities?: InitializeParams['capabilities'];
  readonly initializationOptions?: unknown;
  readonly folders?: readonly string[];
  /** The one folder of clients that know no workspace folders. */
  readonly root?: string;
  readonly files?: FileAccess;
  /** The answer to `workspace/configuration`. */
  configuration?(section: string, scope: string | undefined): unknown;
}

/** A language client of the simplest kind, and the server it talks to, in one process. */
export class Client {
  readonly pushed: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly registered: string[] = [];
  refreshes = 0;
  private readonly documents = new Map<string, TextDocument>();

  private constructor(
    readonly connection: MessageConnection,
    readonly result: InitializeResult,
  ) {}

  static async start(makeEngine: MakeEngine, start: Start = {}): Promise<Client> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const server = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
    );
    serve(server, makeEngine, start.files);
    const connection = createMessageConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    connection.listen();
    const params: InitializeParams = {
      processId: null,
      rootUri: start.root ?? null,
      capabilities: start.capabilities ?? {},
      ...(start.folders && { workspaceFolders: start.folders.map((uri) => ({ uri, name: uri })) }),
      ...(start.initializationOptions !== undefined && {
        initializationOptions: start.initializationOptions,
      }),
    };
    const result = await connection.sendRequest<InitializeResult>('initialize', params);
    const client = new Client(connection, result);
    client.answer(start);
    await connection.sendNotification('initialized', {});
    return client;
  }

  private answer(start: Start): void {
    const { connection } = this;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.pushed.push(params);
    });
    connection.onNotification('window/logMessage', (params: LogMessageParams) => {
      this.logged.push(params.message);
    });
    connection.onRequest(
      'workspace/configuration',
      ({ items }: { items: { section: string; scopeUri?: string }[] }) =>
        Promise.all(items.map(({ section, scopeUri }) => start.configuration?.(section, scopeUri) ?? null)),
    );
    connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: { method: string }[] }) => {
        for (const { method } of registrations) this.registered.push(method);
        return null;
      },
    );
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes += 1;
      return null;
    });
    connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      this.apply(edit);
      return { applied: true };
    });
  }

  open(uri: string, text: string, languageId = 'yaml', version: number | undefined = 1): void {
    this.documents.set(uri, TextDocument.create(uri, languageId, version ?? 0, text));
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  text(uri: string): string {
    return this.documents.get(uri)?.getText() ?? '';
  }

  /** Makes the changes here and tells the server about them. */
  change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): void {
    const old = this.documents.get(uri);
    if (old === undefined) throw new Error(`${uri} is not open`);
    const version = old.version + 1;
    this.documents.set(uri, TextDocument.update(old, contentChanges, version));
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  /** Replaces what stands between two offsets. */
  edit(uri: string, start: number, end: number, text: string): void {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    this.change(uri, { range: { start: document.positionAt(start), end: document.positionAt(end) }, text });
  }

  close(uri: string): void {
    this.documents.delete(uri);
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Makes the edit as an editor does, which refuses versions that are not current. */
  apply(edit: WorkspaceEdit): void {
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) {
      this.change(uri, { text: TextDocument.applyEdits(this.document(uri), edits) });
    }
    for (const change of edit.documentChanges ?? []) {
      if (!('edits' in change)) throw new Error('only edits of texts are expected');
      const document = this.document(change.textDocument.uri);
      if (change.textDocument.version !== null && change.textDocument.version !== document.version) {
        throw new Error('the edit is meant for another version');
      }
      const edits = change.edits.map((one) =>
        'newText' in one
          ? one
          : { range: one.range, newText: one.snippet.value.replace(/\$\{1:(.*?)\}/, '$1') },
      );
      this.change(document.uri, { text: TextDocument.applyEdits(document, edits) });
    }
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId && { previousResultId }),
    });
  }

  async pullItems(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  codeActions(
    uri: string,
    range: Range,
    context: Partial<CodeActionContext> = {},
  ): Promise<(CodeAction & Command)[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
  }

  at(uri: string, needle: string): Position {
    return this.document(uri).positionAt(this.text(uri).indexOf(needle));
  }

  request<R>(method: string, params?: object): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  notify(method: string, params: object): void {
    void this.connection.sendNotification(method, params);
  }

  /** Waits until the server has answered and sent everything that it had to. */
  async settle(rounds = 6): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      await this.request('lakewarden/status', { uri: 'untitled:none' });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The messages that are shown for a document of a client that does not ask. */
  shown(uri: string): readonly string[] | undefined {
    return this.pushed.findLast((one) => one.uri === uri)?.diagnostics.map(({ message }) => String(message));
  }

  stop(): void {
    this.connection.dispose();
  }

  private document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }
}
