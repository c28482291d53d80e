type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** JSON as an author of templates writes it: intrinsic functions and lists of plain values on one line where they fit. */
export function layoutJson(text: string, width = 100): string {
  return lines(JSON.parse(text) as Json, '', width);
}

function lines(value: Json, indent: string, width: number): string {
  const line = oneLine(value);
  if (typeof value !== 'object' || value === null) return line;
  if (isFlat(value) && indent.length + line.length <= width) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item: Json) => inner + lines(item, inner, width))
    : Object.entries(value).map(
        ([key, item]) => `${inner}${JSON.stringify(key)}: ${lines(item, inner, width)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

/** Plain values, lists of flat values, and intrinsic functions of flat values. */
function isFlat(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isFlat);
  const [entry, ...others] = Object.entries(value);
  return others.length === 0 && entry !== undefined && /^(Ref|Fn::\w+)$/.test(entry[0]) && isFlat(entry[1]);
}

function oneLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
