import { jsonTwin } from '../../../test/harness/twin';
import { layoutJson } from './json-layout';
import {
  escapeChoice,
  escapeContent,
  escapeText,
  parseSnippet,
  type Snippet,
  type SnippetFile,
  type SnippetPart,
  type Stop,
} from './snippet';

/**
 * The text of `snippets/json.json`: the template snippets of `snippets/yaml.json` said in JSON, then the snippets that
 * exist in JSON only, as they stand.
 */
export function withTemplateSnippets(jsonText: string, yamlText: string): string {
  const yaml = readSnippets(yamlText);
  const own = Object.entries(readSnippets(jsonText)).filter(([, { prefix }]) => isOwn(prefix, yaml));
  const derived = Object.entries(yaml).map(([name, snippet]) => [name, jsonSnippet(snippet)] as const);
  return `${JSON.stringify(Object.fromEntries([...derived, ...own]), undefined, 2)}\n`;
}

/** The snippets of a file's text, which is one of ours. */
export function readSnippets(text: string): SnippetFile {
  return JSON.parse(text) as SnippetFile;
}

/** A snippet of resources, in JSON with the same tab stops. Comments are left behind. */
export function jsonSnippet({ body, ...rest }: Snippet): Snippet {
  return { ...rest, body: jsonBody(body.join('\n')).split('\n') };
}

/** Template snippets carry `lw-`, those of policies `lw-policy-` and the like; one that left the YAML file goes. */
function isOwn(prefix: string, yaml: SnippetFile): boolean {
  return prefix.startsWith('lw-policy-') && !Object.values(yaml).some((snippet) => snippet.prefix === prefix);
}

/** Private characters stand for the tab stops while the text is YAML. */
const firstMark = 0xe000;

function jsonBody(snippet: string): string {
  // The last stop would stick to a value; the JSON text gets its own.
  const parts = parseSnippet(snippet.replace(/\$0$/, ''));
  const marks = parts.filter((part) => typeof part !== 'string');
  let next = firstMark;
  const yaml = parts.map((part) => (typeof part === 'string' ? part : String.fromCharCode(next++))).join('');
  const entries = layoutJson(jsonTwin(yaml)).split('\n').slice(1, -1);
  const json = entries.map((line) => line.replace(/^ {2}/, '')).join('\n');
  const values = contentsOf(parts);
  return json
    .split(/("[\ue000-\uf8ff]"|[\ue000-\uf8ff])/)
    .map((piece) => {
      const found = /^("?)([\ue000-\uf8ff])/.exec(piece);
      const part = found && marks[(found[2] ?? '').charCodeAt(0) - firstMark];
      if (!part) return escapeText(piece);
      return found?.[1] === '"' ? wholeValue(part, values) : within(part);
    })
    .join('')
    .concat('$0');
}

/** What stands at the stops of a number at first, as YAML. */
function contentsOf(parts: readonly SnippetPart[]): ReadonlyMap<number, string> {
  const contents = new Map<number, string>();
  for (const part of parts) {
    if (typeof part === 'string' || part.kind === 'variable' || contents.has(part.number)) continue;
    const written = part.choices?.[0] ?? (part.content && plainText(part.content));
    if (written !== undefined) contents.set(part.number, written);
  }
  return contents;
}

/** A stop that is a whole value, which JSON quotes when it is a string. */
function wholeValue(part: Exclude<SnippetPart, string>, values: ReadonlyMap<number, string>): string {
  if (part.kind === 'variable') throw new Error(`A template snippet uses the variable ${part.name}.`);
  const written = values.get(part.number) ?? '';
  const value = jsonOf(written);
  if (value.startsWith('"')) return `"${within(part)}"`;
  if (part.choices) return stop(part, part.choices.map(jsonOf).map(escapeChoice).join(','));
  return stop(part, part.content && escapeContent(value));
}

/** A stop in the middle of a string or a key. */
function within(part: Exclude<SnippetPart, string>): string {
  if (part.kind === 'variable') throw new Error(`A template snippet uses the variable ${part.name}.`);
  if (part.choices) return stop(part, part.choices.map(escapeChoice).join(','));
  return stop(part, part.content && escapeContent(JSON.stringify(plainText(part.content)).slice(1, -1)));
}

function stop({ number, choices }: Stop, content: string | undefined): string {
  if (content === undefined) return `$\{${number}}`;
  return choices ? `$\{${number}|${content}|}` : `$\{${number}:${content}}`;
}

function plainText(content: readonly SnippetPart[]): string {
  if (content.some((part) => typeof part !== 'string'))
    throw new Error('A template snippet nests tab stops.');
  return content.join('');
}

/** One YAML value as JSON on one line. */
function jsonOf(yaml: string): string {
  return layoutJson(jsonTwin(yaml), Number.POSITIVE_INFINITY);
}
