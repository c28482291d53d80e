import type { Place } from '../base/range';
import type { Entry, List, Mapping, Reference, Scalar, Value } from '../base/value';

// Values that stand in no file because something was left to SAM. They are placed where it was left to it, and cannot
// be edited there: their places are no nodes.

export function madeText(text: string, at: Place): Scalar {
  return { kind: 'scalar', text, value: text, at: unwritten(at) };
}

export function madeList(items: readonly Value[], at: Place, open = false): List {
  return { kind: 'list', items, open, at: unwritten(at) };
}

/** A mapping of what there is; the keys are placed at their values. */
export function madeMapping(
  values: Readonly<Record<string, Value | undefined>>,
  at: Place,
  open = false,
): Mapping {
  const entries = new Map<string, Entry>();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) entries.set(key, { key, keyAt: value.at, value });
  }
  return { kind: 'mapping', entries, open, at: unwritten(at) };
}

/** `Ref`, or `Fn::GetAtt` with an attribute. */
export function madeReference(
  stack: string,
  id: string,
  attribute: string | undefined,
  at: Place,
): Reference {
  return { kind: 'reference', to: { type: 'resource', stack, id, attribute }, at: unwritten(at) };
}

export function madePseudo(name: string, at: Place): Reference {
  return { kind: 'reference', to: { type: 'pseudo', name }, at: unwritten(at) };
}

function unwritten(at: Place): Place {
  return {
    file: at.file,
    get range() {
      return at.range;
    },
  };
}
