import type { Place } from '../base/range';
import type { Argument, Call, Script } from './script';

/** What calls know their script by; it outlives the versions of the text. */
export interface Reading {
  script: Script;
  /** How often a call was asked for its script. */
  asked: number;
}

/** A call, which is the same object for as long as it reads the same, and belongs to the newest version of its script. */
export class RecordedCall implements Call {
  constructor(
    private readonly reading: Reading,
    readonly callee: string,
    readonly at: Place,
    readonly whole: Place,
    readonly positional: readonly Argument[],
    readonly keyword: ReadonlyMap<string, Argument>,
    readonly open: boolean,
    readonly receiver: Call | undefined,
    readonly options: ReadonlyMap<string, Argument>,
  ) {}

  get script(): Script {
    this.reading.asked++;
    return this.reading.script;
  }

  /** True when some work asked this call, or another of its script, for the script, and thus saw more than the call. */
  looksBeyond(work: () => void): boolean {
    const before = this.reading.asked;
    work();
    return this.reading.asked !== before;
  }
}
