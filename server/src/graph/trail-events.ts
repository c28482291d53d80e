import { asBoolean, asList, asString, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';

interface ObjectEvents {
  readonly read: boolean;
  readonly write: boolean;
}

const objects = 'AWS::S3::Object';
const none: ObjectEvents = { read: false, write: false };
const all: ObjectEvents = { read: true, write: true };

/** Which data events of S3 objects a trail records, of whatever buckets; advanced selectors replace the others. */
export function objectEventsOf(trail: Resource): ObjectEvents | 'unknown' {
  const advanced = trail.get('AdvancedEventSelectors');
  const selectors = advanced ?? trail.get('EventSelectors');
  if (selectors === undefined) return none;
  if (selectors.kind !== 'list' || selectors.open) return 'unknown';
  let events = none;
  for (const selector of selectors.items) {
    const more = advanced === undefined ? basicEvents(selector) : advancedEvents(selector);
    if (more === 'unknown') return 'unknown';
    events = { read: events.read || more.read, write: events.write || more.write };
  }
  return events;
}

function basicEvents(selector: Value): ObjectEvents | 'unknown' {
  const resources = lookUp(selector, 'DataResources');
  if (resources === undefined) return none;
  if (resources.kind !== 'list' || resources.open) return 'unknown';
  const types = resources.items.map((resource) => asString(lookUp(resource, 'Type')));
  if (types.includes(undefined)) return 'unknown';
  if (!types.includes(objects)) return none;
  const kind = lookUp(selector, 'ReadWriteType');
  if (kind === undefined) return all;
  const text = asString(kind);
  return text === undefined ? 'unknown' : { read: text !== 'WriteOnly', write: text !== 'ReadOnly' };
}

function advancedEvents(selector: Value): ObjectEvents | 'unknown' {
  const fields = lookUp(selector, 'FieldSelectors');
  if (fields?.kind !== 'list' || fields.open) return 'unknown';
  const types = wanted(fields.items, 'resources.type');
  const readOnly = wanted(fields.items, 'readOnly');
  if (types === 'unknown' || readOnly === 'unknown') return 'unknown';
  if (!types.some((type) => asString(type) === objects)) return none;
  if (readOnly.length === 0) return all;
  const reads = readOnly.map(asBoolean);
  return { read: reads.includes(true), write: reads.includes(false) };
}

/** The values that a field has to have; empty where it may have any. */
function wanted(fields: readonly Value[], name: string): readonly Value[] | 'unknown' {
  const values: Value[] = [];
  for (const field of fields) {
    const named = asString(lookUp(field, 'Field'));
    if (named === undefined) return 'unknown';
    if (named !== name) continue;
    const equals = lookUp(field, 'Equals');
    if (equals?.kind === 'unknown') return 'unknown';
    values.push(...asList(equals));
  }
  return values.some((value) => asString(value) === undefined) ? 'unknown' : values;
}
