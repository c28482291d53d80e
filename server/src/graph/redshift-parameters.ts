import type { Change } from '../base/edit';
import { asString, lookUp, type Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';

interface Parameter {
  readonly value: Value | undefined;
  /** Leads to the value. */
  readonly path: Path;
}

/** A parameter, named in lower case, that a parameter group or a workgroup sets; undefined when it certainly does not. */
export function redshiftParameter(holder: Resource, name: string): Parameter | 'unknown' | undefined {
  const { list, key } = placesOf(holder);
  const parameters = holder.get(list);
  if (parameters === undefined) return undefined;
  if (parameters.kind !== 'list') return 'unknown';
  let mayBeThere = parameters.open;
  for (const [index, item] of parameters.items.entries()) {
    const named = asString(lookUp(item, key))?.toLowerCase();
    if (named === undefined) mayBeThere = true;
    if (named !== name) continue;
    return { value: lookUp(item, 'ParameterValue'), path: [list, index, 'ParameterValue'] };
  }
  return mayBeThere ? 'unknown' : undefined;
}

/** Sets a parameter of a parameter group or a workgroup. */
export function setRedshiftParameter(holder: Resource, name: string, value: string): Change {
  const parameter = redshiftParameter(holder, name);
  if (parameter !== undefined && parameter !== 'unknown') return holder.set(parameter.path, value);
  const { list, key } = placesOf(holder);
  return holder.append([list], { [key]: name, ParameterValue: value });
}

function placesOf({ type }: Resource): { readonly list: string; readonly key: string } {
  return type === 'AWS::RedshiftServerless::Workgroup'
    ? { list: 'ConfigParameters', key: 'ParameterKey' }
    : { list: 'Parameters', key: 'ParameterName' };
}
