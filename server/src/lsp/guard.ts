import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { describeError } from '../engine/describe-error';

/** Where errors are told; gets no text of a user's file. */
export type Log = (line: string) => void;

/**
 * Answers a request whatever happens: a cancelled one with the protocol's error, a failed one with `empty`.
 * Errors that the protocol knows pass through.
 */
export function guarded<P, R>(
  log: Log,
  name: string,
  empty: R,
  answer: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    if (token.isCancellationRequested) throw cancelled();
    try {
      return await answer(params, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      log(describe(name, error));
      return empty;
    }
  };
}

/** Runs a notification's reaction; what it throws is logged. */
export function guardedRun<P>(log: Log, name: string, react: (params: P) => void): (params: P) => void {
  return (params) => {
    try {
      react(params);
    } catch (error) {
      log(describe(name, error));
    }
  };
}

export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The client cancelled the request.');
}

export function modified(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed since.');
}

/** Hands each line on once: a rule that fails at every keystroke fills no log. */
export function once(log: Log): Log {
  const told = new Set<string>();
  return (line) => {
    if (told.has(line)) return;
    told.add(line);
    log(line);
  };
}

/** The kind and the place of an error. Its message is left out because it may quote a file, and so a secret. */
export function describe(name: string, error: unknown): string {
  if (!(error instanceof Error)) return `${name} failed.`;
  return `${name} failed with ${describeError(error, 8, '\n    ')}`;
}
