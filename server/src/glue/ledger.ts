import type { Value } from '../base/value';
import type { FunctionMeaning } from './meaning';
import type { Run } from './run';
import type { Scope } from './scope';
import type { Part } from './script';

/**
 * A top-level statement or the body of a function as it was run once: what it looked at outside of itself, and what it left
 * there. Where all that it looked at is as it was, running it again would leave the same behind.
 */
export interface Step extends Part {
  /** Names looked at, with what they were. */
  readonly seen: readonly Variable[];
  /** Names changed, with what they are afterwards. */
  readonly left: readonly Variable[];
  /** What else was looked at. */
  readonly conditions: readonly ((run: Run) => boolean)[];
  /** What else was changed; each answers how it is taken back. */
  readonly effects: readonly Effect[];
  readonly policies: readonly Value[];
  readonly pending: readonly FunctionMeaning[];
  /** `Run.budget` before and after it; undefined when it did not matter. */
  readonly budget: { readonly before: number; readonly after: number } | undefined;
}

export interface Variable {
  readonly scope: Scope;
  readonly name: string;
  readonly value: Value | undefined;
}

export type Effect = () => () => void;

/** Stands for the step that makes something: what a step makes and changes itself needs no note. */
export type Owner = object;

/**
 * The books on what the steps of a script look at and change. They are kept from one version of the text to the next,
 * together with the objects that the steps have made. What other steps did to such an object afterwards is taken back when a
 * reading begins, so that it is again as the step that made it left it.
 */
export class Ledger {
  /** The names of the script's top level. */
  top: Scope | undefined;
  private owner: Owner = {};
  private readonly seen = new Map<Scope, Map<string, Value | undefined>>();
  private readonly left = new Map<Scope, Map<string, Value | undefined>>();
  private conditions: ((run: Run) => boolean)[] = [];
  private effects: Effect[] = [];
  private undo: (() => void)[] = [];

  /** The step that is being run. */
  get current(): Owner {
    return this.owner;
  }

  /** Takes back what the last reading did. */
  begin(): void {
    for (let last = this.undo.pop(); last !== undefined; last = this.undo.pop()) last();
    this.top?.values.clear();
    this.top?.outer.clear();
  }

  /** Runs a step and notes it. */
  step(run: Run, work: () => void): Step {
    this.owner = {};
    const { calls, bindings, strings, policies, pending } = run;
    const from = [calls.length, bindings.length, strings.length, policies.length, pending.length] as const;
    const before = run.budget;
    run.minded = false;
    work();
    const step: Step = {
      seen: flat(this.seen),
      left: flat(this.left),
      conditions: this.conditions,
      effects: this.effects,
      calls: calls.slice(from[0]),
      bindings: bindings.slice(from[1]),
      strings: strings.slice(from[2]),
      found: new Map(),
      policies: policies.slice(from[3]),
      pending: pending.slice(from[4]),
      budget: run.minded ? { before, after: run.budget } : undefined,
    };
    this.seen.clear();
    this.left.clear();
    this.conditions = [];
    this.effects = [];
    run.parts.push(step);
    return step;
  }

  /** Does what a step did, where it would do so again; false when it has to be run. */
  replay(run: Run, step: Step): boolean {
    if (!lasts(run, step)) return false;
    for (const { scope, name, value } of step.seen) if (scope.values.get(name) !== value) return false;
    for (const holds of step.conditions) if (!holds(run)) return false;
    for (const { scope, name, value } of step.left) this.set(scope, name, value);
    for (const effect of step.effects) this.undo.push(effect());
    run.parts.push(step);
    for (const call of step.calls) run.calls.push(call);
    for (const binding of step.bindings) run.bindings.push(binding);
    for (const string of step.strings) run.strings.push(string);
    for (const policy of step.policies) run.policies.push(policy);
    for (const fn of step.pending) run.pending.push(fn);
    if (step.budget !== undefined) run.budget -= step.budget.before - step.budget.after;
    return true;
  }

  read(scope: Scope, name: string): Value | undefined {
    const value = scope.values.get(name);
    if (scope.owner === this.owner || this.left.get(scope)?.has(name) === true) return value;
    let names = this.seen.get(scope);
    if (names === undefined) {
      names = new Map();
      this.seen.set(scope, names);
    }
    names.set(name, value);
    return value;
  }

  write(scope: Scope, name: string, value: Value | undefined): void {
    if (scope.owner === this.owner) {
      if (value === undefined) scope.values.delete(name);
      else scope.values.set(name, value);
      return;
    }
    let names = this.left.get(scope);
    if (names === undefined) {
      names = new Map();
      this.left.set(scope, names);
    }
    names.set(name, value);
    this.set(scope, name, value);
  }

  /** Notes that the step's result rests on something; it holds now. */
  expect(condition: (run: Run) => boolean): void {
    this.conditions.push(condition);
  }

  /** Changes something that `owner` has made. */
  change(owner: Owner, effect: Effect): void {
    const back = effect();
    if (owner === this.owner) return;
    this.effects.push(effect);
    this.undo.push(back);
  }

  private set(scope: Scope, name: string, value: Value | undefined): void {
    const { values } = scope;
    if (scope !== this.top) {
      const before = values.get(name);
      this.undo.push(() => {
        if (before === undefined) values.delete(name);
        else values.set(name, before);
      });
    }
    if (value === undefined) values.delete(name);
    else values.set(name, value);
  }
}

/** True when the statements that may still be run are enough for the step, or lack in the same way as they did. */
function lasts({ budget }: Run, step: Step): boolean {
  if (step.budget === undefined) return true;
  const { before, after } = step.budget;
  if (budget === before || (budget <= 0 && before <= 0)) return true;
  return after > 0 && budget - (before - after) > 0;
}

function flat(scopes: ReadonlyMap<Scope, ReadonlyMap<string, Value | undefined>>): readonly Variable[] {
  if (scopes.size === 0) return none;
  const variables: Variable[] = [];
  for (const [scope, names] of scopes)
    for (const [name, value] of names) variables.push({ scope, name, value });
  return variables;
}

const none: readonly Variable[] = [];
