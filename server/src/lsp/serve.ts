import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
} from 'vscode-languageserver';
import { configNames } from '../engine/config';
import { type Abilities, readAbilities } from './abilities';
import { serverCapabilities } from './capabilities';
import { editorConfig, section } from './configuration';
import { checkFile } from './diagnostics';
import { listenForDocuments } from './documents';
import type { MakeEngine } from './engine';
import { Folders } from './folders';
import { describe, guarded, type Log, once } from './guard';
import { listenForOwnRequests } from './own-requests';
import { PullAnswers } from './pull';
import { Pusher } from './push';
import type { CheckFile, Reporter } from './reporter';
import { listenForRequests } from './requests';
import { Session } from './session';
import { fileOf, uriOf } from './uri';
import { type FileAccess, sourcePattern } from './workspace-files';

/** A client that never answers a question about its settings is served with the defaults after this time. */
const settingsPatience = 1_000;

/**
 * Speaks the language server protocol over a connection that is not listening yet. `files` is the disk; without
 * it only open documents are checked, each with what the others say.
 */
export function serve(connection: Connection, makeEngine: MakeEngine, files: FileAccess | undefined): void {
  const log = once((line) => connection.console.error(line));
  connection.onInitialize((params) => {
    const abilities = readAbilities(params);
    const session = new Session(makeEngine);
    const { engine } = session.synced().of('');
    start(connection, params, abilities, session, files, log);
    return {
      capabilities: serverCapabilities(abilities, engine.inlayHints !== undefined),
      serverInfo: { name: 'lakewarden' },
    };
  });
  connection.listen();
}

/** Puts the parts together for one client. */
function start(
  connection: Connection,
  params: InitializeParams,
  abilities: Abilities,
  session: Session,
  files: FileAccess | undefined,
  log: Log,
): void {
  const ruleIds = new Set(
    session
      .synced()
      .of('')
      .engine.rules.map(({ id }) => id),
  );
  const settled = settling();
  const check: CheckFile = (file) => {
    try {
      return checkFile(session.engineOf(file), file, session.places, abilities);
    } catch (error) {
      log(describe('check', error));
      return { kind: 'other', diagnostics: [] };
    }
  };
  const reporter = abilities.pullDiagnostics
    ? pulled(connection, abilities, session, check, settled.promise, log)
    : pushed(connection, abilities, session, check, settled.promise);
  let sent: unknown = params.initializationOptions;
  const folders = new Folders(session, files, {
    ruleIds,
    log,
    editorConfig: async (folder) => {
      const answer = abilities.configuration
        ? await connection.workspace.getConfiguration({ section, ...(folder && { scopeUri: uriOf(folder) }) })
        : sent;
      return editorConfig(answer, ruleIds);
    },
    changed: () => {
      reporter.changed();
      if (abilities.refreshInlayHints) connection.languages.inlayHint.refresh().catch(() => {});
    },
  });
  listenForDocuments(connection, session, folders, reporter, log);
  listenForRequests(connection, session, abilities, log);
  const whenRead = () => folders.whenRead();
  listenForOwnRequests(connection, session, abilities, { check, reporter, whenRead, log });
  connection.onDidChangeConfiguration(({ settings }) => {
    sent = settings ?? sent;
    void folders.configure();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => void folders.changedOnDisk(changes));
  connection.onInitialized(() => {
    register(connection, abilities, log);
    if (abilities.workspaceFolders) followFolders(connection, folders);
    void folders
      .add(foldersOf(params))
      .then(() => folders.configure([undefined]))
      .then(settled.resolve);
    setTimeout(settled.resolve, settingsPatience);
  });
}

function pushed(
  connection: Connection,
  abilities: Abilities,
  session: Session,
  check: CheckFile,
  ready: Promise<void>,
): Reporter {
  return new Pusher(session, check, ready, abilities.diagnosticVersion, (diagnostics) => {
    void connection.sendDiagnostics(diagnostics);
  });
}

function pulled(
  connection: Connection,
  abilities: Abilities,
  session: Session,
  check: CheckFile,
  ready: Promise<void>,
  log: Log,
): Reporter {
  const { diagnostics } = connection.languages;
  const answers = new PullAnswers(session, check, ready, () => {
    if (abilities.refreshDiagnostics) diagnostics.refresh().catch(() => {});
  });
  diagnostics.on(
    guarded(log, 'diagnostic', { kind: 'full', items: [] }, (params, token) =>
      answers.ofDocument(params, token),
    ),
  );
  diagnostics.onWorkspace(
    guarded(log, 'workspace/diagnostic', { items: [] }, (params, token) =>
      answers.ofWorkspace(params, token),
    ),
  );
  return answers;
}

/** A client without workspace folders may name one root, or none. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.map(folderOf);
}

function folderOf(uri: string): string {
  return fileOf(uri).replace(/(?<=.)\/$/, '');
}

function followFolders(connection: Connection, folders: Folders): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    for (const { uri } of removed) folders.remove(folderOf(uri));
    void folders.add(added.map(({ uri }) => folderOf(uri)));
  });
}

/** Asks for news of settings and files where the client lets a server ask. */
function register(connection: Connection, abilities: Abilities, log: Log): void {
  const fail = (error: unknown) => log(describe('registration', error));
  if (abilities.registerConfiguration) {
    connection.client.register(DidChangeConfigurationNotification.type, { section }).catch(fail);
  }
  if (abilities.watchFiles) {
    const watchers = [sourcePattern, ...configNames.map((name) => `**/${name}`)];
    connection.client
      .register(DidChangeWatchedFilesNotification.type, {
        watchers: watchers.map((globPattern) => ({ globPattern })),
      })
      .catch(fail);
  }
}

/** A promise and what resolves it. */
function settling(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}
