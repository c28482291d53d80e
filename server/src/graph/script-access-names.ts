import type { Source, Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { isBucketAction, typesForAction } from '../data/script-data-calls';
import { alternatives } from '../glue/meaning';
import { equals } from '../iam/matching';
import { exactly, fromTokens, isCharacter, MANY, type Pattern, type Token, UNKNOWN } from '../iam/pattern';
import type { Graph } from './graph';
import { namePieces } from './names';
import type { DataUse } from './script-access-uses';
import { givenTo, isUnset, type ScriptRun } from './script-link';

/** Data of the workspace that a script names when it is run by a certain workload. */
export interface Named {
  readonly data: Resource;
  /** The objects within a bucket, from behind its name; undefined where the bucket is named as a whole. */
  readonly objects: readonly Token[] | undefined;
}

/** What a use names in a run: one resource for each value that its name may have; undefined when one is not known. */
export function namedBy(use: DataUse, run: ScriptRun, graph: Graph): readonly Named[] | undefined {
  const found: Named[] = [];
  for (const value of valuesIn(use.name, run)) {
    const named = use.isPath ? inPath(value, use, run, graph) : byName(value, use, run, graph);
    if (named === undefined) return undefined;
    found.push(named);
  }
  return found.length === 0 ? undefined : found;
}

/** The ARN that an action of a use works on. */
export function targetOf({ data, objects }: Named, action: string, graph: Graph): Pattern | undefined {
  const arn = graph.arnOf(data);
  if (arn === undefined || data.type !== 'AWS::S3::Bucket' || isBucketAction(action)) return arn;
  return fromTokens([...arn.tokens, slash, ...(objects ?? [MANY])]);
}

/** The values that one may be in a run, with the workload's arguments and variables in their places. */
function valuesIn(value: Value, run: ScriptRun, isKey = false): readonly Value[] {
  const among = alternatives(value);
  for (const one of among) {
    const given = one.kind === 'unknown' ? givenFor(one.source, run, isKey) : undefined;
    // A default counts only where nothing is given.
    if (given !== undefined) return [given];
  }
  const possible = among.filter((one) => {
    const source = one.kind === 'unknown' ? one.source : undefined;
    return source === undefined || !isUnset(run, source);
  });
  return possible.map((one) => filled(one, run, isKey));
}

/** Every run may be started with other arguments, and keys are what differs then; which data a job works on stays. */
function givenFor(source: Source | undefined, run: ScriptRun, isKey: boolean): Value | undefined {
  if (source === undefined || (isKey && source.of === 'argument')) return undefined;
  return givenTo(run, source);
}

function filled(value: Value, run: ScriptRun, isKey: boolean): Value {
  if (value.kind !== 'text') return value;
  let before = '';
  const parts = value.parts.flatMap((part) => {
    const isInKey = isKey || /^s3[an]?:\/\/[^/]*\//.test(before);
    before += part.kind === 'scalar' ? part.text : '…';
    const [only = part, ...others] = part.kind === 'unknown' ? valuesIn(part, run, isInKey) : [part];
    if (others.length > 0) return [part];
    if (only.kind === 'text') return only.parts;
    return only.kind === 'list' || only.kind === 'mapping' ? [part] : [only];
  });
  return { ...value, parts };
}

/** `s3://bucket/key`; everything behind the first wildcard or unknown part is left open. */
function inPath(value: Value, use: DataUse, run: ScriptRun, graph: Graph): Named | undefined {
  if (value.kind !== 'scalar' && value.kind !== 'text') return undefined;
  const { tokens } = graph.names.exactly(value);
  const scheme = /^s3[an]?:\/\//.exec(String.fromCharCode(...tokens.slice(0, 6).filter(isCharacter)))?.[0];
  if (scheme === undefined) return undefined;
  const rest = tokens.slice(scheme.length);
  const end = rest.indexOf(slash);
  const bucket = resourceNamed(end === -1 ? rest : rest.slice(0, end), use, run, graph);
  if (bucket === undefined) return undefined;
  const key = end === -1 ? [] : rest.slice(end + 1);
  return { data: bucket, objects: use.isFolder ? [...certain(key), MANY] : open(key) };
}

/** The characters and references before the first wildcard of a path, or unknown part. */
function certain(key: readonly Token[]): readonly Token[] {
  const end = key.findIndex((token) => token === UNKNOWN || wildcards.includes(token));
  return end === -1 ? key : key.slice(0, end);
}

function open(key: readonly Token[]): readonly Token[] {
  return key.map((token) => (token === UNKNOWN ? MANY : token));
}

function byName(value: Value, use: DataUse, run: ScriptRun, graph: Graph): Named | undefined {
  const data =
    value.kind === 'reference'
      ? referred(value, use, graph)
      : value.kind === 'scalar' || value.kind === 'text'
        ? resourceNamed(graph.names.exactly(value).tokens, use, run, graph)
        : undefined;
  if (data === undefined) return undefined;
  const keys = use.key === undefined ? [] : valuesIn(use.key, run, true);
  const [key] = keys;
  const isKnown = keys.length === 1 && (key?.kind === 'scalar' || key?.kind === 'text');
  return { data, objects: isKnown ? open(graph.names.exactly(key).tokens) : undefined };
}

function referred(
  value: Extract<Value, { kind: 'reference' }>,
  use: DataUse,
  graph: Graph,
): Resource | undefined {
  const resource = graph.find(value);
  if (resource !== undefined) return typesOf(use).includes(resource.type) ? resource : undefined;
  return undefined;
}

function typesOf({ actions: [action = ''] }: DataUse): readonly string[] {
  return typesForAction(action);
}

/** The one resource that a name, an ARN or a queue's URL names. */
function resourceNamed(
  written: readonly Token[],
  use: DataUse,
  run: ScriptRun,
  graph: Graph,
): Resource | undefined {
  if (written.length === 0 || written.includes(UNKNOWN)) return undefined;
  const isUrl = startsWith(written, 'https://');
  const wanted = fromTokens(
    isUrl ? written.slice(written.lastIndexOf(slash) + 1) : withoutSlash(written, use),
  );
  const isArn = startsWith(written, 'arn:');
  const near = graph.joined(run.workload.stack);
  const found: Resource[] = [];
  for (const stack of near) {
    for (const resource of stack.resources(...typesOf(use))) {
      const name = isArn ? graph.arnOf(resource) : nameOf(resource, graph);
      if (name !== undefined && equals(name, wanted) === 'yes') found.push(resource);
    }
  }
  return found.length === 1 ? found[0] : undefined;
}

function nameOf(resource: Resource, graph: Graph): Pattern | undefined {
  if (resource.type === 'AWS::SecretsManager::Secret') {
    const given = resource.get('Name');
    return given === undefined ? undefined : graph.names.exactly(given);
  }
  const pieces = namePieces(resource, graph.find);
  return pieces === undefined ? undefined : exactly(...pieces);
}

/** Names of parameters are compared without the slash that they start with. */
function withoutSlash(written: readonly Token[], use: DataUse): readonly Token[] {
  return written[0] === slash && use.actions[0]?.startsWith('ssm:') ? written.slice(1) : written;
}

function startsWith(tokens: readonly Token[], text: string): boolean {
  return [...text].every((character, index) => tokens[index] === character.charCodeAt(0));
}

const slash = '/'.charCodeAt(0);
const wildcards: readonly Token[] = [...'*?[{'].map((character) => character.charCodeAt(0));
