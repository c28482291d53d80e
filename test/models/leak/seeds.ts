/**
 * Invented secrets, put together when the tests run so that no scanner of this repository stumbles over them. Each is
 * unique, and so is every piece of it.
 */
export class Seeds {
  readonly all: string[] = [];
  private readonly pieces = new Map<string, readonly string[]>();
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

  /** The pieces of the secrets that a text holds, beyond the two characters that a mask may show. */
  within(text: string): readonly string[] {
    return this.all.filter((secret) => this.pieces.get(secret)?.some((piece) => text.includes(piece)));
  }

  /** What every secret of a maker begins with tells nothing. */
  private keep(own: string, prefix = ''): string {
    const secret = prefix + own;
    this.all.push(secret);
    this.pieces.set(secret, piecesOf(own));
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

/** Five characters each: short enough to notice a shortened secret, long enough to be no accident. */
function piecesOf(secret: string): readonly string[] {
  return Array.from({ length: secret.length - 4 }, (_, start) => secret.slice(start, start + 5));
}
