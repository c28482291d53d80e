import type { CodeAction, Connection } from 'vscode-languageserver';
import type { Abilities } from './abilities';
import { asRepairRequest, codeActions, resolveCodeAction } from './code-action';
import { guarded, type Log } from './guard';
import { hover } from './hover';
import { inlayHints } from './inlay-hint';
import type { Session } from './session';

/** Answers what the editor asks about documents; diagnostics excepted. */
export function listenForRequests(
  connection: Connection,
  session: Session,
  abilities: Abilities,
  log: Log,
): void {
  const { places } = session;
  connection.onHover(
    guarded(log, 'hover', null, ({ textDocument, position: at }) => {
      const file = session.fileOf(textDocument.uri);
      const { start: position } = session.notebooks.inNotebook(textDocument.uri, { start: at, end: at });
      return hover(session.engineOf(file), file, places, abilities, position);
    }),
  );
  connection.onCodeAction(
    guarded(log, 'codeAction', [], (params) => {
      const file = session.fileOf(params.textDocument.uri);
      const range = session.notebooks.inNotebook(params.textDocument.uri, params.range);
      return codeActions(session.engineOf(file), file, places, abilities, { ...params, range });
    }),
  );
  connection.onCodeActionResolve(async (action, token) => {
    const request = asRepairRequest(action.data);
    if (request === undefined) return action;
    const resolve = guarded(log, 'codeAction/resolve', action, (given: CodeAction) => {
      const file = session.fileOf(request.uri);
      return resolveCodeAction(session.engineOf(file), file, places, abilities, given, request);
    });
    return resolve(action, token);
  });
  connection.languages.inlayHint.on(
    guarded(log, 'inlayHint', [], ({ textDocument, range }) => {
      const file = session.fileOf(textDocument.uri);
      return inlayHints(session.engineOf(file), file, places, range);
    }),
  );
}
