import { Reads } from './reads';

/** A yes-or-no question about the deployment: whether a subject's text equals a literal, or anything else by its key. */
interface Question {
  readonly key: string;
  readonly subject: string | undefined;
  readonly literal: string;
  readonly domain: readonly string[] | undefined;
  /** What the template's declared defaults say; undefined when they say nothing. */
  readonly expected: boolean | undefined;
}

/** A question and its answer. */
export interface Answer extends Question {
  readonly answer: boolean;
}

/** What some work asked for; kept with its cached result, so that using the result again counts as asking again. */
export interface Trace {
  readonly answers: readonly Answer[];
  readonly conditions: ReadonlyMap<string, boolean | string>;
  readonly reads: Reads;
}

const noConditions: ReadonlyMap<string, boolean | string> = new Map();

/** What most work asks for. */
const nothing: Trace = { answers: [], conditions: noConditions, reads: new Reads() };

/**
 * Which of the possible deployments is looked at. Whatever depends on a condition, an optional resource or a parameter with
 * a handful of values asks here. Answers that are not given in advance follow the template's defaults and contradict no
 * earlier answer; the questions that a piece of work asks are traced, so that `everyDeployment` can repeat the work for
 * the other answers. Only what is asked is ever told apart.
 */
export class Decisions {
  private readonly answers = new Map<string, boolean>();
  private readonly facts = new Map<string, Fact>();
  /** What the work that is going on has asked so far; nothing, for most. */
  private traced: Map<string, Answer> | undefined = undefined;
  private named: Map<string, boolean | string> | undefined = undefined;
  private read = new Reads();
  /**
   * Counts every question and look at another part; equal counts before and after some work mean that the work depends
   * on no decision and no other part.
   */
  asked = 0;

  constructor(given: readonly Answer[] = []) {
    for (const answer of given) this.record(answer, answer.answer);
  }

  /** Whether the text that `subject` stands for equals `literal`. `domain` lists the only texts it can have, if known. */
  equals(subject: string, literal: string, expected?: boolean, domain?: readonly string[]): boolean {
    return this.ask({ key: `${subject} = ${literal}`, subject, literal, domain, expected });
  }

  /** Any other question; the same key has the same answer throughout. */
  holds(key: string, expected?: boolean): boolean {
    return this.ask({ key, subject: undefined, literal: '', domain: undefined, expected });
  }

  /** Notes the outcome of a named condition, or the text of a parameter, for saying on what a finding depends. */
  note(condition: string, outcome: boolean | string): void {
    this.named ??= new Map();
    this.named.set(condition, outcome);
  }

  /** Notes that a part of a file was looked at, for knowing what has to be looked at again when that part changes. */
  reads(part: string): void {
    this.asked++;
    this.read.add(part);
  }

  /** Does some work and says what it asked for. */
  trace<T>(work: () => T): Recollection<T> {
    return this.traceInto(work, (inner) => this.take(inner));
  }

  /** The same for work that is done for itself: what it asks does not count as asked by the work around it. */
  traceApart<T>(work: () => T): Recollection<T> {
    return this.traceInto(work, () => {});
  }

  private traceInto<T>(work: () => T, ended: (trace: Trace) => void): Recollection<T> {
    const { traced, named, read } = this;
    this.traced = undefined;
    this.named = undefined;
    this.read = new Reads();
    try {
      const result = work();
      return { result, trace: this.ended() };
    } finally {
      const inner = this.ended();
      this.traced = traced;
      this.named = named;
      this.read = read;
      ended(inner);
    }
  }

  /** The cached result of some work, or its result now; either way its questions count as asked. */
  recall<K, T>(cache: Recalled<K, T>, key: K, work: () => T): T {
    const known = cache.get(key);
    if (known !== undefined) return this.use(known);
    const fresh = this.trace(work);
    cache.set(key, fresh);
    return fresh.result;
  }

  /** The result of some work, whose questions count as asked now. */
  use<T>({ result, trace }: Recollection<T>): T {
    if (trace === nothing) return result;
    this.asked += trace.answers.length;
    if (!trace.reads.isEmpty) this.asked++;
    this.take(trace);
    return result;
  }

  /** What the work that is going on has asked for. */
  private ended(): Trace {
    const { traced, named, read } = this;
    if (traced === undefined && named === undefined && read.isEmpty) return nothing;
    return {
      answers: traced === undefined ? [] : [...traced.values()],
      conditions: named ?? noConditions,
      reads: read,
    };
  }

  /** Counts what some work has asked for as asked by the work around it. */
  private take({ answers, conditions, reads }: Trace): void {
    for (const answer of answers) this.noteAnswer(answer);
    for (const [name, outcome] of conditions) this.note(name, outcome);
    this.read.use(reads);
  }

  private noteAnswer(answer: Answer): void {
    this.traced ??= new Map();
    if (!this.traced.has(answer.key)) this.traced.set(answer.key, answer);
  }

  private ask(question: Question): boolean {
    this.asked++;
    const implied = question.subject === undefined ? undefined : this.implied(question);
    const answer = this.answers.get(question.key) ?? implied ?? question.expected ?? true;
    this.record(question, answer);
    if (this.traced?.has(question.key) !== true) this.noteAnswer({ ...question, answer });
    return answer;
  }

  private implied({ subject = '', literal, domain }: Question): boolean | undefined {
    const fact = this.facts.get(subject);
    if (fact?.is !== undefined) return fact.is === literal;
    if (fact?.isNot.has(literal)) return false;
    if (domain === undefined) return undefined;
    if (!domain.includes(literal)) return false;
    return domain.every((text) => text === literal || fact?.isNot.has(text)) ? true : undefined;
  }

  private record({ key, subject, literal }: Question, answer: boolean): void {
    this.answers.set(key, answer);
    if (subject === undefined) return;
    const fact = this.facts.get(subject) ?? { is: undefined, isNot: new Set<string>() };
    this.facts.set(subject, fact);
    if (answer) fact.is = literal;
    else fact.isNot.add(literal);
  }

  /** True when the question could be answered otherwise, given only the answers that these decisions hold. */
  leavesOpen(question: Question): boolean {
    if (this.answers.has(question.key)) return false;
    return question.subject === undefined || this.implied(question) === undefined;
  }
}

/** Cached results together with what they depend on; see `Decisions.recall`. */
export type Recalled<K, T> = Map<K, Recollection<T>>;

/** What some work gave, and what it asked for. */
export interface Recollection<T> {
  readonly result: T;
  readonly trace: Trace;
}

interface Fact {
  is: string | undefined;
  readonly isNot: Set<string>;
}

/** Drops the results that looked at one of the parts; true when there were some. */
export function forgetTouched<K, T>(cache: Recalled<K, T>, touched: (reads: Reads) => boolean): boolean {
  let some = false;
  for (const [key, { trace }] of cache) {
    if (!touched(trace.reads)) continue;
    cache.delete(key);
    some = true;
  }
  return some;
}

/** What some work gave in one deployment. */
export interface Outcome<T> {
  readonly result: T;
  /** The named conditions that were asked about, with their outcomes. */
  readonly conditions: ReadonlyMap<string, boolean | string>;
  /** True when some answer contradicts the template's own defaults. */
  readonly againstDefaults: boolean;
  /** The parts of files that were looked at. */
  readonly reads: Reads;
}

/**
 * Does the work in every deployment that it tells apart, at most `limit` of them; the first is the one by the defaults.
 * The work must be deterministic. `within` gives the deployment for some answers and may share it between calls.
 */
export function everyDeployment<D extends { readonly decisions: Decisions }, T>(
  within: (given: readonly Answer[]) => D,
  limit: number,
  work: (deployment: D) => T,
): Outcome<T>[] {
  const outcomes: Outcome<T>[] = [];
  const pending: (readonly Answer[])[] = [[]];
  for (let given = pending.pop(); given !== undefined && outcomes.length < limit; given = pending.pop()) {
    const deployment = within(given);
    const { result, trace } = deployment.decisions.trace(() => work(deployment));
    outcomes.push({
      result,
      conditions: trace.conditions,
      reads: trace.reads,
      againstDefaults: trace.answers.some(
        ({ answer, expected }) => expected !== undefined && answer !== expected,
      ),
    });
    for (let index = given.length; index < trace.answers.length; index++) {
      const before = trace.answers.slice(0, index);
      const answer = trace.answers[index];
      if (answer === undefined || !new Decisions(before).leavesOpen(answer)) continue;
      pending.push([...before, { ...answer, answer: !answer.answer }]);
    }
  }
  return outcomes;
}
