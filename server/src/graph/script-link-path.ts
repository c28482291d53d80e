import { asString, type Value } from '../base/value';
import type { Graph } from './graph';
import type { Scripts } from './script-link';

/** The script of the workspace that a location names: `s3://bucket/jobs/etl.py`, a local path, or a text that ends so. */
export function scriptAt(location: Value, template: string, graph: Graph): string | undefined {
  const written = endOf(location, graph);
  if (written === undefined || !/\.py$/i.test(written.path)) return undefined;
  const beside = written.isLocal ? scriptBeside(written.path, template, graph) : undefined;
  return beside ?? scriptWithTail(segmentsOf(written.path), template, graph);
}

/** The script under a local path, which counts from the template's folder; else the one whose path ends in all of it. */
export function scriptBeside(path: string, template: string, graph: Graph): string | undefined {
  const exact = joined(folderOf(template), path);
  if (graph.scripts.files().includes(exact)) return exact;
  const segments = segmentsOf(path);
  return segments.length < 2 ? undefined : scriptWithTail(segments, template, graph, segments.length);
}

/**
 * The script that has the most of a path's end, at least the file name. Among equals it is the one nearest to the template;
 * where that leaves several, it is not known which is meant.
 */
export function scriptWithTail(
  wanted: readonly string[],
  template: string,
  graph: Graph,
  atLeast = 1,
): string | undefined {
  let best: { readonly file: string; readonly rank: number } | undefined;
  let isAlone = true;
  const from = segmentsOf(template);
  for (const { file, segments } of namedAlike(wanted.at(-1), graph.scripts)) {
    const tail = commonEnd(segments, wanted);
    const near = commonStart(segments, from);
    if (tail < atLeast) continue;
    // Every project has a main.py: such a name alone says nothing of one in another folder.
    if (tail < 2 && common.test(file) && near < from.length - 1) continue;
    const rank = tail * 1000 + near;
    if (best === undefined || rank > best.rank) {
      best = { file, rank };
      isAlone = true;
    } else if (rank === best.rank) isAlone = false;
  }
  return isAlone ? best?.file : undefined;
}

interface Listed {
  readonly file: string;
  readonly segments: readonly string[];
}

/** The scripts of a file name. */
function namedAlike(name: string | undefined, scripts: Scripts): readonly Listed[] {
  const files = scripts.files();
  const known = lists.get(files) ?? new Map<string, Listed[]>();
  if (!lists.has(files)) {
    lists.set(files, known);
    for (const file of files) {
      const segments = segmentsOf(file);
      const last = segments.at(-1) ?? '';
      known.set(last, [...(known.get(last) ?? []), { file, segments }]);
    }
  }
  return name === undefined ? [] : (known.get(name) ?? []);
}

/** Holds derived data only: what it gives is the same whether it is filled or empty. */
const lists = new WeakMap<readonly string[], Map<string, Listed[]>>();

const common =
  /(?:^|\/)(?:main|app|index|job|script|run|handler|entrypoint|function|lambda|lambda_function)\.py$/;

/** The parts of a path that name something: without `.`, `..` and empty ones. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

interface PathEnd {
  readonly path: string;
  /** A path in the repository, which the deployment uploads. */
  readonly isLocal: boolean;
}

/** The path of a location as far as its end is known; a bucket is no part of it. */
function endOf(location: Value, graph: Graph): PathEnd | undefined {
  if (location.kind === 'reference') return defaultOf(location, graph);
  const text = asString(location);
  if (text !== undefined) return pathIn(text);
  if (location.kind !== 'text') return undefined;
  let end = '';
  for (const part of location.parts) end = part.kind === 'scalar' ? end + part.text : '';
  const slash = end.indexOf('/');
  return slash === -1 ? undefined : { path: end.slice(slash + 1), isLocal: false };
}

function pathIn(text: string): PathEnd | undefined {
  const url = /^(?:s3[an]?|https?):\/\/[^/]*\/(.+)$/.exec(text);
  if (url !== null) return { path: url[1] ?? '', isLocal: false };
  return text.includes('://') ? undefined : { path: text, isLocal: true };
}

/** A parameter's default names the script as well as its value will. */
function defaultOf({ to }: Extract<Value, { kind: 'reference' }>, graph: Graph): PathEnd | undefined {
  if (to.type !== 'parameter') return undefined;
  const text = graph.stack(to.stack)?.parameter(to.name)?.default;
  return text === undefined ? undefined : pathIn(text);
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function joined(folder: string, path: string): string {
  if (path.startsWith('/')) return path;
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length - 1 && count < b.length - 1 && a[count] === b[count]) count++;
  return count;
}
