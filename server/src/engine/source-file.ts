import type { Range } from '../base/range';
import { type ParameterFile, readParameterFile, readSamConfig } from '../cloudformation/parameter-file';
import { readTemplate, type Template } from '../cloudformation/template';
import { mentionsData } from '../glue/data-modules';
import { readScript } from '../glue/read';
import type { ModuleNamed } from '../glue/run';
import type { Script } from '../glue/script';
import { readShell } from '../glue/shell-read';
import type { ShellScript } from '../glue/shell-script';
import { readPolicyFile } from '../graph/policy-file';
import { mayBeSetup, readSetupFile, type SetupFile } from '../graph/setup-file';
import type { Policy } from '../iam/policy';
import { parseJson } from '../syntax/json';
import { type Notebook, parseNotebook } from '../syntax/notebook';
import { type PythonDocument, parsePython } from '../syntax/python';
import { parseShell } from '../syntax/shell';
import type { Comment, SyntaxProblem, TreeDocument } from '../syntax/tree';
import { parseYaml } from '../syntax/yaml';
import type { FileKind } from './report';

/** A file of the workspace, recognised by its content and parsed. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly kind: FileKind;
  readonly tree: TreeDocument | undefined;
  readonly python: PythonDocument | undefined;
  readonly template: Template | undefined;
  readonly policy: Policy | undefined;
  readonly parameters: ParameterFile | undefined;
  readonly setup: SetupFile | undefined;
  /** Of a notebook the program in its cells, whose offsets count in the program's own text. */
  readonly script: Script | undefined;
  readonly notebook: Notebook | undefined;
  readonly shell: ShellScript | undefined;
}

/**
 * Parses a file, taking over what its previous version has in common with it; that version must not be used any more. `modules`
 * answers what a script imports from other files.
 */
export function readSourceFile(
  file: string,
  text: string,
  previous?: SourceFile,
  modules: ModuleNamed = () => undefined,
): SourceFile {
  if (/\.py$/i.test(file)) return readPythonFile(file, text, previous, modules);
  if (/\.ipynb$/i.test(file)) return readNotebookFile(file, text, previous, modules);
  if (/(?:^|\/)samconfig\.toml$/i.test(file)) return parameterFile(file, text, readSamConfig(file, text));
  if (isShell(file, text)) return readShellFile(file, text);
  if (mayBeData(file, text)) return readDataFile(file, text, previous);
  return other(file, text);
}

/** The same text read anew, because a module that it imports has changed. */
export function readAgain(source: SourceFile, modules: ModuleNamed): SourceFile {
  const document = source.python ?? source.notebook?.python;
  return document === undefined
    ? source
    : { ...source, script: readScript(document, modules, source.script) };
}

/** Comments, for suppressions. */
export function commentsOf({ tree, python, shell }: SourceFile): readonly Comment[] {
  return tree?.comments ?? python?.comments ?? shell?.document.comments ?? [];
}

/** Stretches that the parser had to guess at. */
export function damagedIn({ tree, python, notebook, shell }: SourceFile): readonly Range[] {
  if (notebook !== undefined)
    return [
      ...(notebook.tree?.damaged ?? []),
      ...notebook.python.damaged.map((range) => notebook.rangeInFile(range)),
    ];
  return tree?.damaged ?? python?.damaged ?? shell?.document.damaged ?? [];
}

export function problemsIn({ tree, python, notebook, shell }: SourceFile): readonly SyntaxProblem[] {
  if (notebook !== undefined)
    return [
      ...(notebook.tree?.problems ?? []),
      ...notebook.python.problems.map(({ range, message }) => ({
        range: notebook.rangeInFile(range),
        message,
      })),
    ];
  return tree?.problems ?? python?.problems ?? shell?.document.problems ?? [];
}

const nothing = {
  tree: undefined,
  python: undefined,
  template: undefined,
  policy: undefined,
  parameters: undefined,
  setup: undefined,
  script: undefined,
  notebook: undefined,
  shell: undefined,
};

function other(file: string, text: string): SourceFile {
  return { file, text, kind: 'other', ...nothing };
}

/** A look at the raw text, so that files of other kinds are not parsed at all. */
function mayBeData(file: string, text: string): boolean {
  if (!/\.(ya?ml|jsonc?|template|cfn|txt)$/i.test(file) && /\.\w+$/.test(file)) return false;
  if (/\.jsonc?$/i.test(file) && /"(?:ParameterKey|Parameters)"/.test(text)) return true;
  return (
    /AWSTemplateFormatVersion|\bResources\b|\bTransform\b|\bStatement\b/.test(text) || mayBeSetup.test(text)
  );
}

function readDataFile(file: string, text: string, previous: SourceFile | undefined): SourceFile {
  const parse = isJson(file, text) ? parseJson : parseYaml;
  const tree = parse(file, text, previous?.tree);
  const template = readTemplate(tree);
  if (template !== undefined) return { file, text, kind: 'template', ...nothing, tree, template };
  const policy = readPolicyFile(tree);
  if (policy !== undefined) return { file, text, kind: 'policy', ...nothing, tree, policy };
  // What calls itself a template and cannot be read is not passed over in silence.
  if (tree.problems.length > 0 && text.includes('AWS::') && saysTemplate.test(text))
    return { file, text, kind: 'template', ...nothing, tree };
  const setup = readSetupFile(tree);
  if (setup !== undefined) return { file, text, kind: 'setup', ...nothing, tree, setup };
  return parameterFile(file, text, readParameterFile(tree), tree);
}

function parameterFile(
  file: string,
  text: string,
  parameters: ParameterFile | undefined,
  tree?: TreeDocument,
): SourceFile {
  return parameters === undefined
    ? other(file, text)
    : { file, text, kind: 'parameters', ...nothing, tree, parameters };
}

const saysTemplate = /^\s*"?(?:AWSTemplateFormatVersion|Resources)"?\s*:/m;

function isJson(file: string, text: string): boolean {
  if (/\.jsonc?$/i.test(file)) return true;
  if (/\.ya?ml$/i.test(file)) return false;
  return /^\uFEFF?\s*[{[]/.test(text);
}

function isShell(file: string, text: string): boolean {
  return /\.(?:sh|bash|ksh|zsh)$/i.test(file) || /^#!.*\b(?:ba|da|k|z)?sh\b/.test(text.slice(0, 100));
}

function readShellFile(file: string, text: string): SourceFile {
  const shell = readShell(parseShell(file, text));
  return shell === undefined ? other(file, text) : { file, text, kind: 'shell', ...nothing, shell };
}

function readNotebookFile(
  file: string,
  text: string,
  previous: SourceFile | undefined,
  modules: ModuleNamed,
): SourceFile {
  const notebook = mentionsData(text) ? parseNotebook(file, text, previous?.notebook) : undefined;
  const script = notebook === undefined ? undefined : readScript(notebook.python, modules, previous?.script);
  return script === undefined
    ? other(file, text)
    : { file, text, kind: 'notebook', ...nothing, notebook, script };
}

function readPythonFile(
  file: string,
  text: string,
  previous: SourceFile | undefined,
  modules: ModuleNamed,
): SourceFile {
  if (!mentionsData(text)) return other(file, text);
  const python = parsePython(file, text, previous?.python);
  const script = readScript(python, modules, previous?.script);
  return script === undefined
    ? other(file, text)
    : { file, text, kind: 'script', ...nothing, python, script };
}
