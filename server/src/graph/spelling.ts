import type { Target, Value } from '../base/value';

/**
 * A text that two values share only when every reader of their parts is told the same; undefined for what has no parts
 * that could be told. Each part is written with its length, so that no text can look like another part.
 */
export function spelling(value: Value): string | undefined {
  if (value.kind !== 'text') return spellPart(value);
  let spelled = 'text ';
  for (const part of value.parts) {
    const one = spellPart(part);
    if (one === undefined) return undefined;
    spelled += one;
  }
  return spelled;
}

function spellPart(part: Value): string | undefined {
  if (part.kind === 'scalar') return part.value === null ? undefined : counted("'", part.text);
  return part.kind === 'reference' ? spellTarget(part.to) : undefined;
}

function spellTarget(to: Target): string {
  switch (to.type) {
    case 'resource': {
      const named = counted('@', to.stack) + counted('/', to.id);
      return to.attribute === undefined ? `${named}-` : named + counted('.', to.attribute);
    }
    case 'parameter':
      return counted('$', to.stack) + counted('/', to.name);
    case 'pseudo':
      return counted('&', to.name);
    case 'import':
      return to.name === undefined ? '!' : counted('!', to.name);
  }
}

function counted(kind: string, text: string): string {
  return `${kind}${text.length}:${text}`;
}
