import { commands, Disposable, ProgressLocation, window } from 'vscode';
import type { AccessDocument } from './access-document';
import type { ExplainAccessParams, ExplainAccessResult, ScanWorkspaceResult } from './protocol';
import { explainAccessRequest, scanWorkspaceRequest } from './protocol';
import type { Server } from './server';

/** Registers every command that package.json contributes. */
export function registerCommands(server: Server, access: AccessDocument): Disposable {
  return Disposable.from(
    commands.registerCommand('lakewarden.restart', () => server.restart()),
    commands.registerCommand('lakewarden.showOutput', () => server.showOutput()),
    commands.registerCommand('lakewarden.scanWorkspace', () => scanWorkspace(server)),
    commands.registerCommand('lakewarden.explainAccess', () => explainAccess(server, access)),
    commands.registerCommand('lakewarden.fixAll', fixAll),
  );
}

/** Returns the counts, too, for other extensions and tests that run the command. */
async function scanWorkspace(server: Server): Promise<ScanWorkspaceResult | undefined> {
  await server.start();
  const progress = { location: ProgressLocation.Notification, title: 'Lakewarden checks the workspace' };
  const result = await window.withProgress(progress, () =>
    server.request<ScanWorkspaceResult>(scanWorkspaceRequest, {}),
  );
  // Not awaited: the command is done even while its message is still on the screen.
  void tellResult(result);
  return result;
}

async function tellResult(result: ScanWorkspaceResult | undefined): Promise<void> {
  if (result === undefined) {
    await window.showWarningMessage('Lakewarden is not running, so the workspace was not checked.');
    return;
  }
  const show = 'Show Problems';
  const summary = `Lakewarden checked ${result.files} files and has ${result.findings} findings.`;
  const choice = await window.showInformationMessage(summary, show);
  if (choice === show) await commands.executeCommand('workbench.actions.view.problems');
}

async function explainAccess(server: Server, access: AccessDocument): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  await server.start();
  const { line, character } = editor.selection.active;
  const params: ExplainAccessParams = {
    uri: editor.document.uri.toString(),
    position: { line, character },
  };
  const explanation = await server.request<ExplainAccessResult>(explainAccessRequest, params);
  if (explanation !== undefined && explanation.markdown !== '') return access.show(explanation.markdown);
  void window.showInformationMessage('Put the cursor on a role, a key, a bucket or a job to see its access.');
}

/** Goes through the editor's own code action, so that it behaves as when files are fixed on save. */
async function fixAll(): Promise<void> {
  const request = { kind: 'source.fixAll.lakewarden', apply: 'first' };
  await commands.executeCommand('editor.action.sourceAction', request);
}
