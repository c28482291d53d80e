#!/usr/bin/env node
import { createRequire } from 'node:module';

// An editor's server starts without the program for the terminal being read first, which takes as long as its own.
const [command, ...flags] = process.argv.slice(2);
const isServer = command === 'lsp' && flags.every((flag) => flag === '--stdio');
createRequire(__filename)(isServer ? './server.cjs' : './terminal.cjs');
