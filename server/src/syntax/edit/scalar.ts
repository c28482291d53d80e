import type { MapNode, Node, ScalarNode, SequenceNode } from '../tree';

type Quote = "'" | '"';

/** How an author writes scalars; `quote` is undefined where strings are only quoted when they must be. */
export interface ScalarStyle {
  readonly json: boolean;
  /** Preferred when quotes are needed. */
  readonly quote: Quote;
  readonly always: boolean;
  /** Numbers and booleans are quoted too: the one that is replaced was. */
  readonly alsoOthers: boolean;
}

/**
 * The style for a scalar that replaces `old` or comes to stand in `near`: first that of the old, then that of its
 * neighbours, then that of the document.
 */
export function scalarStyle(
  json: boolean,
  root: Node | undefined,
  near: MapNode | SequenceNode | undefined,
  old: Node | undefined,
): ScalarStyle {
  const replaced = quotedScalar(old);
  const literal = replaced !== undefined && isLiteral(replaced.text);
  if (json) return { json, quote: '"', always: true, alsoOthers: literal };
  if (replaced !== undefined)
    return { json, quote: quoteOf(replaced), always: !literal, alsoOthers: literal };
  const neighbours = count(near === undefined ? [] : childrenOf(near));
  const everywhere = count(scalars(root));
  const quote = prefer(neighbours) ?? prefer(everywhere) ?? "'";
  const wasPlain = old?.kind === 'scalar' && old.style === 'plain' && typeof old.value === 'string';
  return { json, quote, always: !wasPlain && quotesAlways(neighbours, everywhere), alsoOthers: false };
}

/** One neighbour that could be plain and is quoted is a habit; in the whole document a habit needs more proof. */
function quotesAlways(neighbours: Votes, everywhere: Votes): boolean {
  if (neighbours.quoted + neighbours.plain > 0) return neighbours.plain === 0;
  return everywhere.quoted >= 5 && everywhere.plain * 10 < everywhere.quoted;
}

/** A scalar as YAML or JSON text on one line. */
export function writeScalar(value: string | number | boolean, style: ScalarStyle, flow: boolean): string {
  if (typeof value !== 'string') return style.alsoOthers ? quoted(String(value), style.quote) : String(value);
  if (style.json) return JSON.stringify(value);
  const mustQuote = !isPlainSafe(value, flow);
  return mustQuote || style.always ? quoted(value, style.quote) : value;
}

/** A string behind a tag, which makes it a string by itself: quotes only where the syntax needs them. */
export function writeTagged(text: string, style: ScalarStyle, flow: boolean): string {
  return isPlainSyntax(text, flow) ? text : quoted(text, style.quote);
}

/** True when YAML reads the text, written without quotes, as this string: by the rules of 1.1 and of 1.2. */
export function isPlainSafe(text: string, flow: boolean): boolean {
  return isPlainSyntax(text, flow) && !isTyped(text);
}

function isPlainSyntax(text: string, flow: boolean): boolean {
  if (text === '' || text.trim() !== text || /[\p{Cc}\u2028\u2029\uFEFF]|\p{Cs}/u.test(text)) return false;
  if (/^[!&*|>@`%#,[\]{}"']/.test(text) || /^[-?:](?:\s|$)/.test(text) || /^(?:---|\.\.\.)/.test(text))
    return false;
  if (/:(?:\s|$)|\s#/.test(text)) return false;
  if (flow && (/[,[\]{}]/.test(text) || /^[-?:]/.test(text))) return false;
  return true;
}

/** True for texts that some YAML version reads as number, boolean, null, date or merge key. */
function isTyped(text: string): boolean {
  if (/^(?:~|null|true|false|yes|no|on|off|y|n|=|<<)$/i.test(text)) return true;
  if (
    /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-f_]+|[\d][\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d[\d_]*(?:e[-+]?\d+)?)$/i.test(
      text,
    )
  )
    return true;
  return /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$|^[-+]?\.(?:inf|nan)$|^\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?$/i.test(
    text,
  );
}

function quoted(text: string, quote: Quote): string {
  if (quote === '"' || /[\p{Cc}\u2028\u2029\uFEFF]|\p{Cs}/u.test(text)) return JSON.stringify(text);
  return `'${text.replaceAll("'", "''")}'`;
}

function quotedScalar(node: Node | undefined): ScalarNode | undefined {
  return node?.kind === 'scalar' && (node.style === 'single' || node.style === 'double') ? node : undefined;
}

function isLiteral(text: string): boolean {
  return /^(?:true|false|[-+]?\d+(?:\.\d+)?)$/i.test(text);
}

function quoteOf({ style }: ScalarNode): Quote {
  return style === 'single' ? "'" : '"';
}

interface Votes {
  readonly single: number;
  readonly double: number;
  /** Strings that need no quotes: quoted all the same, and not. */
  readonly quoted: number;
  readonly plain: number;
}

function count(nodes: Iterable<Node>): Votes {
  const votes = { single: 0, double: 0, quoted: 0, plain: 0 };
  for (const node of nodes) {
    if (node.kind !== 'scalar' || node.tag !== undefined) continue;
    if (node.style === 'single') votes.single++;
    if (node.style === 'double') votes.double++;
    if (typeof node.value !== 'string' || !isPlainSafe(node.text, false)) continue;
    if (quotedScalar(node) !== undefined) votes.quoted++;
    else if (node.style === 'plain') votes.plain++;
  }
  return votes;
}

function prefer({ single, double }: Votes): Quote | undefined {
  return single + double === 0 ? undefined : single >= double ? "'" : '"';
}

function childrenOf(node: MapNode | SequenceNode): readonly Node[] {
  return node.kind === 'map' ? node.pairs.map(({ value }) => value) : node.items;
}

function* scalars(node: Node | undefined): Generator<Node> {
  if (node === undefined) return;
  if (node.kind === 'scalar') yield node;
  else for (const child of childrenOf(node)) yield* scalars(child);
}
