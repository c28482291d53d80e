import type { Place } from '../base/range';
import type { Entry, Value } from '../base/value';
import { unknown } from '../base/value';
import type { Expression, LambdaExpression, Parameter, Placed, Statement } from '../syntax/python-tree';
import type { Arguments } from './calls';
import { evaluate } from './evaluate';
import { runBody } from './execute';
import type { ClassMeaning, FunctionMeaning } from './meaning';
import { join, meaning, meaningOf } from './meaning';
import { attributeOf } from './members';
import { fillFields } from './records';
import type { Frame, Run } from './run';
import { placeOf, recordBinding } from './run';
import type { Scope } from './scope';
import { assignName, newScope } from './scope';

/** Reads a `def`: its defaults now, its body when all calls of it are known. */
export function defineFunction(frame: Frame, node: Extract<Statement, { kind: 'function' }>): void {
  const decorators = node.decorators.map((decorator) => {
    evaluate(frame, decorator);
    return decorator.kind === 'name' ? decorator.id : decorator.kind === 'attribute' ? decorator.name.id : '';
  });
  const of = frame.scope.isClass ? frame.classBeingRead : undefined;
  const fn: FunctionMeaning = {
    is: 'function',
    name: node.name.id,
    parameters: node.parameters,
    defaults: defaultsOf(frame, node.parameters),
    body: node.body,
    scope: frame.scope,
    file: frame.file,
    base: frame.base,
    of,
    bound: of !== undefined && !decorators.includes('staticmethod'),
    property: decorators.some((name) => /^(?:cached_)?property$/.test(name)),
    returns: node.returns,
    calls: node.calls,
    sites: [],
    escapes: decorators.some((name) => !/^(?:staticmethod|classmethod|(?:cached_)?property)$/.test(name)),
    running: false,
  };
  assignName(frame.scope, node.name.id, meaning(fn, 'a function', placeOf(frame, node.name)));
  if (!frame.silent) frame.run.pending.push(fn);
}

export function lambdaOf(frame: Frame, node: LambdaExpression): Value {
  const fn: FunctionMeaning = {
    is: 'function',
    name: 'lambda',
    parameters: node.parameters,
    defaults: defaultsOf(frame, node.parameters),
    body: node.body,
    scope: frame.scope,
    file: frame.file,
    base: frame.base,
    of: undefined,
    bound: false,
    property: false,
    returns: true,
    calls: [],
    sites: [],
    escapes: true,
    running: false,
  };
  if (!frame.silent) frame.run.pending.push(fn);
  return meaning(fn, 'a function', placeOf(frame, node));
}

function defaultsOf(frame: Frame, parameters: readonly Parameter[]): ReadonlyMap<string, Value> {
  const defaults = new Map<string, Value>();
  for (const { name, default: node } of parameters) {
    if (!node) continue;
    const value = evaluate(frame, node);
    defaults.set(name.id, value);
    const nameAt = placeOf(frame, name);
    recordBinding(frame, { name: name.id, nameAt, value, valueAt: placeOf(frame, node), of: 'parameter' });
  }
  return defaults;
}

/** A call of a function of the workspace: what it is given is noted, what it answers is worked out. */
export function callFunction(frame: Frame, fn: FunctionMeaning, args: Arguments, whole: Place): Value {
  const given = givenTo(frame, fn, args, whole);
  if (!frame.silent && fn.sites.length < 2000) fn.sites.push(given);
  if (frame.silent || fn.file === frame.run.script.file) return inlineCall(frame, fn, given, whole);
  return followed(frame, fn, given, whole) ?? unknown(`the result of ${fn.name}`, whole);
}

/** Runs a function of a module for what it answers to the script, and for the calls that it makes on its behalf. */
function followed(
  frame: Frame,
  fn: FunctionMeaning,
  given: ReadonlyMap<string, Value>,
  whole: Place,
): Value | undefined {
  frame.run.by = whole;
  const result = runSilently(frame, fn, given);
  frame.run.by = undefined;
  return result;
}

/** An object of a class of the workspace. */
export function instantiate(frame: Frame, of: ClassMeaning, args: Arguments, whole: Place): Value {
  const initializer = meaningOf(attributeOf(of.scope, '__init__', 0));
  if (initializer?.is === 'function') {
    const given = givenTo(frame, initializer, args, whole);
    if (!frame.silent && initializer.sites.length < 2000) initializer.sites.push(given);
    if (frame.silent || initializer.file === frame.run.script.file) runSilently(frame, initializer, given);
    else followed(frame, initializer, given, whole);
  } else fillFields(frame, of, args);
  return meaning({ is: 'instance', of }, 'an object', whole);
}

/** What a function answers to the given values. */
export function inlineCall(
  frame: Frame,
  fn: FunctionMeaning,
  given: ReadonlyMap<string, Value>,
  whole: Place,
): Value {
  if (!fn.returns) return unknown('a function without a result', whole);
  return runSilently(frame, fn, given) ?? unknown(`the result of ${fn.name}`, whole);
}

/** Calls within calls are followed this far. */
const deepest = 5;

function runSilently(
  frame: Frame,
  fn: FunctionMeaning,
  given: ReadonlyMap<string, Value>,
): Value | undefined {
  if (fn.running || frame.depth >= deepest || frame.run.budget <= 0) return undefined;
  fn.running = true;
  const result = runFunctionBody(frame.run, fn, given, frame.depth + 1, true);
  fn.running = false;
  return result;
}

function givenTo(frame: Frame, fn: FunctionMeaning, args: Arguments, whole: Place): Map<string, Value> {
  const given = new Map<string, Value>();
  const parameters = fn.bound ? fn.parameters.slice(1) : fn.parameters;
  let position = 0;
  for (const parameter of parameters) {
    const name = parameter.name.id;
    if (parameter.stars !== 0) {
      given.set(
        name,
        parameter.stars === 1 ? restOf(args, position, whole) : namedRest(args, parameters, whole),
      );
      position = parameter.stars === 1 ? args.positional.length : position;
      continue;
    }
    const positional = args.positional[position];
    const argument = args.keyword.get(name) ?? positional;
    if (argument) given.set(name, argument.value);
    else if (args.open) given.set(name, unknown('one of several arguments', whole));
    if (argument !== undefined && argument === positional) {
      if (!frame.silent && (argument.value.kind === 'scalar' || argument.value.kind === 'text')) {
        const { at: valueAt, value } = argument;
        recordBinding(frame, { name, nameAt: valueAt, value, valueAt, of: 'parameter' });
      }
    }
    position++;
  }
  return given;
}

/** What `*args` gets. */
function restOf({ positional, open }: Arguments, from: number, at: Place): Value {
  return { kind: 'list', items: positional.slice(from).map(({ value }) => value), open, at };
}

/** What `**options` gets. */
function namedRest({ keyword, open }: Arguments, parameters: readonly Parameter[], at: Place): Value {
  const entries = new Map<string, Entry>();
  for (const [key, argument] of keyword) {
    if (parameters.some(({ name, stars }) => stars === 0 && name.id === key)) continue;
    entries.set(key, { key, keyAt: argument.nameAt ?? argument.at, value: argument.value });
  }
  return { kind: 'mapping', entries, open, at };
}

/** Reads the bodies of all functions defined so far, callers before what they call. */
export function runPending(run: Run, depth = 0): void {
  const functions = inCallOrder(run.pending);
  run.pending = [];
  for (const fn of functions) {
    runFunctionBody(run, fn, joinedSites(fn), 0, false);
    if (run.pending.length === 0) continue;
    if (depth < 20) runPending(run, depth + 1);
    else run.pending = [];
  }
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

function runFunctionBody(
  run: Run,
  fn: FunctionMeaning,
  given: ReadonlyMap<string, Value>,
  depth: number,
  silent: boolean,
): Value | undefined {
  const scope = newScope(fn.scope);
  const frame: Frame = {
    run,
    scope,
    file: fn.file,
    silent,
    depth,
    within: fn,
    classBeingRead: undefined,
    base: fn.base,
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
      scope.values.set(name.id, meaning({ is: 'instance', of: fn.of }, 'an object', at));
      return;
    }
    const fallback = fn.defaults.get(name.id);
    let value = given.get(name.id) ?? (silent && stars === 0 ? fallback : undefined);
    if (value === undefined || (fn.escapes && !silent)) {
      const anything = unknown(`the parameter ${name.id}`, at, inputOf(fn, position));
      value = value === undefined ? anything : join(value, anything);
      if (fallback && !(fallback.kind === 'scalar' && fallback.value === null)) value = join(fallback, value);
    }
    scope.values.set(name.id, value);
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
