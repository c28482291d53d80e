import type { Change } from '../base/edit';
import type { Range } from '../base/range';
import type { Severity } from './finding';

/** What is known about one file after it was checked; the same for the editor, the terminal and the tests. */
export interface FileReport {
  readonly file: string;
  /** What the file was recognised as; `other` files are not checked and cost nothing more than being recognised. */
  readonly kind: FileKind;
  /** Sorted by place, then by rule. */
  readonly findings: readonly ReportedFinding[];
  /** Why parts of the file could not be read. */
  readonly problems: readonly Problem[];
}

export type FileKind =
  | 'template'
  | 'policy'
  | 'parameters'
  | 'setup'
  | 'script'
  | 'shell'
  | 'notebook'
  | 'other';

export interface ReportedFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Logical id of the resource that the finding is about. */
  readonly resource: string | undefined;
  /** On one line. */
  readonly range: Range;
  readonly related: readonly ReportedRelated[];
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedRelated {
  readonly file: string;
  readonly range: Range;
  readonly message: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly safe: boolean;
  /** See `Fix.grantsTo`. */
  readonly grantsTo?: string | undefined;
  /** Worked out against the newest text when asked for. */
  readonly changes: readonly Change[];
}

export interface Problem {
  readonly file: string;
  readonly message: string;
  readonly range: Range | undefined;
}

/** Markdown for the place under the cursor. */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}
