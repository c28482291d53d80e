import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { Abilities } from './abilities';
import type { Engine } from './engine';
import { explanation, plainText } from './explanation';
import type { Places } from './places';

/** Explains the findings at a place, then what the engine knows about it. */
export function hover(
  engine: Engine,
  file: string,
  places: Places,
  abilities: Abilities,
  position: Position,
): Hover | null {
  const offset = places.offset(file, position);
  if (offset === undefined) return null;
  const findings = engine
    .check(file)
    .findings.filter(({ range }) => range.start <= offset && offset <= range.end);
  const rules = new Set(findings.map(({ rule }) => rule));
  const explanations = engine.rules.filter(({ id }) => rules.has(id)).map(explanation);
  const facts = engine.hover(file, offset);
  const parts = facts === undefined ? explanations : [...explanations, facts.markdown];
  if (parts.length === 0) return null;
  const markdown = parts.join('\n\n---\n\n');
  const place = findings[0]?.range ?? facts?.range ?? { start: offset, end: offset };
  const range = places.location(file, place)?.range;
  return {
    contents: abilities.markdown
      ? { kind: MarkupKind.Markdown, value: markdown }
      : { kind: MarkupKind.PlainText, value: plainText(markdown) },
    ...(range && { range }),
  };
}
