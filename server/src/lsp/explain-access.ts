import type { Position } from 'vscode-languageserver';
import type { Engine } from './engine';
import type { Places } from './places';

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
  return { markdown: engine.explainAccess?.(file, offset) ?? engine.hover(file, offset)?.markdown ?? '' };
}
