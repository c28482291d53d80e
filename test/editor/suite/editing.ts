import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic, TextDocument, TextEditor } from 'vscode';
import {
  CodeActionKind,
  commands,
  extensions,
  languages,
  Range,
  Selection,
  Uri,
  window,
  workspace,
} from 'vscode';
import { eventually } from './runner';

/** The rule of a literal where a template takes a credential. */
export const literalRule = 'secrets-template-literal';

export function lakewarden() {
  const extension = extensions.getExtension('lakewarden.lakewarden');
  assert.ok(extension, 'The extension is not installed.');
  return extension;
}

/** Opens a file of the workspace as it is on disk, in the only visible editor. */
export async function open(name: string): Promise<TextEditor> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'No folder is open.');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
  const editor = await window.showTextDocument(document);
  if (document.isDirty) await commands.executeCommand('workbench.action.files.revert');
  return editor;
}

/** Every key pressed on its own, as a person does; nothing is saved. */
export async function typeAtEnd(editor: TextEditor, text: string): Promise<void> {
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.selection = new Selection(end, end);
  for (const key of text) await commands.executeCommand('type', { text: key });
}

export function rangeOf(document: TextDocument, text: string): Range {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} is not in the document.`);
  return new Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

export function findings(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'lakewarden');
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export function finding(uri: Uri, rule: string): Promise<Diagnostic> {
  return eventually(`a finding of ${rule}`, () =>
    findings(uri).find((candidate) => ruleOf(candidate) === rule),
  );
}

export async function noFinding(uri: Uri, rule: string): Promise<void> {
  await eventually(`a document without ${rule}`, () =>
    findings(uri).some((candidate) => ruleOf(candidate) === rule) ? undefined : true,
  );
}

/** The quick fixes at a place, with their edits worked out. The first answers of an editor can be empty. */
export function quickFixes(uri: Uri, range: Range): Promise<readonly CodeAction[]> {
  return eventually('a quick fix', async () => {
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      CodeActionKind.QuickFix.value,
      20,
    );
    const repairs = actions.filter(({ edit }) => edit !== undefined);
    return repairs.length > 0 ? repairs : undefined;
  });
}

/** What the server says of a file; awaiting it also awaits that the server has read the document. */
export async function kindOf(uri: Uri): Promise<string> {
  const status = await commands.executeCommand<{ kind: string }>('lakewarden.server.status', {
    uri: uri.toString(),
  });
  return status.kind;
}
