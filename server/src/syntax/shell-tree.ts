/** A shell program as plain data. Offsets are UTF-16 code units in the program's text. */
interface Spanned {
  readonly start: number;
  readonly end: number;
}

/** Letters that are what they are; one letter of the program each, unless the part is a single escape. */
export interface LiteralPart extends Spanned {
  readonly kind: 'literal';
  readonly text: string;
}

/** `$NAME`, `${NAME}`, `${NAME:-word}`, `$1`, `$@`. */
export interface VariablePart extends Spanned {
  readonly kind: 'variable';
  readonly name: string;
  /** Written as `$NAME` or `${NAME}`: nothing is done to the value. */
  readonly plain: boolean;
  /** The word behind `:-`, `-`, `:=` or `=`, when it is literal. */
  readonly fallback: LiteralPart | undefined;
}

/** `$(…)` and backticks, with the commands in them. */
export interface OutputPart extends Spanned {
  readonly kind: 'output';
  readonly commands: readonly ShellCommand[];
}

/** What depends on the machine: `*`, `~`, `$((…))`, `<(…)`. */
export interface OtherPart extends Spanned {
  readonly kind: 'other';
}

export type ShellPart = LiteralPart | VariablePart | OutputPart | OtherPart;

/** A word, or the body of a heredoc. */
export interface ShellWord extends Spanned {
  readonly parts: readonly ShellPart[];
  /** The quotes around the whole word, when there is one pair of them. */
  readonly quote: '"' | "'" | undefined;
}

export interface ShellAssignment {
  readonly name: string;
  readonly nameAt: Spanned;
  /** Undefined for arrays. */
  readonly value: ShellWord | undefined;
  /** `NAME+=…` */
  readonly appends: boolean;
  /** Within a condition, loop, function or subshell. */
  readonly nested: boolean;
}

export interface ShellRedirect {
  readonly operator: string;
  /** The file, or the text behind `<<<`; undefined for a heredoc. */
  readonly target: ShellWord | undefined;
  /** The text of a heredoc, without the line that ends it. */
  readonly heredoc: ShellWord | undefined;
}

/** A simple command: what stands between `;`, `|`, `&&` and line ends. */
export interface ShellCommand extends Spanned {
  /** The name and the arguments. */
  readonly words: readonly ShellWord[];
  /** `NAME=value` before the name. */
  readonly environment: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  /** The command whose output is piped into this one. */
  readonly input: ShellCommand | undefined;
}
