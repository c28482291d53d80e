import type { Place } from '../base/range';
import type { Mapping, Source, Value } from '../base/value';
import { asString, unknown } from '../base/value';
import type { CallExpression } from '../syntax/python-tree';
import { storeBack } from './assign';
import { evaluate, nameOf, variableOf } from './evaluate';
import { callFunction, instantiate } from './functions';
import { answerOfLibrary } from './libraries';
import type { ClassMeaning, Meaning, Method, Named } from './meaning';
import { alternatives, join, meaning, meaningOf, sourceOf } from './meaning';
import { attributeOf, memberOf, named, resolved } from './members';
import { callMethod, fallbackOf, mutated } from './methods';
import { isBuilder, resultPath } from './names';
import { newOptions, withBuilderOptions } from './options';
import { RecordedCall } from './recorded-call';
import type { Frame, Run } from './run';
import { mostBeyond, placeOf, recordBinding } from './run';
import type { Argument, Call } from './script';
import { argumentOf, itemSource } from './sources';

/** What a call expression answers; the call is recorded where its callee has a name. */
export function callOf(frame: Frame, node: CallExpression): Value {
  const { callee } = node;
  let target: Value;
  if (callee.kind === 'name') target = nameOf(frame, callee.id, () => placeOf(frame, callee));
  else if (callee.kind === 'attribute') {
    const object = evaluate(frame, callee.object, callee.name.id === 'format');
    const variable = variableOf(callee.object);
    target = memberOf(frame, object, callee.name.id, () => placeOf(frame, callee), variable);
  } else target = evaluate(frame, callee);
  const args = argumentsOf(frame, node);
  if (callee.kind === 'name' && callee.id === 'super') {
    const base = baseOf(frame);
    if (base) return meaning({ is: 'instance', of: base }, 'an object', placeOf(frame, node));
  }
  const at = placeOf(frame, callee.kind === 'attribute' ? callee.name : callee);
  const whole = placeOf(frame, node);
  return callValue(frame, node, target, args, at, whole);
}

function callValue(
  frame: Frame,
  node: CallExpression,
  target: Value,
  args: Arguments,
  at: Place,
  whole: Place,
): Value {
  const meant = callableOf(target);
  const [first, ...others] = args.positional;
  if (first && meant?.is === 'name' && /^(?:functools\.)?partial$/.test(meant.path)) {
    // What is given now is given when the function is called.
    callValue(frame, node, first.value, { ...args, positional: others }, first.at, whole);
    return first.value;
  }
  switch (meant?.is) {
    case 'instance': {
      // `cls` of a class method is the class.
      const body = meaningOf(attributeOf(meant.of.scope, '__call__', 0));
      return body?.is === 'function'
        ? callFunction(frame, body, args, whole)
        : instantiate(frame, meant.of, args, whole);
    }
    case 'function':
      if (!frame.silent) recordCall(frame, `local.${meant.name}`, args, at, whole, undefined);
      return callFunction(frame, meant, args, whole);
    case 'class':
      if (!frame.silent) recordCall(frame, `local.${meant.name}`, args, at, whole, undefined);
      return instantiate(frame, meant, args, whole);
    case 'name':
      return callNamed(frame, meant, sourceOf(target), args, at, whole);
    case 'method':
      return callOfMethod(frame, node, meant, args, at, whole);
  }
  return unknown('the result of an unknown function', whole, sourceOf(target));
}

export interface Arguments {
  readonly positional: readonly Argument[];
  readonly keyword: ReadonlyMap<string, Argument>;
  readonly open: boolean;
}

const noKeywords: ReadonlyMap<string, Argument> = new Map();
const noOptions: ReadonlyMap<string, Argument> = new Map();

/** What `super()` stands for, where that is a class of the workspace. */
function baseOf(frame: Frame): ClassMeaning | undefined {
  for (const base of frame.within?.of?.scope.bases ?? []) {
    const meant = meaningOf(resolved(base));
    if (meant?.is === 'class') return meant;
  }
  return undefined;
}

function callableOf(target: Value): Meaning | undefined {
  const meant = meaningOf(target);
  if (meant) return meant;
  for (const value of alternatives(target)) {
    const inner = meaningOf(value);
    if (inner) return inner;
  }
  return undefined;
}

function argumentsOf(frame: Frame, node: CallExpression): Arguments {
  const positional: Argument[] = [];
  let keyword: Map<string, Argument> | undefined;
  let open = false;
  for (const argument of node.args) {
    const value = evaluate(frame, argument.value);
    const at = placeOf(frame, argument.value);
    if (argument.name) {
      const name = argument.name.id;
      const nameAt = placeOf(frame, argument.name);
      keyword ??= new Map();
      keyword.set(name, { name, nameAt, value, at });
      if (!frame.silent) recordBinding(frame, { name, nameAt, value, valueAt: at, of: 'keyword' });
    } else if (argument.stars === 0) {
      positional.push({ name: undefined, nameAt: undefined, value, at });
    } else if (argument.stars === 1 && value.kind === 'list') {
      for (const item of value.items.slice(0, 100)) {
        positional.push({
          name: undefined,
          nameAt: undefined,
          value: item,
          at: item.at.file === frame.file ? item.at : at,
        });
      }
      open ||= value.open;
    } else if (argument.stars === 2) {
      keyword ??= new Map();
      for (const one of alternatives(value)) {
        open ||= one.kind !== 'mapping' || one.open;
        if (one.kind === 'mapping') spread(frame, one, keyword, at);
      }
    } else open = true;
  }
  return { positional, keyword: keyword ?? noKeywords, open };
}

/** The entries of a dict as keyword arguments. */
function spread(frame: Frame, dict: Mapping, keyword: Map<string, Argument>, at: Place): void {
  for (const { key, keyAt, value } of dict.entries.values()) {
    // What a module put into a dict is given here.
    const isHere = value.at.file === frame.file;
    const known = keyword.get(key);
    keyword.set(key, {
      name: key,
      nameAt: isHere ? keyAt : undefined,
      value: join(known?.value, value),
      at: isHere ? value.at : at,
    });
  }
}

function recordCall(
  frame: Frame,
  callee: string,
  args: Arguments,
  at: Place,
  whole: Place,
  receiver: Call | undefined,
  options: ReadonlyMap<string, Argument> = noOptions,
): Call {
  const { positional, keyword, open } = args;
  const call = new RecordedCall(
    frame.run.reading,
    callee,
    at,
    whole,
    positional,
    keyword,
    open,
    receiver,
    options,
  );
  if (!frame.silent) frame.run.calls.push(call);
  else if (frame.run.by && frame.file !== frame.run.script.file) recordBeyond(frame.run, call, frame.run.by);
  return call;
}

/** Notes a call in a module as if it stood where the script leads to it; a value of the script's keeps its own place. */
function recordBeyond({ beyond, script, reading }: Run, call: Call, by: Place): void {
  if (beyond.length >= mostBeyond) return;
  const moved = (argument: Argument): Argument =>
    argument.at.file === script.file ? argument : { ...argument, nameAt: undefined, at: by };
  const keyword = new Map([...call.keyword].map(([name, argument]) => [name, moved(argument)]));
  const { callee, open, receiver, options } = call;
  const positional = call.positional.map(moved);
  beyond.push(new RecordedCall(reading, callee, by, by, positional, keyword, open, receiver, options));
}

function callNamed(
  frame: Frame,
  meant: Named,
  source: Source | undefined,
  args: Arguments,
  at: Place,
  whole: Place,
): Value {
  const dot = meant.path.lastIndexOf('.');
  // `handle.write('x')` is not Spark's writer.
  const callee = meant.literally ?? meant.path;
  const owner = meant.path.slice(0, dot);
  const options =
    isBuilder(owner) && meant.options
      ? withBuilderOptions(frame.run, meant.options, meant.path, args)
      : undefined;
  const call = recordCall(frame, callee, args, at, whole, meant.made, options);
  if (callee.startsWith('.')) return unknown('the result of an unknown function', whole);
  const answer = answerOfLibrary(frame, call);
  if (answer) return answer;
  const path = resultPath(callee, asString(serviceOf(call)));
  if (callee.endsWith('.get') && meant.made && !/^boto3\.\w+\.[A-Z]/.test(callee)) {
    // `response.get('SecretString')` reads a part as `response['SecretString']` does.
    const part = itemSource(meant, source, asString(args.positional[0]?.value));
    const value = named(owner, whole, { made: meant.made }, part);
    return callee.startsWith('boto3.') ? value : join(value, fallbackOf(call));
  }
  const kept =
    path === owner || callee.endsWith('args')
      ? meant.options
      : isBuilder(path)
        ? newOptions(frame.run)
        : undefined;
  return named(path, whole, { made: call, options: kept }, source);
}

/** The service of `boto3.client(…)`; of several (a branch), the first that is known. */
function serviceOf(call: Call): Value | undefined {
  const value = argumentOf(call, 'service_name', 0)?.value;
  return value && alternatives(value).find((candidate) => asString(candidate) !== undefined);
}

function callOfMethod(
  frame: Frame,
  node: CallExpression,
  meant: Method,
  args: Arguments,
  at: Place,
  whole: Place,
): Value {
  const { receiver } = meant;
  const inside = meaningOf(receiver);
  const made = inside?.is === 'name' ? inside.made : undefined;
  const call = recordCall(frame, `.${meant.name}`, args, at, whole, made);
  const changed = mutated(receiver, call);
  if (changed && node.callee.kind === 'attribute') storeBack(frame, node.callee.object, changed);
  return callMethod(frame, receiver, call);
}
