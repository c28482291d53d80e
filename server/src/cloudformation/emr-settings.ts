import type { Place } from '../base/range';
import { type Entry, lookUp, type Mapping, type Value } from '../base/value';
import type { Path, Resource } from './resource';

/** The settings of an EMR security configuration, written as data or as a JSON text; undefined when they are not known. */
export function emrSettings(configuration: Resource): Mapping | undefined {
  const written = configuration.get('SecurityConfiguration');
  if (written === undefined || written.kind === 'mapping') return written;
  const data = configuration.dataIn(written);
  return data?.kind === 'mapping' ? data : undefined;
}

/** True when nothing is said under a path: it is absent, or holds an empty object. */
export function isBare(settings: Mapping, path: Path): boolean {
  const value = lookUp(settings, ...path);
  return value === undefined || (value.kind === 'mapping' && value.entries.size === 0 && !value.open);
}

/** What to point at for a setting: its scalar, else the key of the innermost part of the path that is there. */
export function settingAt(settings: Mapping, path: Path, otherwise: Place): Place {
  const value = lookUp(settings, ...path);
  if (value?.kind === 'scalar') return value.at;
  let at = otherwise;
  let current: Value | undefined = settings;
  for (const step of path) {
    const entry: Entry | undefined =
      current?.kind === 'mapping' ? current.entries.get(String(step)) : undefined;
    if (entry === undefined) break;
    at = entry.keyAt;
    current = entry.value;
  }
  return at;
}
