import type { Value } from '../../../server/src/base/value';
import { alternatives, beforeJson } from '../../../server/src/glue/meaning';
import type { Argument, Script } from '../../../server/src/glue/script';

/**
 * A value on one line: `'text'`, `<argument db_password>` for what has a source, `a | b` for one of several, `?` for
 * what is not known. Parts of a text stand side by side in `f(…)`.
 */
export function renderValue(value: Value, depth = 0): string {
  if (depth > 6) return '…';
  const among = alternatives(value);
  const known = value.kind === 'scalar';
  if (among.length > 1 && !known) return among.map((one) => renderValue(one, depth + 1)).join(' | ');
  const inner = (one: Value) => renderValue(one, depth + 1);
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' ? `'${value.value}'` : value.text;
    case 'text':
      return `f(${value.parts.map(inner).join(' ')})`;
    case 'list':
      return `[${[...value.items.map(inner), ...(value.open ? ['…'] : [])].join(', ')}]`;
    case 'mapping': {
      const entries = [...value.entries.values()].map((entry) => `${entry.key}: ${inner(entry.value)}`);
      return `{${[...entries, ...(value.open ? ['…'] : [])].join(', ')}}`;
    }
    case 'reference':
      return 'reference';
    case 'unknown':
      if (beforeJson(value) !== value) return `json ${inner(beforeJson(value))}`;
      return value.source ? `<${[value.source.of, value.source.name].filter(Boolean).join(' ')}>` : '?';
  }
}

/** One line per call: `callee(arguments) {options} of receiver`. Calls of helpers that tell nothing are left out. */
export function renderCalls(script: Script | undefined, only?: RegExp): string[] {
  return (script?.calls ?? [])
    .filter((call) => only === undefined || only.test(call.callee))
    .map((call) => {
      const positional = call.positional.map((argument) => renderValue(argument.value));
      const keyword = [...call.keyword].map(([name, { value }]) => `${name}=${renderValue(value)}`);
      const open = call.open ? ['…'] : [];
      const options = [...call.options].map(
        ([name, { value }]: [string, Argument]) => `${name}=${renderValue(value)}`,
      );
      return `${call.callee}(${[...positional, ...keyword, ...open].join(', ')})${options.length > 0 ? ` {${options.join(', ')}}` : ''}`;
    });
}
