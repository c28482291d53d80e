import { setFlagsFromString } from 'node:v8';
import { Workspace } from './engine/workspace';
import { nodeConnection } from './lsp/node-connection';
import { nodeFiles } from './lsp/node-files';
import { serve } from './lsp/serve';
import { rules } from './rules';

// See main.cli.ts.
setFlagsFromString('--max-semi-space-size=2');

const connection = nodeConnection();
const log = (line: string) => connection.console.error(line);

serve(connection, (settings) => new Workspace(rules, settings, log), nodeFiles);
