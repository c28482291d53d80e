import { readScript } from '../glue/read';
import { readShell } from '../glue/shell-read';
import { parsePython } from '../syntax/python';
import { parseShell } from '../syntax/shell';
import { credentialsIn } from './script-credentials';
import { namedSecretsIn } from './script-named-secrets';
import { secretsInShell } from './shell-secrets';

/** A secret in a program. Offsets count in the program's text. */
export interface ProgramSecret {
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * The secrets of a program that stands within a template, read the way a file of its language is: what reaches a variable, an
 * option or a call that takes a secret. Those that are known by their form alone are left to whoever looks for these. Nothing for
 * languages that are not read.
 */
export function programSecrets(text: string): readonly ProgramSecret[] {
  if (/^\s*#!.*sh\b/.test(text)) return inShell(text);
  return /^\s*(?:import|from)\s+\w/m.test(text) ? inPython(text) : [];
}

function inShell(text: string): readonly ProgramSecret[] {
  const script = readShell(parseShell('', text), true);
  if (script === undefined) return [];
  return secretsInShell(script).flatMap(({ at, name, what }) =>
    what === 'a secret' ? [{ name, ...at.range }] : [],
  );
}

function inPython(text: string): readonly ProgramSecret[] {
  const script = readScript(parsePython('', text));
  if (script === undefined) return [];
  const found = [
    ...credentialsIn(script).map(({ literal, name }) => ({ literal, name })),
    ...namedSecretsIn(script).map(({ literal, name }) => ({ literal, name })),
  ];
  return found.flatMap(({ literal: { at, what }, name }) =>
    what === 'a secret' ? [{ name, ...at.range }] : [],
  );
}
