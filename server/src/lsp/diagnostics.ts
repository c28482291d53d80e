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
}

export function checkFile(engine: Engine, file: string, places: Places, abilities: Abilities): Checked {
  if (!engine.has(file)) return { kind: 'other', diagnostics: [] };
  const { kind, findings } = engine.check(file);
  return { kind, diagnostics: findings.flatMap((finding) => toDiagnostic(finding, places, abilities) ?? []) };
}
