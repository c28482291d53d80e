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
  connection.onDidCloseTextDocument(
    guardedRun(log, 'didClose', ({ textDocument: { uri } }) => {
      const buffer = session.buffers.close(uri);
      reporter.closed(uri);
      if (buffer !== undefined) void folders.closed(buffer.file);
    }),
  );
}
