#!/usr/bin/env node
import './main.nursery';
import { version } from '../../package.json';
import { run } from './cli/run';
import type { Output } from './cli/surroundings';
import { rules } from './rules';

/** Serves an editor for as long as stdin is open. Loaded only then, so that `check` starts without the protocol. */
async function startServer(): Promise<void> {
  await import('./main.server');
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
