import type { Change } from '../base/edit';
import type { Place } from '../base/range';

/**
 * `error`: data or credentials are exposed, or the pipeline certainly fails at run time. `warning`: a safeguard is
 * missing. `info`: a better practice exists. `hint`: advice that depends on facts outside the file.
 */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Another place that explains a finding: "granted here". */
export interface Related {
  readonly at: Place;
  readonly message: string;
}

/** A repair. `title` is an imperative without a period. */
export interface Fix {
  readonly title: string;
  /** Safe: the pipeline works as before, and nothing that a person has to decide is decided. */
  readonly safe: boolean;
  /**
   * Names who is given permissions. Of the fixes for one role only one is made at once: another may give the same permission in
   * another place, and is worked out anew.
   */
  readonly grantsTo?: string;
  readonly changes: readonly Change[];
}

/** What a rule yields. */
export interface Finding {
  /** The token at fault. The engine reports at most its first line. */
  readonly at: Place;
  /** One sentence about this file, ending with a period; without any secret's text. */
  readonly message: string;
  /** Overrides the rule's severity where the consequence differs. */
  readonly severity?: Severity;
  /** Logical id of the resource, where the rule's subject does not tell it. */
  readonly resource?: string;
  /** Says what is wrong where words, place or repair depend on the deployment. */
  readonly about?: About;
  readonly related?: readonly Related[];
  /** The first is the preferred one. */
  readonly fixes?: readonly Fix[];
}

/** What findings of several deployments have in common: those about the same are told as one. */
export interface About<T = unknown> {
  /** Names what is wrong, the same in every deployment. */
  readonly what: string;
  /** What this deployment has of it. */
  readonly part: T;
  /** The one finding about what all of them have, that of the deployment by the defaults first. */
  together(parts: readonly T[]): Finding;
}
