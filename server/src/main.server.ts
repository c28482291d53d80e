import './main.nursery';
import { Workspace } from './engine/workspace';
import { nodeConnection } from './lsp/node-connection';
import { nodeFiles } from './lsp/node-files';
import { serve } from './lsp/serve';
import { rules } from './rules';

const connection = nodeConnection();
const log = (line: string) => connection.console.error(line);

serve(connection, (settings) => new Workspace(rules, settings, log), nodeFiles);
