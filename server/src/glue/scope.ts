import type { Value } from '../base/value';
import type { Ledger, Owner } from './ledger';
import { join } from './meaning';

/** The names of a module, class or function while it is read. */
export interface Scope {
  /** Read and written through the ledger, which has to know about names that outlive a step. */
  readonly values: Map<string, Value>;
  readonly ledger: Ledger;
  readonly owner: Owner;
  /** Where names that are not found here are looked up. */
  readonly parent: Scope | undefined;
  readonly isClass: boolean;
  /** Of a class: what it extends. */
  readonly bases: readonly Value[] | undefined;
  /** Declared `global` or `nonlocal` here. */
  readonly outer: Set<string>;
  /** What the names changed on the current way had before; undefined outside of branches. */
  trail: Map<string, Value | undefined> | undefined;
}

export function newScope(ledger: Ledger, parent: Scope | undefined, bases?: readonly Value[]): Scope {
  return {
    values: new Map(),
    ledger,
    owner: ledger.current,
    parent,
    isClass: bases !== undefined,
    bases,
    outer: new Set(),
    trail: undefined,
  };
}

/** What a scope itself has under a name. */
export function valueIn(scope: Scope, name: string): Value | undefined {
  return scope.ledger.read(scope, name);
}

export function setIn(scope: Scope, name: string, value: Value | undefined): void {
  scope.ledger.write(scope, name, value);
}

export function lookUpName(scope: Scope, name: string): Value | undefined {
  for (let current: Scope | undefined = scope; current; current = current.parent) {
    if (current.isClass && current !== scope) continue;
    const value = valueIn(current, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

export function assignName(scope: Scope, name: string, value: Value): void {
  if (scope.outer.has(name) && scope.parent) {
    assignOuter(scope.parent, name, value);
    return;
  }
  if (scope.trail && !scope.trail.has(name)) scope.trail.set(name, valueIn(scope, name));
  setIn(scope, name, value);
}

/** A function may run at any time: what it assigns outside may or may not be there. */
function assignOuter(parent: Scope, name: string, value: Value): void {
  let target = parent;
  while (target.parent && (target.isClass || valueIn(target, name) === undefined)) target = target.parent;
  const before = valueIn(target, name);
  const nothing = before === undefined || (before.kind === 'scalar' && before.value === null);
  assignName(target, name, nothing ? value : join(before, value));
}

/**
 * Runs ways of which at most one is taken, each from the same state, and joins what they leave behind. A way that
 * answers true leaves the body (`return`, `raise`): what it assigned does not reach what follows.
 */
export function takeOneOf(scope: Scope, ways: readonly (() => boolean)[], complete: boolean): void {
  const outcomes: Map<string, Value | undefined>[] = [];
  const touched = new Map<string, Value | undefined>();
  for (const way of ways) {
    const trail = new Map<string, Value | undefined>();
    const enclosing = scope.trail;
    scope.trail = trail;
    const left = way();
    scope.trail = enclosing;
    const outcome = new Map<string, Value | undefined>();
    for (const [name, before] of trail) {
      outcome.set(name, valueIn(scope, name));
      if (!touched.has(name)) touched.set(name, before);
      setIn(scope, name, before);
    }
    if (!left) outcomes.push(outcome);
  }
  for (const [name, before] of touched) {
    let value: Value | undefined;
    for (const outcome of outcomes) value = joinMaybe(value, outcome.has(name) ? outcome.get(name) : before);
    if (!complete || outcomes.length === 0) value = joinMaybe(value, before);
    if (value !== undefined && value !== before) assignName(scope, name, value);
  }
}

function joinMaybe(a: Value | undefined, b: Value | undefined): Value | undefined {
  return a === undefined ? b : join(a, b);
}
