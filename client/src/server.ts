import type { Disposable, Event, ExtensionContext } from 'vscode';
import { EventEmitter, window, workspace } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import { sentDocuments } from './documents';

/** `idle` until a document comes that can be checked; `off` by the setting `lakewarden.enable`. */
export type ServerState = 'idle' | 'off' | 'starting' | 'running' | 'stopped';

/** The language server's life. It is started late, because an editor full of other files needs no server. */
export class Server implements Disposable {
  private readonly client: LanguageClient;
  private readonly changed = new EventEmitter<ServerState>();
  private current: ServerState = 'idle';

  readonly onDidChange: Event<ServerState> = this.changed.event;

  constructor(context: ExtensionContext) {
    this.client = createClient(context);
    this.client.onDidChangeState(({ newState }) => this.enter(stateOf(newState)));
  }

  get state(): ServerState {
    return this.current;
  }

  /** Starts the server, or waits for a start under way. Does nothing when the setting says off. */
  async start(): Promise<void> {
    if (!isEnabled()) return this.enter('off');
    if (this.client.isRunning()) return;
    await this.client.start().catch((error: unknown) => this.reportFailure(error));
  }

  async stop(): Promise<void> {
    if (this.client.needsStop()) await this.client.stop();
    this.enter(isEnabled() ? 'stopped' : 'off');
  }

  async restart(): Promise<void> {
    if (this.client.needsStop()) await this.client.stop();
    await this.start();
  }

  /** Asks a running server; a server that is off or cannot answer gives undefined. */
  async request<Result>(method: string, params: object): Promise<Result | undefined> {
    if (!this.client.isRunning()) return undefined;
    try {
      return (await this.client.sendRequest<Result | null>(method, params)) ?? undefined;
    } catch (error) {
      this.client.warn(`${method} was not answered.`, error, false);
      return undefined;
    }
  }

  showOutput(): void {
    this.client.outputChannel.show();
  }

  async dispose(): Promise<void> {
    this.changed.dispose();
    // A client whose server could not be started has nothing to stop, and would say so by throwing.
    if (this.client.needsStop()) await this.client.dispose();
  }

  private enter(state: ServerState): void {
    if (this.current === state) return;
    this.current = state;
    this.changed.fire(state);
  }

  private reportFailure(error: unknown): void {
    this.enter('stopped');
    this.client.error('The language server could not be started.', error, false);
    const show = 'Show Output';
    void window.showErrorMessage('Lakewarden could not start its language server.', show).then((choice) => {
      if (choice === show) this.showOutput();
    });
  }
}

function createClient(context: ExtensionContext): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  // Settings and changes on disk are asked for by the server, so nothing is synchronized here.
  return new LanguageClient(
    'lakewarden',
    'Lakewarden',
    { run, debug },
    {
      documentSelector: sentDocuments,
      // A security tool that throws its log in front of people is switched off.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    },
  );
}

function isEnabled(): boolean {
  return workspace.getConfiguration('lakewarden').get('enable', true);
}

function stateOf(state: State): ServerState {
  if (state === State.Running) return 'running';
  if (state === State.Starting) return 'starting';
  return isEnabled() ? 'stopped' : 'off';
}
