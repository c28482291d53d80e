import type { Place, Range } from '../base/range';
import type { FileKind } from '../engine/report';
import type { Settings } from '../engine/settings';
import type { Workspace } from '../engine/workspace';

/** What the protocol needs of the engine. */
export type Engine = Pick<
  Workspace,
  'rules' | 'settings' | 'set' | 'delete' | 'has' | 'text' | 'files' | 'check' | 'stale' | 'hover'
> &
  Partial<Insights>;

/** What an engine may tell beyond findings. */
export interface Insights {
  /** What a file was recognised as, without checking it. */
  kind(file: string): FileKind;
  /** Facts to show between the characters of a stretch of a file. */
  inlayHints(file: string, range: Range): readonly Hint[];
  /** Markdown that says who can reach what from the place; undefined where there is nothing to say. */
  explainAccess(
    file: string,
    offset: number,
    linkTo?: (place: Place) => string | undefined,
  ): string | undefined;
}

export interface Hint {
  /** The hint stands before this UTF-16 code unit. */
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string | undefined;
}

export type MakeEngine = (settings: Settings) => Engine;
