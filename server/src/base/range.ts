/** A half-open stretch of a text. Offsets are UTF-16 code units from the start of the file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** True when `inner` lies within `outer`; equal ranges lie within each other. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the ranges share an offset; two ranges that only touch do too when one of them is empty. */
export function overlaps(a: Range, b: Range): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

/**
 * Where something is written. Tree nodes are places whose offsets follow the edits of their document;
 * `range` is therefore read when it is needed and never stored.
 */
export interface Place {
  /** Path of the file as the engine knows it: with forward slashes, relative to the workspace where it lies in one. */
  readonly file: string;
  readonly range: Range;
}

/** A part of a place, counted from its start; follows the place when its document is edited. */
export function partOf(place: Place, from: number, to: number): Place {
  return {
    file: place.file,
    get range() {
      const { start } = place.range;
      return { start: start + from, end: start + to };
    },
  };
}
