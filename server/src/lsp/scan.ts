import type { CheckFile } from './reporter';
import type { Session } from './session';
import { nextTurn } from './turn';

/** Answer of `lakewarden/scanWorkspace`. */
export interface ScanResult {
  /** Files that were recognised and checked. */
  readonly files: number;
  readonly findings: number;
}

/** Checks every file that is known, one per turn, so that the editor is answered in between. */
export async function scanWorkspace(
  session: Session,
  check: CheckFile,
  isCancelled: () => boolean,
): Promise<ScanResult> {
  let files = 0;
  let findings = 0;
  for (const { engine } of session.synced().all()) {
    for (const file of engine.files()) {
      if (isCancelled()) return { files, findings };
      const { kind, diagnostics } = check(file);
      if (kind === 'other') continue;
      files += 1;
      findings += diagnostics.length;
      await nextTurn();
    }
  }
  return { files, findings };
}
