/** Requests of the language server beyond the protocol's own. The server answers them in `server/src/lsp`. */
import type { Position } from 'vscode-languageclient/node';

/** What the server recognised a file as; `other` files are not checked. */
export type FileKind =
  | 'template'
  | 'policy'
  | 'parameters'
  | 'setup'
  | 'script'
  | 'shell'
  | 'notebook'
  | 'other';

export const statusRequest = 'lakewarden/status';

export interface StatusParams {
  readonly uri: string;
}

export interface StatusResult {
  readonly kind: FileKind;
  /** How many findings the file has. */
  readonly findings: number;
  readonly checked: boolean;
  /** For people: why the file is checked or not. */
  readonly why: string;
}

export const scanWorkspaceRequest = 'lakewarden/scanWorkspace';

export interface ScanWorkspaceResult {
  /** How many files were checked. */
  readonly files: number;
  readonly findings: number;
}

export const explainAccessRequest = 'lakewarden/explainAccess';

export interface ExplainAccessParams {
  readonly uri: string;
  readonly position: Position;
}

export interface ExplainAccessResult {
  /** Empty where there is nothing to say. */
  readonly markdown: string;
}
