import type { TextDocument } from 'vscode';
import { languages } from 'vscode';

/** Language ids under which templates, policies and scripts are edited; some come from other extensions. */
const languageIds = [
  'yaml',
  'json',
  'jsonc',
  'python',
  'shellscript',
  'yaml-cfn',
  'json-cfn',
  'cloudformation',
];

/**
 * Templates by name. They stay plain text, because taking over their language would surprise other extensions;
 * hence package.json also activates this one on plain text, and the server is started late.
 */
const templatePattern = '**/*.{template,cfn}';

/**
 * Where the author's own documents live: on disk, remote, in a virtual file system or not saved yet. The left
 * side of a comparison and other extensions' views are documents too, but nobody edits them.
 */
const authorSchemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'memfs'];

/** The documents that are sent to the server, which decides by their content what is checked. */
export const sentDocuments = [
  ...authorSchemes.flatMap((scheme) => [
    ...languageIds.map((language) => ({ scheme, language })),
    { scheme, pattern: templatePattern },
  ]),
  // The cells of notebooks, which are sent as parts of their notebook.
  { scheme: 'vscode-notebook-cell', language: 'python' },
];

export function isSent(document: TextDocument): boolean {
  return languages.match(sentDocuments, document) > 0;
}
