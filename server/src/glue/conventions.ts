import type { Value } from '../base/value';
import { alternatives, meaning, meaningOf } from './meaning';
import { serviceNamed } from './names';

/** Names that scripts give by convention to what their callers, or a notebook, hand them. */
const conventions = new Map([
  ['spark', 'spark'],
  ['glueContext', 'glueContext'],
  ['glue_context', 'glueContext'],
  ['sc', 'sc'],
  ['logger', 'logging'],
  ['_logger', 'logging'],
  ['log', 'logging'],
  ['LOG', 'logging'],
  ['LOGGER', 'logging'],
]);

/** A value that nothing is known of, taken for what its variable says; undefined when there is no such convention. */
export function byConvention(object: Value, variable: string | undefined): Value | undefined {
  if (variable === undefined || object.kind !== 'unknown' || object.source) return undefined;
  const path = conventions.get(variable);
  const meant = meaningOf(object);
  if (meant?.is === 'name') {
    // What a function outside of the workspace made, or a name that nothing in the file defines.
    const free = meant.made === undefined && meant.path === variable;
    const foreign = path === 'logging' && !meant.path.startsWith('logging');
    return path !== undefined && path !== meant.path && (free || foreign) ? named(path, object) : undefined;
  }
  if (meant && !(meant.is === 'method' && meant.receiver.kind === 'unknown')) return undefined;
  if (alternatives(object).some((value) => value !== object && meaningOf(value))) return undefined;
  if (path !== undefined) return named(path, object);
  const service = serviceNamed(variable);
  return service === undefined ? undefined : named(`boto3.${service}`, object);
}

function named(path: string, { at }: Value): Value {
  return meaning(
    { is: 'name', path, made: undefined, options: undefined, literally: undefined },
    'a value of a library',
    at,
  );
}
