import { type InlayHint, MarkupKind, type Range } from 'vscode-languageserver';
import type { Engine } from './engine';
import type { Places } from './places';

/** The engine's hints in a stretch of a file. */
export function inlayHints(engine: Engine, file: string, places: Places, range: Range): InlayHint[] {
  const offsets = places.offsets(file, range);
  if (offsets === undefined || !engine.has(file)) return [];
  return (engine.inlayHints?.(file, offsets) ?? []).flatMap(({ offset, label, tooltip }) => {
    const position = places.range(file, { start: offset, end: offset })?.start;
    if (position === undefined) return [];
    const explained = tooltip !== undefined && { tooltip: { kind: MarkupKind.Markdown, value: tooltip } };
    return [{ position, label, paddingLeft: true, ...explained }];
  });
}
