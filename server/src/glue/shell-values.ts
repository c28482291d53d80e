import type { Scalar, Source, Unknown, Value } from '../base/value';
import { unknown } from '../base/value';
import type { ShellDocument } from '../syntax/shell';
import type { OutputPart, ShellCommand, ShellPart, ShellWord } from '../syntax/shell-tree';
import type { Variables } from './shell-script';

/** A variable of a variable of a variable is not followed further. */
const deepest = 8;

/** What a word says before the program runs. */
export function wordValue(document: ShellDocument, variables: Variables, word: ShellWord): Value {
  const at = document.place(word.start, word.end);
  const parts = valueParts(document, variables, word, 0);
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return { ...first, at };
  if (parts.every((part) => part.kind === 'scalar')) {
    const text = parts.map((part) => part.text).join('');
    return { kind: 'scalar', text, value: text, at };
  }
  return { kind: 'text', parts, at };
}

function valueParts(
  document: ShellDocument,
  variables: Variables,
  word: ShellWord,
  depth: number,
): (Scalar | Unknown)[] {
  const values: (Scalar | Unknown)[] = [];
  for (const part of word.parts) {
    const at = document.place(part.start, part.end);
    if (part.kind === 'literal') {
      values.push({ kind: 'scalar', text: part.text, value: part.text, at });
      continue;
    }
    const known = knownWord(document, variables, part);
    if (known !== undefined && depth < deepest) {
      const inner = valueParts(document, variables, known, depth + 1);
      values.push(...(inner.length > 0 ? inner : [{ kind: 'scalar', text: '', value: '', at } as const]));
    } else values.push(unknown(reasonOf(part), at, sourceOf(document, variables, part)));
  }
  return values;
}

/** The word that stands for a part: the variable's only value, or the text that `$(cat <<EOF …)` gives. */
export function knownWord(
  document: ShellDocument,
  variables: Variables,
  part: ShellPart,
): ShellWord | undefined {
  if (part.kind === 'variable') return part.plain ? variables.wordOf(part.name) : undefined;
  return part.kind === 'output' ? printedBy(document, part) : undefined;
}

/** The text that a substitution prints, when it is a heredoc or a literal. */
function printedBy(document: ShellDocument, { commands }: OutputPart): ShellWord | undefined {
  const [command, more] = commands;
  if (command === undefined || more !== undefined) return undefined;
  const printed = printedText(document, command);
  if (printed === undefined) return undefined;
  // A substitution takes the line ends at the end away.
  const last = printed.parts.at(-1);
  if (last?.kind !== 'literal' || !last.text.endsWith('\n')) return printed;
  const text = last.text.replace(/\n+$/, '');
  return { ...printed, parts: [...printed.parts.slice(0, -1), { ...last, text }] };
}

/** What a command that only prints prints: `cat <<EOF`, `echo '…'`, `printf '%s' '…'`. */
export function printedText(document: ShellDocument, command: ShellCommand): ShellWord | undefined {
  const [name, ...words] = command.words;
  if (name === undefined) return undefined;
  const written = document.text.slice(name.start, name.end);
  const heredoc = command.redirects.find((redirect) => redirect.heredoc !== undefined)?.heredoc;
  if (written === 'cat' || written === 'tee' || written === 'sudo') return heredoc;
  const text = words.filter(({ start }) => document.text[start] !== '-');
  if (written === 'echo' && text.length === 1) return text[0];
  return written === 'printf' && text.length === 2 ? text[1] : undefined;
}

function reasonOf(part: ShellPart): string {
  if (part.kind === 'variable') return `the value of ${part.name}`;
  return part.kind === 'output' ? 'the output of a command' : 'what the shell makes of it';
}

function sourceOf(document: ShellDocument, variables: Variables, part: ShellPart): Source | undefined {
  if (part.kind === 'output') {
    const written = document.text.slice(part.start, part.end);
    if (/\bsecretsmanager\s+get-secret-value\b/.test(written)) return { of: 'secret-store' };
    return /\bssm\s+get-parameter/.test(written) ? { of: 'parameter-store' } : undefined;
  }
  if (part.kind !== 'variable') return undefined;
  if (/^[\d@*]$/.test(part.name)) return { of: 'argument', name: part.name };
  return variables.has(part.name) ? undefined : { of: 'environment', name: part.name };
}
