import { Composer, type CST, type Document, Parser } from 'yaml';

/** The first document of a text, and the tokens that it is made of. */
export function composeYaml(text: string): {
  document: Document.Parsed | undefined;
  tokens: readonly CST.Token[];
} {
  const tokens: CST.Token[] = [];
  let documents = 0;
  for (const token of new Parser().parse(text)) {
    if (token.type === 'document' && ++documents > 1) break;
    tokens.push(token);
  }
  // With `uniqueKeys` the library compares every key with every other; TAG_RESOLVE_FAILED is only a warning.
  const composer = new Composer({ uniqueKeys: false, strict: false, prettyErrors: false, logLevel: 'error' });
  return withoutTraces(() => {
    for (const document of composer.compose(tokens)) return { document, tokens };
    return { document: undefined, tokens };
  });
}

/** Every `!Sub` makes a warning, which is an error object: without its stack trace it costs a tenth. */
function withoutTraces<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
