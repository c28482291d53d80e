import type { Range } from '../base/range';
import { heredocBody, type PendingHeredoc } from './shell-heredocs';
import type { ShellAssignment, ShellCommand, ShellRedirect, ShellWord } from './shell-tree';
import { type Host, readHeredocBody, readWord } from './shell-words';

/** Words of the grammar at the place of a command's name. */
const keywords = /^(?:if|then|elif|else|fi|do|done|while|until|for|select|case|esac|function|time|!|\{|\})$/;
const opening = /^(?:if|while|until|case|select|for|\{)$/;
const closingWords = /^(?:fi|done|esac|\})$/;
/** What follows them on the line is a list of words, not a command. */
const listing = /^(?:for|select|case|function)$/;

/** Deeper nesting is passed over. */
const deepest = 40;

/** A command that is being read. */
interface Draft {
  start: number;
  words: ShellWord[];
  environment: ShellAssignment[];
  redirects: ShellRedirect[];
}

/** One pass over a shell text, in which every character is looked at a bounded number of times. */
export class ShellReader implements Host {
  readonly commands: ShellCommand[] = [];
  readonly assignments: ShellAssignment[] = [];
  readonly bound = new Set<string>();
  readonly comments: Range[] = [];
  readonly broken: { readonly range: Range; readonly message: string }[] = [];
  position = 0;
  closing: string | undefined;
  private nesting = 0;
  private depth = 0;
  private pending: PendingHeredoc[] = [];

  constructor(readonly text: string) {}

  readAll(): void {
    this.position = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (this.position < this.text.length) {
      this.readCommands(undefined);
      // A bracket that nothing opened ends a pattern of `case`.
      this.position++;
    }
  }

  /** Reads commands up to a closing character that belongs to what is around them; the position is left on it. */
  readCommands(closing: string | undefined): readonly ShellCommand[] {
    const first = this.commands.length;
    if (this.depth >= deepest) return this.passOver(closing);
    this.depth++;
    const around = this.closing;
    this.closing = closing;
    let input: ShellCommand | undefined;
    let draft = newDraft(this.position);
    const finish = (): ShellCommand | undefined => {
      const command = this.finish(draft, input);
      draft = newDraft(this.position);
      return command;
    };
    while (this.position < this.text.length) {
      const at = this.position;
      const character = this.text[at] ?? '';
      if (character === ')' || character === closing) {
        if (character === ')' && closing !== ')' && draft.words.length > 0) draft.words = [];
        finish();
        if (closing === undefined || character === closing) break;
        this.position++;
        input = undefined;
      } else if (character === '\n') {
        finish();
        input = undefined;
        this.position++;
        this.readHeredocs();
      } else if (character === ' ' || character === '\t' || character === '\r') {
        this.position++;
      } else if (character === '\\' && /^\r?\n/.test(this.text.slice(at + 1, at + 3))) {
        this.position += this.text[at + 1] === '\r' ? 3 : 2;
      } else if (character === '#') {
        const end = this.lineEnd(at);
        this.comments.push({ start: at, end });
        this.position = end;
      } else if (character === ';' || character === '&' || character === '|') {
        input = this.readOperator(character, finish);
      } else if (character === '(') {
        this.readBracket(draft);
        if (draft.words.length === 0) draft = newDraft(this.position);
      } else if (character === '<' || character === '>') {
        this.readRedirect(draft);
      } else {
        this.readArgument(draft);
      }
      if (this.position === at && this.text[at] !== closing) this.position++;
    }
    finish();
    this.depth--;
    this.closing = around;
    return this.commands.slice(first);
  }

  /** Says that something is broken from here on. */
  damage(range: Range, message: string): void {
    if (this.broken.length < 100) this.broken.push({ range, message });
  }

  lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    if (end < 0) return this.text.length;
    return this.text[end - 1] === '\r' && end > from ? end - 1 : end;
  }

  /** `;`, `&`, `&&`, `|`, `||`, `&>`; gives the command that a pipe leads from. */
  private readOperator(character: string, finish: () => ShellCommand | undefined): ShellCommand | undefined {
    const next = this.text[this.position + 1];
    if (character === '&' && next === '>') {
      this.position++;
      return undefined;
    }
    const command = finish();
    const isPipe = character === '|' && next !== '|';
    this.position += next === character || (isPipe && next === '&') ? 2 : 1;
    return isPipe ? command : undefined;
  }

  /** `((…))`, `name()`, or a subshell. */
  private readBracket(draft: Draft): void {
    if (this.text.startsWith('((', this.position)) {
      const end = this.text.indexOf('))', this.position);
      if (end >= 0 && end < this.lineEnd(this.position)) {
        this.position = end + 2;
        return;
      }
    }
    const isFunction =
      draft.words.length === 1 && /^\(\s*\)/.test(this.text.slice(this.position, this.position + 8));
    if (isFunction) {
      this.position = this.text.indexOf(')', this.position) + 1;
      draft.words = [];
      return;
    }
    this.position++;
    this.nesting++;
    this.readCommands(')');
    this.nesting--;
    if (this.text[this.position] === ')') this.position++;
    draft.words = [];
  }

  private readArgument(draft: Draft): void {
    const start = this.position;
    const assigned = /(?:[A-Za-z_]\w*)(\+?)=/y;
    assigned.lastIndex = start;
    const assignment = draft.words.length === 0 ? assigned.exec(this.text) : null;
    if (assignment !== null) {
      const name = assignment[0].replace(/\+?=$/, '');
      this.position = start + assignment[0].length;
      const isArray = this.text[this.position] === '(';
      if (isArray) {
        this.position++;
        this.skipWords(/\)/);
        this.position++;
      }
      draft.environment.push({
        name,
        nameAt: { start, end: start + name.length },
        value: isArray ? undefined : readWord(this),
        appends: assignment[1] === '+',
        nested: this.nesting > 0 || this.depth > 1,
      });
      return;
    }
    const word = readWord(this);
    if (word.end === word.start) return;
    if (draft.words.length === 0 && draft.environment.length === 0 && this.isKeyword(word, draft)) return;
    if (draft.words.length === 0 && draft.environment.length === 0) draft.start = word.start;
    draft.words.push(word);
  }

  /** Takes the words of the grammar away, so that what they introduce is a command. */
  private isKeyword({ start, end, quote }: ShellWord, draft: Draft): boolean {
    const written = this.text.slice(start, end);
    if (quote !== undefined || !keywords.test(written)) return false;
    if (opening.test(written)) this.nesting++;
    if (closingWords.test(written)) this.nesting = Math.max(0, this.nesting - 1);
    if (!listing.test(written)) return true;
    if (written === 'for' || written === 'select') {
      const name = /[ \t]+([A-Za-z_]\w*)/y;
      name.lastIndex = end;
      const found = name.exec(this.text)?.[1];
      if (found !== undefined) this.bound.add(found);
    }
    // Its words are no command: they are read, for the substitutions in them, and dropped.
    this.skipWords(/[;\n{]/);
    draft.words = [];
    return true;
  }

  /** Reads words up to a character, or one that cannot be in a word, and forgets them. */
  private skipWords(stop: RegExp): void {
    while (this.position < this.text.length && !stop.test(this.text[this.position] ?? '')) {
      const before = this.position;
      if (this.text[before] === '#') this.position = this.lineEnd(before);
      else if (!/[\s;&|<>()]/.test(this.text[before] ?? '')) readWord(this);
      if (this.position === before) this.position++;
    }
  }

  private readRedirect(draft: Draft): void {
    const operator =
      /^(?:<<<|<<-?|<&|<>|<|>>|>&|>\||>)/.exec(this.text.slice(this.position, this.position + 3))?.[0] ?? '>';
    const start = this.position;
    this.position += operator.length;
    if (this.text[this.position] === '(' && operator.length === 1) {
      this.position++;
      this.readCommands(')');
      this.position++;
      draft.words.push({
        start,
        end: this.position,
        quote: undefined,
        parts: [{ kind: 'other', start, end: this.position }],
      });
      return;
    }
    while (this.text[this.position] === ' ' || this.text[this.position] === '\t') this.position++;
    // `2>&1`: the digit before the sign is no argument.
    const last = draft.words.at(-1);
    if (last !== undefined && last.end === start && /^\d$/.test(this.text.slice(last.start, last.end)))
      draft.words.pop();
    const word = readWord(this);
    if (operator !== '<<' && operator !== '<<-') {
      draft.redirects.push({ operator, target: word, heredoc: undefined });
      return;
    }
    const written = this.text.slice(word.start, word.end);
    const delimiter = written.replace(/["'\\]/g, '');
    if (delimiter === '') return;
    const index = draft.redirects.length;
    const { redirects } = draft;
    redirects.push({ operator, target: undefined, heredoc: undefined });
    this.pending.push({
      delimiter,
      quoted: delimiter !== written,
      tabs: operator === '<<-',
      at: start,
      fill: (heredoc) => {
        redirects[index] = { operator, target: undefined, heredoc };
      },
    });
  }

  /** The texts that the heredocs of the line just ended promise; the position is at the start of the next line. */
  private readHeredocs(): void {
    const pending = this.pending;
    this.pending = [];
    for (const heredoc of pending) {
      const { body, next, isClosed } = heredocBody(this.text, this.position, heredoc);
      if (!isClosed) this.damage({ start: heredoc.at, end: this.text.length }, 'A heredoc has no end.');
      heredoc.fill(readHeredocBody(this, body, heredoc.quoted, heredoc.tabs));
      this.position = next;
    }
  }

  /** Turns a draft into a command; what only assigns is none. */
  private finish(draft: Draft, input: ShellCommand | undefined): ShellCommand | undefined {
    const { start, words, environment, redirects } = draft;
    const [name] = words;
    if (name === undefined) {
      this.assignments.push(...environment);
      if (redirects.length === 0) return undefined;
    }
    const end = words.at(-1)?.end ?? start;
    const from = environment[0]?.nameAt.start ?? name?.start ?? start;
    // The list of redirects is shared: the texts of heredocs are read later.
    const command: ShellCommand = {
      start: from,
      end,
      words,
      environment: name === undefined ? [] : environment,
      redirects,
      input,
    };
    this.commands.push(command);
    const written = name === undefined ? '' : this.text.slice(name.start, name.end);
    if (written === 'read' || written === 'mapfile' || written === 'getopts') {
      for (const word of words.slice(1)) this.bound.add(this.text.slice(word.start, word.end));
    }
    return command;
  }

  /** What is nested too deeply: to the closing character, or to the end. */
  private passOver(closing: string | undefined): readonly ShellCommand[] {
    const end = closing === undefined ? -1 : this.text.indexOf(closing, this.position);
    this.position = end < 0 ? this.text.length : end;
    return [];
  }
}

function newDraft(start: number): Draft {
  return { start, words: [], environment: [], redirects: [] };
}
