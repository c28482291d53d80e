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
