import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { describe } from './guard';

/**
 * The connection to whoever started this process: the one that the command line names (`--stdio`, `--node-ipc`,
 * `--socket`, `--pipe`), or the standard streams. The process ends when the client says so or is gone; with 0 only
 * after a `shutdown`.
 */
export function nodeConnection(): Connection {
  const isNamed = process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(argument));
  const connection = isNamed
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    // Nobody reads any more: telling about it would fail in the same way.
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') process.exit(1);
    connection.console.error(describe('the server', error));
  });
  process.on('unhandledRejection', (error) => connection.console.error(describe('the server', error)));
  return connection;
}
