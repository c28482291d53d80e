import type { Place } from '../base/range';
import type { Source, Value } from '../base/value';
import { asNumber, asString, unknown } from '../base/value';
import { byConvention } from './conventions';
import { inlineCall } from './functions';
import type { ClassMeaning, ModuleMeaning, Named } from './meaning';
import { alternatives, join, meaning, meaningOf, sourceOf } from './meaning';
import { attributePath, isBuilder } from './names';
import { currentOptions, newOptions } from './options';
import type { Frame } from './run';
import { type Scope, valueIn } from './scope';
import { itemSource } from './sources';

/** A value with names imported from the workspace followed to the module that defines them. */
export function resolved(value: Value): Value {
  let found = value;
  // Modules that import a name from each other define it nowhere.
  for (let steps = 0; steps < mostImports; steps++) {
    const meant = meaningOf(found);
    if (meant?.is !== 'imported') break;
    const { module, name } = meant;
    found = memberIn(module, name) ?? named(`${module.name}.${name}`, found.at);
  }
  return found;
}

function memberIn(module: ModuleMeaning, name: string): Value | undefined {
  const scope = module.scope();
  return scope && valueIn(scope, name);
}

/** A name that one module has from the next is followed this far. */
const mostImports = 5;

export function named(path: string, at: Place, rest: Partial<Named> = {}, source?: Source): Value {
  return meaning(
    { is: 'name', path, made: undefined, options: undefined, literally: undefined, ...rest },
    'a value of a library',
    at,
    source,
  );
}

/** An attribute of a value. `variable` is what the script calls the value. */
export function memberOf(
  frame: Frame,
  object: Value,
  name: string,
  at: () => Place,
  variable: string | undefined,
): Value {
  const conventional = byConvention(object, variable);
  if (conventional) return memberOf(frame, conventional, name, at, undefined);
  const meant = meaningOf(object);
  switch (meant?.is) {
    case 'name':
      return memberOfNamed(frame, meant, object, name, at(), variable);
    case 'class':
    case 'instance': {
      const of = meant.is === 'class' ? meant : meant.of;
      const found = inheritedOr(attributeOf(of.scope, name, 0), of, name);
      if (!found) break;
      const inside = meaningOf(found);
      if (inside?.is === 'function' && inside.property) return inlineCall(frame, inside, new Map(), at());
      return resolved(found);
    }
    case 'module':
      return resolved(memberIn(meant, name) ?? named(`${meant.name}.${name}`, at()));
  }
  for (const value of alternatives(object)) {
    if (value !== object && meaningOf(value) !== undefined) return memberOf(frame, value, name, at, variable);
  }
  // A member of an enumeration.
  if (name === 'value' && object.kind === 'scalar') return object;
  const source = sourceOf(object);
  if (frame.run.spark && object.kind === 'unknown' && !source) {
    const guess = sparkMember(frame, name, `.${name}`, at);
    if (guess) return guess;
  }
  return meaning({ is: 'method', receiver: object, name }, 'an attribute of an object', at(), source);
}

/** Attributes that only Spark and Glue have, of whatever an imported function made. */
function sparkMember(frame: Frame, name: string, literally: string, at: () => Place): Value | undefined {
  if (/^(?:read|write)(?:Stream)?$/.test(name))
    return named(`spark.${name}`, at(), { options: newOptions(frame.run), literally });
  return /^(?:create|write)_(?:dynamic|data)_frame$/.test(name)
    ? named(`glueContext.${name}`, at())
    : undefined;
}

function memberOfNamed(
  frame: Frame,
  meant: Named,
  object: Value,
  name: string,
  at: Place,
  variable: string | undefined,
): Value {
  if (meant.path.endsWith('.parse_args') || meant.path.endsWith('.parse_known_args')) {
    const given = unknown('a command line argument', at, { of: 'argument', name });
    const options = meant.options && currentOptions(frame.run, meant.options);
    const fallback = options?.get(name)?.value;
    return fallback === undefined || fallback.kind !== 'scalar' || fallback.value === null
      ? given
      : join(given, fallback);
  }
  if (/^(?:DataFrame|DynamicFrame)$/.test(meant.path) && /^write(?:Stream)?$/.test(name)) {
    return named(`spark.${name}`, at, { options: newOptions(frame.run), made: meant.made });
  }
  const foreign = meant.made !== undefined || meant.path === variable;
  if (frame.run.spark && foreign && !knownLibraries.test(meant.path)) {
    const guess = sparkMember(frame, name, `${meant.path}.${name}`, () => at);
    if (guess) return guess;
  }
  const path = pathOf(frame, meant.path, name, variable);
  const source = path === 'sys.argv' ? ({ of: 'argument' } as const) : sourceOf(object);
  const options = isBuilder(path) && !isBuilder(meant.path) ? newOptions(frame.run) : meant.options;
  return named(path, at, { options, made: meant.made, literally: undefined }, source);
}

function pathOf(frame: Frame, owner: string, name: string, variable: string | undefined): string {
  if (owner === 'boto3') return attributePath(owner, name, variable);
  const { paths } = frame.run;
  let members = paths.get(owner);
  if (!members) {
    members = new Map();
    paths.set(owner, members);
  }
  let path = members.get(name);
  if (path === undefined) {
    path = attributePath(owner, name, variable);
    members.set(name, path);
  }
  return path;
}

/** Whose `read` and `write` are not Spark's. */
const knownLibraries =
  /^(?:boto3|spark|sc|glueContext|open|io|csv|requests|urllib|sys|subprocess|zipfile|gzip|s3fs)\b/;

/** What a class leaves open (`None`, nothing), the classes that extend it say. */
function inheritedOr(found: Value | undefined, of: ClassMeaning, name: string): Value | undefined {
  if (found !== undefined && !(found.kind === 'scalar' && found.value === null)) return found;
  const heirs = heirsOf(of);
  let value: Value | undefined = found;
  for (const heir of heirs) {
    const own = valueIn(heir.scope, name);
    if (own !== undefined) value = join(value, own);
  }
  return value;
}

function heirsOf({ heirs, scope }: ClassMeaning): readonly ClassMeaning[] {
  const { ledger, owner } = scope;
  if (owner !== ledger.current) {
    const seen = [...heirs];
    ledger.expect(() => seen.length === heirs.length && seen.every((heir, index) => heir === heirs[index]));
  }
  return heirs;
}

/** An attribute of a class or of the classes that it extends. */
export function attributeOf(scope: Scope, name: string, depth: number): Value | undefined {
  const found = valueIn(scope, name);
  if (found !== undefined || depth > 8) return found;
  for (const base of scope.bases ?? []) {
    const meant = meaningOf(resolved(base));
    const inherited = meant?.is === 'class' ? attributeOf(meant.scope, name, depth + 1) : undefined;
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** `object[index]`. */
export function itemOf(object: Value, index: Value, at: Place): Value {
  const key = asString(index);
  if (object.kind === 'mapping') {
    if (key === undefined) return elementOf(object, 'values');
    const entry = object.entries.get(key);
    return entry?.value ?? unknown('a key that is not known', at);
  }
  if (object.kind === 'list') {
    const position = asNumber(index);
    if (position === undefined) return elementOf(object);
    const item = object.items[position < 0 ? object.items.length + position : position];
    return item ?? unknown('an item that is not known', at);
  }
  const meant = meaningOf(object);
  if (meant?.is === 'name') {
    const source = itemSource(meant, sourceOf(object), key);
    return named(meant.path, at, { made: meant.made, options: meant.options }, source);
  }
  let found: Value | undefined;
  for (const value of alternatives(object)) {
    if (value !== object && (value.kind === 'mapping' || value.kind === 'list'))
      found = join(found, itemOf(value, index, at));
  }
  if (found !== undefined) return found;
  const source = sourceOf(object);
  return unknown('a part of an unknown value', at, source && withName(source, key));
}

/** Event fields and arguments are known by their own names, secrets by the name of the secret. */
function withName(source: Source, key: string | undefined): Source {
  if (key === undefined || (source.of !== 'input' && source.of !== 'argument')) return source;
  return { of: source.of, name: key };
}

/** What a loop over the value yields. */
export function elementOf(value: Value, of: 'keys' | 'values' = 'keys'): Value {
  if (value.kind === 'list') {
    let element: Value | undefined;
    for (const item of value.items.slice(0, 64)) element = join(element, item);
    if (element === undefined || value.open) element = element ?? unknown('an item of a list', value.at);
    return element;
  }
  if (value.kind === 'mapping') {
    let element: Value | undefined;
    for (const entry of [...value.entries.values()].slice(0, 64)) {
      const part: Value =
        of === 'values'
          ? entry.value
          : { kind: 'scalar', text: entry.key, value: entry.key, at: entry.keyAt };
      element = join(element, part);
    }
    return element ?? unknown('an entry of a dict', value.at);
  }
  return unknown('an item of an unknown value', value.at, sourceOf(value));
}
