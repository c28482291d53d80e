import { PositionEncodingKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { Abilities } from './abilities';
import { codeActionKinds } from './code-action';
import { commandNames } from './commands';
import { source } from './diagnostic';

/** What the server offers to a client. Diagnostics are offered to be asked for, or are sent: never both. */
export function serverCapabilities(abilities: Abilities, hasInlayHints: boolean): ServerCapabilities {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    codeActionProvider: abilities.codeActions
      ? { codeActionKinds, resolveProvider: abilities.resolveEdits }
      : true,
    executeCommandProvider: { commands: [...commandNames] },
    ...(hasInlayHints && { inlayHintProvider: true }),
    ...(abilities.pullDiagnostics && {
      diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: true },
    }),
    ...(abilities.notebooks && {
      notebookDocumentSync: {
        notebookSelector: [{ notebook: 'jupyter-notebook', cells: [{ language: 'python' }] }],
      },
    }),
    ...(abilities.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}
