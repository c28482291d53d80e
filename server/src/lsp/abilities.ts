import { type InitializeParams, MarkupKind } from 'vscode-languageserver';

/** What the client can do. Everything is optional in the protocol; absent means no. */
export interface Abilities {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Takes the document's version with pushed diagnostics. */
  readonly diagnosticVersion: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchFiles: boolean;
  /** Takes edits with the versions they are meant for. */
  readonly documentChanges: boolean;
  readonly snippetEdits: boolean;
  readonly applyEdit: boolean;
  /** Takes code actions; other clients take commands in their place. */
  readonly codeActions: boolean;
  readonly preferredCodeActions: boolean;
  /** Asks for a code action's edit only when it is chosen. */
  readonly resolveEdits: boolean;
  readonly markdown: boolean;
  readonly refreshInlayHints: boolean;
  readonly notebooks: boolean;
}

export function readAbilities({ capabilities }: InitializeParams): Abilities {
  const { textDocument, workspace, notebookDocument } = capabilities;
  const action = textDocument?.codeAction;
  return {
    pullDiagnostics: isGiven(textDocument?.diagnostic),
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      (textDocument?.diagnostic?.relatedInformation ??
        textDocument?.publishDiagnostics?.relatedInformation) === true,
    codeDescription:
      (textDocument?.diagnostic?.codeDescriptionSupport ??
        textDocument?.publishDiagnostics?.codeDescriptionSupport) === true,
    diagnosticVersion: textDocument?.publishDiagnostics?.versionSupport === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    applyEdit: workspace?.applyEdit === true,
    codeActions: isGiven(action?.codeActionLiteralSupport),
    preferredCodeActions: action?.isPreferredSupport === true,
    resolveEdits: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    notebooks: isGiven(notebookDocument?.synchronization),
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
