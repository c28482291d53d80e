import { nodeConnection } from '../../server/src/lsp/node-connection';
import { nodeFiles } from '../../server/src/lsp/node-files';
import { serve } from '../../server/src/lsp/serve';
import { WordEngine } from './word-engine';

// The server of the product in a process of its own, with an engine that knows nothing but words.
serve(nodeConnection(), (settings) => new WordEngine(settings), nodeFiles);
