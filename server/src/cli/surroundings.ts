import type { AnyRule } from '../engine/rule';

/** What the terminal's commands take from outside; tests give their own. */
export interface Surroundings {
  /** The current folder, absolute. */
  readonly folder: string;
  readonly rules: readonly AnyRule[];
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** Serves the protocol on stdin and stdout until the client leaves. */
  startServer(): void | Promise<void>;
}

export interface Output {
  readonly isTTY: boolean;
  write(text: string): void;
}
