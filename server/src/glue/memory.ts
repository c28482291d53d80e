import type { PythonDocument } from '../syntax/python';
import type { Body, Placed, Statement } from '../syntax/python-tree';
import { runStatement } from './execute';
import { runPending } from './function-bodies';
import { Ledger, type Step } from './ledger';
import { type Origin, Spot } from './meaning';
import type { Searches } from './parts';
import type { Reading } from './recorded-call';
import type { Frame, Run } from './run';
import { newScope } from './scope';
import type { Definition, Script } from './script';

/** A statement of the top level. */
export interface TopStatement {
  readonly statement: Statement;
  readonly origin: Origin;
  /** Modules imported in it and below, by the top name. */
  readonly imports: readonly string[];
  /** The functions and classes that it gives to the top level. */
  readonly defines: readonly Definition[];
  /** How it was run the last time. */
  step: Step | undefined;
}

/** What the next version of a script takes over from this one: its statements, and what running them once came to. */
export class Memory {
  readonly ledger = new Ledger();
  readonly searches: Searches = new Map();
  private statements: readonly TopStatement[] = [];
  private spark: boolean | undefined;
  private reader: Reading | undefined;

  reading(script: Script): Reading {
    this.reader ??= { script, asked: 0 };
    this.reader.script = script;
    return this.reader;
  }

  /** The statements of a document; those that are the same in the last one are the same objects, moved to their new places. */
  follow({ file, body }: PythonDocument): readonly TopStatement[] {
    const before = this.statements;
    const shorter = Math.min(before.length, body.length);
    let first = 0;
    while (first < shorter && before[first]?.statement === body[first]?.statement) first++;
    let last = 0;
    const fromEnd = <T>(list: readonly T[]): T | undefined => list[list.length - 1 - last];
    while (last < shorter - first && fromEnd(before)?.statement === fromEnd(body)?.statement) last++;
    const between = new Map<Statement, TopStatement[]>();
    for (const one of before.slice(first, before.length - last)) {
      const same = between.get(one.statement);
      if (same) same.push(one);
      else between.set(one.statement, [one]);
    }
    this.statements = body.map((placed, index) => {
      const known =
        index < first
          ? before[index]
          : index >= body.length - last
            ? before[index - body.length + before.length]
            : between.get(placed.statement)?.shift();
      if (known === undefined) return topStatement(file, placed);
      known.origin.offset = placed.offset;
      return known;
    });
    return this.statements;
  }

  /** Runs the script, as far as it may come to something else than the last time. */
  run(run: Run, statements: readonly TopStatement[]): void {
    const { ledger } = this;
    ledger.begin();
    // What is taken for Spark's rests on it.
    const isFresh = this.spark !== run.spark;
    this.spark = run.spark;
    ledger.top ??= newScope(ledger, undefined);
    const frame: Frame = {
      run,
      scope: ledger.top,
      file: run.script.file,
      silent: false,
      depth: 0,
      within: undefined,
      classBeingRead: undefined,
      base: 0,
      origin: { offset: 0 },
      returned: undefined,
    };
    for (const top of statements) {
      if (!isFresh && top.step !== undefined && ledger.replay(run, top.step)) continue;
      frame.origin = top.origin;
      top.step = ledger.step(run, () => runStatement(frame, top.statement));
    }
    runPending(run);
  }
}

function topStatement(file: string, { offset, statement }: Placed): TopStatement {
  const found: Found = { imports: [], defines: [] };
  const origin = { offset };
  lookThrough([{ offset: 0, statement }], 0, file, origin, found, true);
  return { statement, origin, ...found, step: undefined };
}

interface Found {
  readonly imports: string[];
  readonly defines: Definition[];
}

function lookThrough(
  body: Body,
  base: number,
  file: string,
  origin: Origin,
  found: Found,
  top: boolean,
): void {
  const inside = (inner: Body, start: number, isTop = false) =>
    lookThrough(inner, start, file, origin, found, isTop);
  for (const { offset, statement } of body) {
    const start = base + offset;
    switch (statement.kind) {
      case 'import':
        if (statement.module !== undefined) found.imports.push(topOf(statement.module));
        else for (const { name } of statement.names) found.imports.push(topOf(name));
        break;
      case 'branch':
        for (const way of statement.ways) inside(way, start, top);
        break;
      case 'try':
        inside(statement.body, start);
        for (const handler of statement.handlers) inside(handler, start);
        break;
      case 'function':
      case 'class':
        if (top)
          found.defines.push({
            name: statement.name.id,
            at: new Spot(file, origin, start + statement.name.from, start + statement.name.to),
          });
        inside(statement.body, start);
        break;
      case 'for':
      case 'with':
      case 'group':
        inside(statement.body, start);
        break;
    }
  }
}

function topOf(module: string): string {
  return module.split('.')[0] ?? '';
}
