import type { ExtensionContext } from 'vscode';
import { workspace } from 'vscode';
import { openAccessDocument } from './access-document';
import { registerCommands } from './commands';
import { isSent } from './documents';
import { Server } from './server';
import { showStatusItem } from './status-item';

/** VS Code waits for the promise that `deactivate` returns, and not for what is disposed of. */
let running: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const server = new Server(context);
  running = server;
  const access = openAccessDocument();
  const startIfNeeded = async (): Promise<void> => {
    if (server.state === 'idle' && workspace.textDocuments.some(isSent)) await server.start();
  };
  context.subscriptions.push(
    access,
    registerCommands(server, access),
    showStatusItem(server),
    workspace.onDidOpenTextDocument(startIfNeeded),
    workspace.onDidChangeConfiguration(async (change) => {
      if (!change.affectsConfiguration('lakewarden.enable')) return;
      await server.stop();
      await startAgain(server);
    }),
  );
  await startIfNeeded();
}

export async function deactivate(): Promise<void> {
  await running?.dispose();
  running = undefined;
}

async function startAgain(server: Server): Promise<void> {
  if (workspace.textDocuments.some(isSent)) await server.start();
}
