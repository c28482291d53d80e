import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { reasonPlaceholder } from '../engine/suppression-edit';
import type { Abilities } from './abilities';
import type { Places } from './places';
import type { FileEdits } from './repair';

/** The protocol's form of a repair; undefined when it changes nothing. */
export function toWorkspaceEdit(
  edits: FileEdits,
  places: Places,
  abilities: Pick<Abilities, 'documentChanges'>,
): WorkspaceEdit | undefined {
  const documents = [...edits].flatMap(([file, changes]) => places.edits(file, changes));
  if (documents.length === 0) return undefined;
  if (!abilities.documentChanges) {
    return { changes: Object.fromEntries(documents.map((one) => [one.uri, one.edits])) };
  }
  return {
    documentChanges: documents.map(({ uri, version, edits: changes }) => ({
      textDocument: { uri, version },
      edits: changes,
    })),
  };
}

/** The same edit with the reason of a suppression selected, so that the author types over it. */
export function withReasonSelected(edit: WorkspaceEdit): WorkspaceEdit {
  if (edit.documentChanges === undefined) return edit;
  return {
    documentChanges: edit.documentChanges.map((change) =>
      'edits' in change ? { ...change, edits: change.edits.map(toSnippet) } : change,
    ),
  };
}

function toSnippet<E extends TextEdit | SnippetTextEdit>(edit: E): E | SnippetTextEdit {
  if (!('newText' in edit)) return edit;
  const [before = '', after = ''] = edit.newText.split(reasonPlaceholder).map(escaped);
  const value = `${before}\${1:${reasonPlaceholder}}${after}`;
  return { range: edit.range, snippet: { kind: 'snippet', value } };
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
