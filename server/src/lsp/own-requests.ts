import {
  CancellationToken,
  type Connection,
  ErrorCodes,
  type ExecuteCommandParams,
  Position,
  ResponseError,
} from 'vscode-languageserver';
import type { Abilities } from './abilities';
import { asRepairRequest } from './code-action';
import { ownRequests, repairCommand, requestOfCommand } from './commands';
import { explainAccess } from './explain-access';
import { guarded, type Log } from './guard';
import { repair } from './repair';
import type { CheckFile, Reporter } from './reporter';
import { scanWorkspace } from './scan';
import type { Session } from './session';
import { status } from './status';
import { toWorkspaceEdit } from './workspace-edit';

type Answer = (params: unknown, token: CancellationToken) => unknown;

/** What the own requests need of the rest of the server. */
export interface OwnRequestSource {
  readonly check: CheckFile;
  readonly reporter: Reporter;
  /** Resolves when the folders that are open have been read. */
  whenRead(): Promise<void>;
  readonly log: Log;
}

/** Answers the requests that only this server knows, and the commands that stand for them. */
export function listenForOwnRequests(
  connection: Connection,
  session: Session,
  abilities: Abilities,
  source: OwnRequestSource,
): void {
  const answers = answersOf(session, source);
  for (const [method, answer] of answers) {
    connection.onRequest(method, (...sent: unknown[]) => {
      // The library hands over the token alone when a request has no parameters.
      const token = sent.find((value) => CancellationToken.is(value)) ?? CancellationToken.None;
      return answer(sent.length > 1 ? sent[0] : undefined, token);
    });
  }
  const execute = async (
    { command, arguments: [argument] = [] }: ExecuteCommandParams,
    token: CancellationToken,
  ) => {
    if (command === repairCommand) return applyRepair(connection, session, abilities, argument);
    const answer = answers.get(requestOfCommand(command) ?? '');
    if (answer === undefined) throw new ResponseError(ErrorCodes.InvalidParams, 'There is no such command.');
    return answer(argument, token);
  };
  connection.onExecuteCommand(guarded(source.log, 'executeCommand', null, execute));
}

function answersOf(
  session: Session,
  { check, reporter, whenRead, log }: OwnRequestSource,
): Map<string, Answer> {
  const showStatus: Answer = (params) => {
    const file = session.fileOf(uriIn(params));
    return status(session.engineOf(file), file);
  };
  const scan: Answer = async (_params, token) => {
    await whenRead();
    const result = await scanWorkspace(session, check, () => token.isCancellationRequested);
    reporter.showAll();
    return result;
  };
  const explain: Answer = (params) => {
    const file = session.fileOf(uriIn(params));
    return explainAccess(session.engineOf(file), file, session.places, positionIn(params));
  };
  return new Map([
    [ownRequests.status, guarded(log, ownRequests.status, null, showStatus)],
    [ownRequests.scanWorkspace, guarded(log, ownRequests.scanWorkspace, null, scan)],
    [ownRequests.explainAccess, guarded(log, ownRequests.explainAccess, null, explain)],
  ]);
}

/** Works the repair out anew and asks the client to make it. */
async function applyRepair(
  connection: Connection,
  session: Session,
  abilities: Abilities,
  argument: unknown,
): Promise<null> {
  const request = asRepairRequest(argument);
  if (request === undefined) throw new ResponseError(ErrorCodes.InvalidParams, 'The command needs a repair.');
  const file = session.fileOf(request.uri);
  const edit = toWorkspaceEdit(
    repair(session.engineOf(file), file, request.repair),
    session.places,
    abilities,
  );
  const isOutdated = request.version !== session.places.version(file);
  if (edit === undefined || isOutdated || !abilities.applyEdit) return null;
  await connection.workspace.applyEdit({ edit });
  return null;
}

function uriIn(params: unknown): string {
  if (typeof params === 'object' && params !== null && 'uri' in params && typeof params.uri === 'string') {
    return params.uri;
  }
  throw new ResponseError(ErrorCodes.InvalidParams, 'The request needs a uri.');
}

function positionIn(params: unknown): Position {
  const isGiven = typeof params === 'object' && params !== null && 'position' in params;
  if (isGiven && Position.is(params.position)) return params.position;
  throw new ResponseError(ErrorCodes.InvalidParams, 'The request needs a position.');
}
