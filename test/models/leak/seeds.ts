/**
 * Invented secrets, put together when the tests run so that no scanner of this repository stumbles over them. Each is
 * unique, and so is every piece of it.
 */
export class Seeds {
  readonly all: string[] = [];
  /** Each piece of five characters with its secret: short enough to notice a shortened one, too long for an accident. */
  private readonly pieces = new Map<string, string>();
  private state = 20_260_921;

  /** A password as a generator makes it. */
  password(): string {
    return this.keep(`${this.letters(mixed, 9)}-${this.letters(mixed, 9)}7q`);
  }

  /** An AWS access key id. */
  key(): string {
    return this.keep(this.letters(upper, 16), ['AK', 'IA'].join(''));
  }

  /** A GitHub token. */
  token(): string {
    return this.keep(this.letters(mixed, 36), ['gh', 'p_'].join(''));
  }

  /** The secrets of which a text holds a piece, beyond the two characters that a mask may show. */
  within(text: string): readonly string[] {
    const found = new Set<string>();
    for (let start = 0; start + 5 <= text.length; start++) {
      const secret = this.pieces.get(text.slice(start, start + 5));
      if (secret !== undefined) found.add(secret);
    }
    return [...found];
  }

  /** What every secret of a maker begins with tells nothing. */
  private keep(own: string, prefix = ''): string {
    const secret = prefix + own;
    this.all.push(secret);
    for (let start = 0; start + 5 <= own.length; start++)
      this.pieces.set(own.slice(start, start + 5), secret);
    return secret;
  }

  private letters(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.next(alphabet.length)] ?? '').join('');
  }

  /** Mulberry32: the same secrets in every run. */
  private next(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const once = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    const twice = (once + Math.imul(once ^ (once >>> 7), 61 | once)) ^ once;
    return Math.floor((((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32) * below);
  }
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const mixed = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
