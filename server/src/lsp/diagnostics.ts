import type { Diagnostic } from 'vscode-languageserver';
import type { FileKind } from '../engine/report';
import type { Abilities } from './abilities';
import { toDiagnostic } from './diagnostic';
import type { Engine } from './engine';
import type { Places } from './places';

/** A file's findings in the protocol's form. */
export interface Checked {
  readonly kind: FileKind;
  readonly diagnostics: Diagnostic[];
  /** Of an open notebook, whose cells are documents of their own: those of each cell by its URI. */
  readonly cells?: ReadonlyMap<string, Diagnostic[]>;
}

/** The findings that belong to one of the client's documents. */
export function diagnosticsOf({ diagnostics, cells }: Checked, uri: string): Diagnostic[] {
  return cells === undefined ? diagnostics : (cells.get(uri) ?? []);
}

export function checkFile(engine: Engine, file: string, places: Places, abilities: Abilities): Checked {
  if (!engine.has(file)) return { kind: 'other', diagnostics: [] };
  const { kind, findings } = engine.check(file);
  const convert = (some: typeof findings): Diagnostic[] =>
    some.flatMap((finding) => toDiagnostic(finding, places, abilities) ?? []);
  const diagnostics = convert(findings);
  const uris = places.cells(file);
  if (uris === undefined) return { kind, diagnostics };
  const inCell = (uri: string): Diagnostic[] =>
    convert(findings.filter(({ range }) => places.location(file, range)?.uri === uri));
  return { kind, diagnostics, cells: new Map(uris.map((uri) => [uri, inCell(uri)])) };
}
