import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { matchesGlob } from '../engine/glob';
import { readSource, type Source } from './source';

export interface Discovery {
  readonly sources: readonly Source[];
  readonly problems: readonly InputProblem[];
}

/** Why an input was not read; `missing` is a path that leads nowhere. */
export interface InputProblem {
  readonly file: string;
  readonly message: string;
  readonly missing?: boolean;
}

/**
 * Reads the named files and, in named folders, every file whose name says that it may hold templates, policies or
 * scripts. A named file is always read. Each file is read once, whichever links lead to it.
 */
export function discover(paths: readonly string[], folder: string, ignore: readonly string[]): Discovery {
  const search: Search = { folder, ignore, seen: new Set(), found: new Map(), problems: [] };
  const files: string[] = [];
  const folders: string[] = [];
  for (const path of paths) {
    const kind = kindOf(resolve(folder, path));
    if (kind === 'folder') folders.push(path);
    else if (kind === 'file') files.push(path);
    else search.problems.push({ file: nameOf(path, folder), message: kind, missing: true });
  }
  for (const path of files) addFile(search, nameOf(path, folder), resolve(folder, path));
  for (const path of folders) walk(search, nameOf(path, folder), resolve(folder, path));
  const sources = [...search.found.values()].sort((a, b) => compare(a.file, b.file));
  return { sources, problems: search.problems };
}

/** Orders by UTF-16 code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const extensions = new Set(['.yaml', '.yml', '.json', '.template', '.cfn', '.py', '.ipynb', '.sh']);

/** By the ending, or by the name that AWS SAM gives its settings. */
function mayHoldSource(name: string): boolean {
  return extensions.has(extname(name).toLowerCase()) || name === 'samconfig.toml';
}

/** Folders that hold other people's code or copies of what lies beside them. */
const skipped = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'dist',
  '.venv',
  'venv',
  'site-packages',
  '__pycache__',
  '.terraform',
]);

interface Search {
  readonly folder: string;
  readonly ignore: readonly string[];
  /** Real paths of the files and folders that were visited. */
  readonly seen: Set<string>;
  readonly found: Map<string, Source>;
  readonly problems: InputProblem[];
}

function kindOf(path: string): 'file' | 'folder' | string {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EPERM'
      ? 'The path cannot be reached: permission is denied.'
      : 'There is no such file or folder.';
  }
}

function walk(search: Search, name: string, path: string): void {
  if (!isNew(search, path)) return;
  const entries = entriesOf(search, name, path);
  for (const entry of [...entries].sort((a, b) => compare(a.name, b.name))) {
    const inner = join(path, entry.name);
    const innerName =
      name === '.' ? entry.name : name.endsWith('/') ? name + entry.name : `${name}/${entry.name}`;
    const kind = entry.isSymbolicLink() ? kindOf(inner) : entry.isDirectory() ? 'folder' : 'file';
    if (search.ignore.some((pattern) => matchesGlob(pattern, nameOf(inner, search.folder)))) continue;
    if (kind === 'folder' && !skipped.has(entry.name)) walk(search, innerName, inner);
    if (kind === 'file' && mayHoldSource(entry.name)) addFile(search, innerName, inner);
  }
}

function entriesOf(search: Search, name: string, path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    search.problems.push({ file: name, message: 'The folder cannot be read.' });
    return [];
  }
}

function addFile(search: Search, name: string, path: string): void {
  if (!isNew(search, path)) return;
  const source = readSource(name, path);
  if (typeof source === 'string') search.problems.push({ file: name, message: source });
  else search.found.set(name, source);
}

function isNew(search: Search, path: string): boolean {
  const real = realPathOf(path);
  if (search.seen.has(real)) return false;
  search.seen.add(real);
  return true;
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** A name that opens from the current folder: relative, unless an absolute path outside of it was given. */
export function nameOf(path: string, folder: string): string {
  const absolute = resolve(folder, path);
  const near = relative(folder, absolute);
  const outside = near === '..' || near.startsWith(`..${sep}`) || isAbsolute(near);
  const name = near === '' ? '.' : outside && isAbsolute(path) ? absolute : near;
  return name.split(sep).join('/');
}
