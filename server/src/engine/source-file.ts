import { readTemplate, type Template } from '../cloudformation/template';
import { readScript } from '../glue/read';
import type { Script } from '../glue/script';
import { readPolicyFile } from '../graph/policy-file';
import type { Policy } from '../iam/policy';
import { parseJson } from '../syntax/json';
import { type PythonDocument, parsePython } from '../syntax/python';
import type { Comment, SyntaxProblem, TreeDocument } from '../syntax/tree';
import { parseYaml } from '../syntax/yaml';
import type { Range } from '../base/range';
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
  readonly script: Script | undefined;
}

/** Parses a file, taking over what its previous version has in common with it; that version must not be used any more. */
export function readSourceFile(file: string, text: string, previous?: SourceFile): SourceFile {
  if (/\.py$/i.test(file)) return readPythonFile(file, text, previous);
  if (mayBeData(file, text)) return readDataFile(file, text, previous);
  return other(file, text);
}

/** Comments, for suppressions. */
export function commentsOf({ tree, python }: SourceFile): readonly Comment[] {
  return tree?.comments ?? python?.comments ?? [];
}

/** Stretches that the parser had to guess at. */
export function damagedIn({ tree, python }: SourceFile): readonly Range[] {
  return tree?.damaged ?? python?.damaged ?? [];
}

export function problemsIn({ tree, python }: SourceFile): readonly SyntaxProblem[] {
  return tree?.problems ?? python?.problems ?? [];
}

const nothing = { tree: undefined, python: undefined, template: undefined, policy: undefined, script: undefined };

function other(file: string, text: string): SourceFile {
  return { file, text, kind: 'other', ...nothing };
}

/** A look at the raw text, so that files of other kinds are not parsed at all. */
function mayBeData(file: string, text: string): boolean {
  if (!/\.(ya?ml|jsonc?|template|cfn|txt)$/i.test(file) && /\.\w+$/.test(file)) return false;
  return /AWSTemplateFormatVersion|\bResources\b|\bTransform\b|\bStatement\b/.test(text);
}

function readDataFile(file: string, text: string, previous: SourceFile | undefined): SourceFile {
  const parse = isJson(file, text) ? parseJson : parseYaml;
  const tree = parse(file, text, previous?.tree);
  const template = readTemplate(tree);
  if (template !== undefined) return { file, text, kind: 'template', ...nothing, tree, template };
  const policy = readPolicyFile(tree);
  if (policy !== undefined) return { file, text, kind: 'policy', ...nothing, tree, policy };
  return other(file, text);
}

function isJson(file: string, text: string): boolean {
  if (/\.jsonc?$/i.test(file)) return true;
  if (/\.ya?ml$/i.test(file)) return false;
  return /^\uFEFF?\s*[{[]/.test(text);
}

function readPythonFile(file: string, text: string, previous: SourceFile | undefined): SourceFile {
  if (!/boto3|botocore|awsglue|pyspark|awswrangler|psycopg|pymysql|mysql|redshift|snowflake|pymongo|kafka|sqlalchemy|s3fs/.test(text)) {
    return other(file, text);
  }
  const python = parsePython(file, text, previous?.python);
  const script = readScript(python);
  return script === undefined ? other(file, text) : { file, text, kind: 'script', ...nothing, python, script };
}
