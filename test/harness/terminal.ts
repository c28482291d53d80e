import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Result } from '../../server/src/cli/result';
import { run } from '../../server/src/cli/run';
import { testRules } from '../models/cli/rules';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly served: boolean;
  /** The output as JSON; read only where it is JSON. */
  readonly json: Result;
}

export interface Conditions {
  readonly isTTY?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Terminal {
  /** The current folder: a new one for each test. */
  folder(): string;
  write(files: Readonly<Record<string, string | Buffer>>): void;
  lakewarden(...args: readonly string[]): Promise<Ran>;
  lakewardenIn(conditions: Conditions, ...args: readonly string[]): Promise<Ran>;
}

/** A terminal in an empty folder, in this process, with the rules of `models/cli`. */
export function terminal(): Terminal {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lakewarden-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder: () => folder,
    write: (files) => writeAll(folder, files),
    lakewarden: (...args) => runIn(folder, {}, args),
    lakewardenIn: (conditions, ...args) => runIn(folder, conditions, args),
  };
}

async function runIn(folder: string, conditions: Conditions, args: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  let served = false;
  const code = await run(args, {
    folder,
    rules: testRules,
    version: '1.2.3',
    environment: conditions.environment ?? {},
    out: { isTTY: conditions.isTTY ?? false, write: (text) => void out.push(text) },
    err: { isTTY: false, write: (text) => void err.push(text) },
    startServer: () => {
      served = true;
    },
  });
  return {
    code,
    out: out.join(''),
    err: err.join(''),
    served,
    get json() {
      return JSON.parse(out.join(''));
    },
  };
}

function writeAll(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
