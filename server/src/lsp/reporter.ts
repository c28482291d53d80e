import type { Checked } from './diagnostics';

/** Brings findings to the client, in the one way that it has asked for. */
export interface Reporter {
  /** A document was opened or its text has changed. */
  edited(file: string): void;
  /** A document was closed; `uri` as the client spells it. */
  closed(uri: string): void;
  /** Findings may differ for other reasons than an edit: settings, files on the disk. */
  changed(): void;
  /** From now on the findings of files that are not open are shown too. */
  showAll(): void;
}

/** Checks a file; a failure is logged and gives nothing. */
export type CheckFile = (file: string) => Checked;
