/** Compact JSON with one line per top-level entry and per entry of its objects, so that a diff can be read. */
export function generatedText(file: object): string {
  return `{\n${entries(file, (value) => (isObject(value) ? `{\n${entries(value, compact)}\n}` : compact(value)))}\n}\n`;
}

/** Orders texts by their UTF-16 code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function entries(object: object, text: (value: unknown) => string): string {
  return Object.entries(object)
    .map(([key, value]) => `${JSON.stringify(key)}:${text(value)}`)
    .join(',\n');
}

function compact(value: unknown): string {
  return JSON.stringify(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
