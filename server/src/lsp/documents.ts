import type { Connection } from 'vscode-languageserver';
import type { Folders } from './folders';
import { guardedRun, type Log } from './guard';
import type { Reporter } from './reporter';
import type { Session } from './session';

/** Follows the documents that the editor opens, changes and closes. */
export function listenForDocuments(
  connection: Connection,
  session: Session,
  folders: Folders,
  reporter: Reporter,
  log: Log,
): void {
  connection.onDidOpenTextDocument(
    guardedRun(log, 'didOpen', ({ textDocument }) => {
      const { file } = session.buffers.open(textDocument);
      folders.edited(file);
      reporter.edited(file);
    }),
  );
  connection.onDidChangeTextDocument(
    guardedRun(log, 'didChange', ({ textDocument, contentChanges }) => {
      const buffer = session.buffers.change(textDocument.uri, textDocument.version, contentChanges);
      if (buffer === undefined) return;
      folders.edited(buffer.file);
      reporter.edited(buffer.file);
    }),
  );
  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument(
    guardedRun(log, 'notebook/didOpen', ({ notebookDocument, cellTextDocuments }) => {
      const { buffer } = session.notebooks.open(notebookDocument, cellTextDocuments);
      session.buffers.hold(buffer);
      reporter.edited(buffer.file);
    }),
  );
  synchronization.onDidChangeNotebookDocument(
    guardedRun(log, 'notebook/didChange', ({ notebookDocument, change }) => {
      const notebook = session.notebooks.change(notebookDocument, change);
      if (notebook === undefined) return;
      session.buffers.hold(notebook.buffer);
      for (const { uri } of change.cells?.structure?.didClose ?? []) reporter.closed(uri);
      reporter.edited(notebook.buffer.file);
    }),
  );
  synchronization.onDidCloseNotebookDocument(
    guardedRun(log, 'notebook/didClose', ({ notebookDocument: { uri }, cellTextDocuments }) => {
      const notebook = session.notebooks.close(uri);
      for (const cell of cellTextDocuments) reporter.closed(cell.uri);
      if (notebook === undefined) return;
      session.buffers.close(uri);
      void folders.closed(notebook.buffer.file);
    }),
  );
  connection.onDidCloseTextDocument(
    guardedRun(log, 'didClose', ({ textDocument: { uri } }) => {
      const buffer = session.buffers.close(uri);
      reporter.closed(uri);
      if (buffer !== undefined) void folders.closed(buffer.file);
    }),
  );
}
