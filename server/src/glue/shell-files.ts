import type { ShellCommand, ShellWord } from '../syntax/shell-tree';
import type { ShellScript, Word } from './shell-script';
import { printedText } from './shell-values';

/** A text that the program writes into a file. */
export interface WrittenFile {
  /** The file's name as the program writes it. */
  readonly name: string;
  readonly text: ShellWord;
}

/** `cat > policy.json <<EOF`, `tee policy.json <<EOF`, `echo '…' > policy.json`, `cat <<EOF | tee policy.json`. */
export function writtenFiles(script: ShellScript): readonly WrittenFile[] {
  const { document } = script;
  return document.commands.flatMap((command) => {
    const text = printedText(document, command) ?? inputText(script, command);
    if (text === undefined) return [];
    return targetsOf(script, command).map((name) => ({ name, text }));
  });
}

function inputText({ document }: ShellScript, { input }: ShellCommand): ShellWord | undefined {
  return input === undefined ? undefined : printedText(document, input);
}

function targetsOf({ document }: ShellScript, { words, redirects }: ShellCommand): readonly string[] {
  const written = ({ start, end }: ShellWord): string => document.text.slice(start, end);
  const redirected = redirects.flatMap(({ operator, target }) =>
    target !== undefined && /^>[>|]?$/.test(operator) ? [nameOf(written(target))] : [],
  );
  const [first, ...rest] = words.map(written).filter((word) => word !== 'sudo');
  const teed = first === 'tee' ? rest.filter((word) => !word.startsWith('-')).map(nameOf) : [];
  return [...redirected, ...teed];
}

/** The text that an option's value is: the word itself, or what the program has written into the file it names. */
export function textGiven(word: Word, files: readonly WrittenFile[]): ShellWord {
  const path =
    /^["']?file:\/\/(.*)$/s.exec(word.written)?.[1] ??
    /^"?\$\(\s*cat\s+([^\s|;&<>]+)\s*\)"?$/.exec(word.written)?.[1];
  if (path === undefined) return word.source;
  const name = nameOf(path);
  const before = files.filter((file) => file.name === name && file.text.start <= word.source.start);
  return (before.at(-1) ?? files.find((file) => file.name === name))?.text ?? word.source;
}

/** A file's name without quotes and without what leads to the current folder. */
function nameOf(written: string): string {
  return written.replace(/["']/g, '').replace(/^(?:\.\/)+/, '');
}
