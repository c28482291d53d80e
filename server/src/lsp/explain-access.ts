import type { Position } from 'vscode-languageserver';
import type { Place } from '../base/range';
import type { Engine } from './engine';
import type { Places } from './places';
import { uriOf } from './uri';

/** Answer of `lakewarden/explainAccess`; empty where there is nothing to say. */
export interface AccessExplanation {
  readonly markdown: string;
}

export function explainAccess(
  engine: Engine,
  file: string,
  places: Places,
  position: Position,
): AccessExplanation {
  const offset = places.offset(file, position);
  if (offset === undefined) return { markdown: '' };
  const linkTo = (place: Place): string | undefined => {
    const start = places.range(place.file, place.range)?.start;
    return start === undefined ? undefined : `${uriOf(place.file)}#L${start.line + 1},${start.character + 1}`;
  };
  return {
    markdown: engine.explainAccess?.(file, offset, linkTo) ?? engine.hover(file, offset)?.markdown ?? '',
  };
}
