import { type Place, partOf } from '../base/range';
import type { MapNode, Node, ScalarNode, TreeDocument } from '../syntax/tree';

/**
 * The values that a stack is to be deployed with, in a file beside its template. They are one choice of many: what a template
 * says does not become known by them.
 */
export interface ParameterFile {
  readonly file: string;
  readonly values: readonly GivenValue[];
}

/** A value that is given to a parameter by its name. */
export interface GivenValue {
  readonly name: string;
  readonly text: string;
  readonly at: Place;
}

/**
 * The parameters in a JSON file: a list of `ParameterKey` and `ParameterValue` as the AWS CLI takes it, or a map under
 * `Parameters` as CodePipeline does. Undefined when the file holds something else.
 */
export function readParameterFile({ file, root }: TreeDocument): ParameterFile | undefined {
  if (root?.kind === 'sequence') {
    if (!root.items.some((item) => item.kind === 'map' && item.pair('ParameterKey') !== undefined))
      return undefined;
    return { file, values: root.items.flatMap(listed) };
  }
  if (root?.kind !== 'map' || !root.pairs.every(({ key }) => besideParameters.has(key.text)))
    return undefined;
  const parameters = root.get('Parameters');
  if (parameters?.kind === 'sequence') return { file, values: parameters.items.flatMap(listed) };
  if (parameters?.kind !== 'map' || !parameters.pairs.every(({ value }) => isGiven(value))) return undefined;
  return { file, values: named(parameters) };
}

/** CodePipeline's template configuration, and the input of `aws cloudformation deploy`. */
const besideParameters: ReadonlySet<string> = new Set(['Parameters', 'Tags', 'StackPolicy', 'StackName']);

function isGiven(value: Node): boolean {
  return value.kind === 'scalar' || (value.kind === 'sequence' && value.items.every(isGiven));
}

function listed(item: Node): GivenValue[] {
  if (item.kind !== 'map') return [];
  const name = item.get('ParameterKey');
  const value = item.get('ParameterValue');
  return name?.kind === 'scalar' && value?.kind === 'scalar' ? [given(name.text, value)] : [];
}

function named(parameters: MapNode): GivenValue[] {
  return parameters.pairs.flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [given(key.text, value)] : [],
  );
}

function given(name: string, value: ScalarNode): GivenValue {
  return { name, text: value.text, at: value };
}

/**
 * The `parameter_overrides` of a `samconfig.toml`: `Key=Value` pairs in one text or in a list of texts. Undefined when there
 * are none.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
 */
export function readSamConfig(file: string, text: string): ParameterFile | undefined {
  const whole: Place = { file, range: { start: 0, end: text.length } };
  const values: GivenValue[] = [];
  for (const { 0: opening, index } of text.matchAll(/^[ \t]*parameter_overrides[ \t]*=[ \t]*/gm)) {
    const start = index + opening.length;
    for (const { from, to } of stringsAt(text, start))
      values.push(...overrides(text.slice(from, to), from, whole));
  }
  return values.length === 0 ? undefined : { file, values };
}

/** The texts at an offset: one, or those of a list; without their quotes. */
function stringsAt(text: string, start: number): { from: number; to: number }[] {
  const end = text[start] === '[' ? text.indexOf(']', start) : start + 1;
  const found: { from: number; to: number }[] = [];
  const literal = /"""((?:\\[\s\S]|[^\\])*?)"""|"((?:\\.|[^"\\\n])*)"|'([^'\n]*)'/g;
  literal.lastIndex = start;
  for (let match = literal.exec(text); match !== null && match.index < end; match = literal.exec(text)) {
    const content = match[1] ?? match[2] ?? match[3] ?? '';
    const from = match.index + (match[1] === undefined ? 1 : 3);
    found.push({ from, to: from + content.length });
  }
  return found;
}

/** `Key=Value`, the value with or without quotes, which a text in double quotes escapes; or the older long form. */
function* overrides(text: string, offset: number, whole: Place): Generator<GivenValue> {
  const pair =
    /(?<=^|\s)(?:ParameterKey=)?([A-Za-z0-9]+)(?:=|,ParameterValue=)(?:\\?"(.*?)\\?"|'([^']*)'|([^\s"'\\]+))(?=\s|$)/gs;
  for (const { 0: found, 1: name = '', 2: double, 3: single, 4: bare, index } of text.matchAll(pair)) {
    const value = double ?? single ?? bare ?? '';
    const closing = bare !== undefined ? 0 : found.endsWith('\\"') ? 2 : 1;
    const to = offset + index + found.length - closing;
    yield { name, text: value, at: partOf(whole, to - value.length, to) };
  }
}
