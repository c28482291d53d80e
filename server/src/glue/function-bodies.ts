import type { Value } from '../base/value';
import { unknown } from '../base/value';
import type { Expression, Placed } from '../syntax/python-tree';
import { evaluate } from './evaluate';
import { runBody } from './execute';
import type { FunctionMeaning, FunctionReading } from './meaning';
import { join, meaning } from './meaning';
import type { Frame, Run } from './run';
import { placeOf } from './run';
import type { Scope } from './scope';
import { newScope, setIn } from './scope';

/** Reads the bodies of all functions defined so far, callers before what they call. */
export function runPending(run: Run, depth = 0): void {
  const functions = inCallOrder(run.pending);
  run.pending = [];
  for (const fn of functions) {
    if (fn.read === undefined || !isGivenTheSame(fn, fn.read) || !run.ledger.replay(run, fn.read.step))
      fn.read = {
        sites: [...fn.sites],
        escapes: fn.escapes,
        step: run.ledger.step(run, () => runFunctionBody(run, fn, joinedSites(fn), 0, false)),
      };
    if (run.pending.length === 0) continue;
    if (depth < 20) runPending(run, depth + 1);
    else run.pending = [];
  }
}

function isGivenTheSame(fn: FunctionMeaning, { sites, escapes }: FunctionReading): boolean {
  return (
    fn.escapes === escapes &&
    fn.sites.length === sites.length &&
    sites.every((site, index) => site === fn.sites[index])
  );
}

function joinedSites(fn: FunctionMeaning): Map<string, Value> {
  const given = new Map<string, Value>();
  for (const { name } of fn.parameters) {
    if (fn.sites.length === 0) continue;
    let value: Value | undefined;
    for (const site of fn.sites) {
      const one = site.get(name.id) ?? fn.defaults.get(name.id);
      if (one) value = join(value, one);
    }
    if (value) given.set(name.id, value);
  }
  return given;
}

/** Reads a body for what it is given; answers what it returns. */
export function runFunctionBody(
  run: Run,
  fn: FunctionMeaning,
  given: ReadonlyMap<string, Value>,
  depth: number,
  silent: boolean,
): Value | undefined {
  const scope = newScope(run.ledger, fn.scope);
  const frame: Frame = {
    run,
    scope,
    file: fn.file,
    silent,
    depth,
    within: fn,
    classBeingRead: undefined,
    base: fn.base,
    origin: fn.origin,
    returned: undefined,
  };
  bindParameters(frame, fn, given, scope, silent);
  if (isBody(fn.body)) runBody(frame, fn.body, fn.base);
  else frame.returned = evaluate(frame, fn.body);
  return frame.returned;
}

function isBody(body: readonly Placed[] | Expression): body is readonly Placed[] {
  return Array.isArray(body);
}

function bindParameters(
  frame: Frame,
  fn: FunctionMeaning,
  given: ReadonlyMap<string, Value>,
  scope: Scope,
  silent: boolean,
): void {
  fn.parameters.forEach(({ name, stars }, position) => {
    const at = placeOf(frame, name);
    if (position === 0 && fn.bound && fn.of) {
      setIn(scope, name.id, meaning({ is: 'instance', of: fn.of }, 'an object', at));
      return;
    }
    const fallback = fn.defaults.get(name.id);
    let value = given.get(name.id) ?? (silent && stars === 0 ? fallback : undefined);
    if (value === undefined || (fn.escapes && !silent)) {
      const anything = unknown(`the parameter ${name.id}`, at, inputOf(fn, position));
      value = value === undefined ? anything : join(value, anything);
      if (fallback && !(fallback.kind === 'scalar' && fallback.value === null)) value = join(fallback, value);
    }
    setIn(scope, name.id, value);
  });
}

/** The event of a Lambda function. */
function inputOf(fn: FunctionMeaning, position: number): { of: 'input'; name: string } | undefined {
  const [first, second] = fn.parameters;
  if (position !== 0 || !first || fn.of) return undefined;
  const isEvent = first.name.id === 'event' || (second?.name.id === 'context' && fn.parameters.length === 2);
  return isEvent || /handler$/i.test(fn.name) ? { of: 'input', name: first.name.id } : undefined;
}

/** Callers first, so that what a function is given is known when its body is read. */
function inCallOrder(functions: readonly FunctionMeaning[]): FunctionMeaning[] {
  const byName = new Map<string, FunctionMeaning[]>();
  const add = (name: string, fn: FunctionMeaning) => {
    const same = byName.get(name);
    if (same) same.push(fn);
    else byName.set(name, [fn]);
  };
  for (const fn of functions) {
    add(fn.name, fn);
    if (fn.name === '__init__' && fn.of) add(fn.of.name, fn);
  }
  const seen = new Set<FunctionMeaning>();
  const finished: FunctionMeaning[] = [];
  const visit = (fn: FunctionMeaning, depth: number) => {
    if (seen.has(fn)) return;
    seen.add(fn);
    if (depth < 1000) {
      if (fn.name === '__init__') {
        for (const method of functions) if (method.of === fn.of && fn.of) visit(method, depth + 1);
      }
      for (const name of fn.calls) {
        const of = name === 'cls' && fn.of ? fn.of.name : name;
        for (const callee of byName.get(of) ?? []) visit(callee, depth + 1);
      }
    }
    finished.push(fn);
  };
  for (const fn of [...functions].reverse()) visit(fn, 0);
  return finished.reverse();
}
