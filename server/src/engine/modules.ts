import type { ModuleNamed } from '../glue/run';
import { type PythonDocument, parsePython } from '../syntax/python';
import type { SourceFile } from './source-file';

/**
 * The Python files of a workspace as modules of its scripts. It keeps for each script the files that it looked for, those that
 * are not there included: when one of them changes, comes or goes, the script has to be read again.
 */
export class Modules {
  private readonly wanted = new Map<string, Set<string>>();
  private readonly seekers = new Map<string, Set<string>>();
  private readonly parsed = new WeakMap<SourceFile, PythonDocument>();

  constructor(private readonly sourceOf: (file: string) => SourceFile | undefined) {}

  /** Answers the imports of a script that is about to be read; what it looked for before is forgotten. */
  of(script: string): ModuleNamed {
    this.forget(script);
    const given = new Set<string>();
    const answers = new Map<string, PythonDocument | undefined>();
    let left = most;
    const find: ModuleNamed = (name, from) => {
      for (const path of pathsOfModule(name, from)) {
        if (path === script) continue;
        this.note(script, path);
        const document = this.document(path);
        if (document === undefined) continue;
        if (given.has(path)) return document;
        if (document.text.length > left) return undefined;
        left -= document.text.length;
        given.add(path);
        return document;
      }
      return undefined;
    };
    // What is asked again gets the same answer.
    return (name, from) => {
      const key = `${from} ${name}`;
      if (!answers.has(key)) answers.set(key, find(name, from));
      return answers.get(key);
    };
  }

  /** The scripts that looked for a file when they were read. */
  seekersOf(file: string): readonly string[] {
    return [...(this.seekers.get(file) ?? [])];
  }

  forget(script: string): void {
    for (const path of this.wanted.get(script) ?? []) {
      const seekers = this.seekers.get(path);
      seekers?.delete(script);
      if (seekers?.size === 0) this.seekers.delete(path);
    }
    this.wanted.delete(script);
  }

  private note(script: string, path: string): void {
    added(this.wanted, script).add(path);
    added(this.seekers, path).add(script);
  }

  /** Files that are no scripts by themselves are parsed when the first script asks for them. */
  private document(path: string): PythonDocument | undefined {
    const source = this.sourceOf(path);
    if (source === undefined || source.text.length > longest) return undefined;
    if (source.python !== undefined) return source.python;
    const document = this.parsed.get(source) ?? parsePython(path, source.text);
    this.parsed.set(source, document);
    return document;
  }
}

/** In UTF-16 code units; longer modules are generated, or data. */
const longest = 40_000;

/** All modules of one script together: they are run again at every keystroke in it. */
const most = 60_000;

/**
 * The files that a module may be, the likeliest first: beside the importing file or in one of the folders above it, for every
 * one of them may be on Python's path. Names that begin with dots count from the importing file's folder.
 */
export function pathsOfModule(name: string, from: string): readonly string[] {
  const dots = name.length - name.replace(/^\.+/, '').length;
  const path = name.slice(dots).replaceAll('.', '/');
  const above = foldersAbove(from);
  return (dots === 0 ? above : above.slice(dots - 1, dots)).flatMap((folder) =>
    path === '' ? [`${folder}__init__.py`] : [`${folder}${path}.py`, `${folder}${path}/__init__.py`],
  );
}

/** The folders that a file lies in, each with the slash behind it, from the innermost to the root. */
function foldersAbove(file: string): readonly string[] {
  const folders: string[] = [];
  for (let end = file.lastIndexOf('/'); end >= 0; end = end === 0 ? -1 : file.lastIndexOf('/', end - 1))
    folders.push(file.slice(0, end + 1));
  return file.startsWith('/') ? folders : [...folders, ''];
}

function added(sets: Map<string, Set<string>>, key: string): Set<string> {
  const known = sets.get(key) ?? new Set<string>();
  sets.set(key, known);
  return known;
}
