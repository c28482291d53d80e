import type { Place } from '../base/range';
import type { Entry, Value } from '../base/value';
import { unknown } from '../base/value';
import type { LambdaExpression, Parameter, Statement } from '../syntax/python-tree';
import type { Arguments } from './calls';
import { evaluate } from './evaluate';
import { runFunctionBody } from './function-bodies';
import type { ClassMeaning, FunctionMeaning } from './meaning';
import { meaning, meaningOf } from './meaning';
import { attributeOf } from './members';
import { fillFields } from './records';
import type { Frame, Run } from './run';
import { placeOf, recordBinding } from './run';
import { assignName } from './scope';

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
    origin: frame.origin,
    owner: frame.run.ledger.current,
    of,
    bound: of !== undefined && !decorators.includes('staticmethod'),
    property: decorators.some((name) => /^(?:cached_)?property$/.test(name)),
    returns: node.returns,
    calls: node.calls,
    sites: [],
    escapes: decorators.some((name) => !/^(?:staticmethod|classmethod|(?:cached_)?property)$/.test(name)),
    running: false,
    read: undefined,
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
    origin: frame.origin,
    owner: frame.run.ledger.current,
    of: undefined,
    bound: false,
    property: false,
    returns: true,
    calls: [],
    sites: [],
    escapes: true,
    running: false,
    read: undefined,
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
  if (!frame.silent) addSite(frame.run, fn, given);
  if (frame.silent || fn.file === frame.run.script.file) return inlineCall(frame, fn, given, whole);
  return followed(frame, fn, given, whole) ?? unknown(`the result of ${fn.name}`, whole);
}

/** More call sites of a function are not looked at. */
const mostSites = 2000;

function addSite({ ledger }: Run, fn: FunctionMeaning, given: ReadonlyMap<string, Value>): void {
  ledger.change(fn.owner, () => {
    const { length } = fn.sites;
    if (length < mostSites) fn.sites.push(given);
    return () => {
      fn.sites.length = length;
    };
  });
}

/** Notes that a function is used as a value. */
export function letEscape({ ledger }: Run, fn: FunctionMeaning): void {
  ledger.change(fn.owner, () => {
    const before = fn.escapes;
    fn.escapes = true;
    return () => {
      fn.escapes = before;
    };
  });
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
    if (!frame.silent) addSite(frame.run, initializer, given);
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
  if (fn.running || frame.depth >= deepest) return undefined;
  frame.run.minded = true;
  if (frame.run.budget <= 0) return undefined;
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
