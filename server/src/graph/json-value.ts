import type { Place } from '../base/range';
import type { Entry, Value } from '../base/value';

/** The value of plain data that stands in no file (an AWS managed policy); every part of it is placed at `at`. */
export function jsonValue(data: unknown, at: Place): Value {
  if (Array.isArray(data))
    return { kind: 'list', items: data.map((item) => jsonValue(item, at)), open: false, at };
  if (typeof data === 'object' && data !== null) {
    const entries = new Map<string, Entry>();
    for (const [key, value] of Object.entries(data))
      entries.set(key, { key, keyAt: at, value: jsonValue(value, at) });
    return { kind: 'mapping', entries, open: false, at };
  }
  const value =
    typeof data === 'number' || typeof data === 'boolean' ? data : data === null ? null : String(data);
  return { kind: 'scalar', text: String(data), value, at };
}
