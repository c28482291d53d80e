/**
 * True when two answers say the same for as long as they are kept: equal plain data with the same objects in it. Objects that
 * do something are the same only when they are one, and so are those that work something out when they are asked.
 */
export function sameAnswer(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b);
  if (a instanceof Map) return b instanceof Map && sameItems([...a], [...b]);
  if (a instanceof Set) return b instanceof Set && sameItems([...a], [...b]);
  return isPlain(a) && isPlain(b) && sameFields(a, b);
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => sameAnswer(item, b[index]));
}

function isPlain(value: object): value is Record<string, unknown> {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function sameFields(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) => isStored(a, name) && isStored(b, name) && name in b && sameAnswer(a[name], b[name]),
  );
}

function isStored(value: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(value, name)?.get === undefined;
}
