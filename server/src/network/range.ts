/** How much of the internet an address range is: `all`, `much` (a part that no owner has), or `part`. */
export type Breadth = 'all' | 'much' | 'part';

/** The breadth of a CIDR range; undefined when it is none. A private range is a part. */
export function breadthOf(range: string): Breadth | undefined {
  const found = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(range.trim());
  if (found === null) return undefined;
  const [, address = '', bits = ''] = found;
  const length = Number(bits);
  if (length === 0) return 'all';
  if (address.includes(':')) return length < 16 && !/^f[cd]/i.test(address) ? 'much' : 'part';
  return length < 8 ? 'much' : 'part';
}

/** The number of leading bits of a CIDR range and of its address. */
export function prefixOf(range: string): { readonly length: number; readonly of: 32 | 128 } | undefined {
  const found = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(range.trim());
  return found === null ? undefined : { length: Number(found[2]), of: found[1]?.includes(':') ? 128 : 32 };
}

/** True when an IPv4 range holds all of another, or an IPv6 range is all of IPv6 or written the same. */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const [a, b] = [prefixOf(outer), prefixOf(inner)];
  if (a === undefined || b === undefined || a.of !== b.of || a.length > b.length) return false;
  if (a.length === 0) return true;
  const [left, right] = [bitsOf(outer), bitsOf(inner)];
  return left !== undefined && right !== undefined && left >>> (32 - a.length) === right >>> (32 - a.length);
}

/** False when two ranges certainly have no address in common. */
export function meet(a: string, b: string): boolean {
  const [left, right] = [prefixOf(a), prefixOf(b)];
  if (left === undefined || right === undefined || left.of !== right.of) return true;
  if (left.of === 128 && left.length > 0 && right.length > 0) return true;
  return covers(a, b) || covers(b, a);
}

/** True when every address of an IPv4 range is private. */
export function isPrivate(range: string): boolean {
  return privateRange.test(range.trim());
}

const privateRange =
  /^(10\.[\d.]+\/([89]|[123]\d)|192\.168\.[\d.]+\/(1[6-9]|[23]\d)|172\.(1[6-9]|2\d|3[01])\.[\d.]+\/(1[2-9]|[23]\d))$/;

function bitsOf(range: string): number | undefined {
  const numbers = range.split('/')[0]?.split('.').map(Number) ?? [];
  if (numbers.length !== 4 || numbers.some((part) => !(part >= 0 && part <= 255))) return undefined;
  return numbers.reduce((bits, part) => (bits << 8) | part, 0) >>> 0;
}
