import type { Place, Range } from '../base/range';
import { ShellReader } from './shell-reader';
import type { ShellAssignment, ShellCommand } from './shell-tree';
import type { Comment, SyntaxProblem } from './tree';

/** What is found in a shell text: its simple commands, wherever they stand. Offsets count in `text`. */
export interface ShellDocument {
  readonly file: string;
  readonly language: 'shell';
  readonly text: string;
  /** In text order, those within substitutions, loops and functions included. */
  readonly commands: readonly ShellCommand[];
  /** Assignments that are commands of their own; those in front of a command are the command's. */
  readonly assignments: readonly ShellAssignment[];
  /** Names that loops and `read` give values to. */
  readonly bound: ReadonlySet<string>;
  /** In the file. */
  readonly comments: readonly Comment[];
  /** In the file: where a quote or a heredoc has no end. */
  readonly problems: readonly SyntaxProblem[];
  readonly damaged: readonly Range[];
  /** Where a stretch of `text` stands in the file. */
  place(start: number, end: number): Place;
}

/** Longer texts are data, not programs; they are not read. */
const longest = 2_000_000;

/**
 * Reads a shell text. `toFile` maps its offsets to those of the file it stands in, and must not decrease. Never throws: what is
 * broken is passed over.
 */
export function parseShell(
  file: string,
  text: string,
  toFile: (offset: number) => number = (offset) => offset,
): ShellDocument {
  const reader = new ShellReader(text.length > longest ? '' : text);
  reader.readAll();
  const inFile = ({ start, end }: Range): Range => ({ start: toFile(start), end: toFile(end) });
  const sorted = [...reader.commands].sort((a, b) => a.start - b.start);
  return {
    file,
    language: 'shell',
    text,
    commands: sorted,
    assignments: reader.assignments,
    bound: reader.bound,
    comments: reader.comments.map((range) => ({
      range: inFile(range),
      text: text.slice(range.start, range.end).replace(/^#+/, '').trim(),
    })),
    problems: reader.broken.map(({ range, message }) => ({ range: inFile(range), message })),
    damaged: reader.broken.map(({ range }) => inFile(range)),
    place: (start, end) => ({ file, range: inFile({ start, end }) }),
  };
}
