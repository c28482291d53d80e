import './main.nursery';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { version } from '../../package.json';
import { run } from './cli/run';
import type { Output } from './cli/surroundings';
import { rules } from './rules';

// A check ends soon: what is compiled again for speed hardly pays, and garbage is better taken away than kept.
if (process.argv[2] === 'check') {
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--heap-growing-percent=60');
}

/** Serves an editor for as long as stdin is open: a program of its own, so that `check` starts without the protocol. */
async function startServer(): Promise<void> {
  createRequire(__filename)('./server.cjs');
}

function output(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough (`| head`) closes the pipe, which is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return { isTTY: stream.isTTY === true, write: (text) => void stream.write(text) };
}

async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), {
    folder: process.cwd(),
    rules,
    version,
    environment: process.env,
    out: output(process.stdout),
    err: output(process.stderr),
    startServer,
  });
}

void main();
