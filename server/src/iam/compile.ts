import type { Answer } from './answer';
import { CompiledStatement } from './compiled-statement';
import { exactly } from './pattern';
import type { Policy } from './policy';
import type { Work } from './request';
import type { Names } from './symbols';

/** A policy made ready for many requests: its statements by the actions and the resources that they speak of. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly statements: readonly CompiledStatement[];
  /**
   * The statements whose actions match or may match, with that answer; with the key of a resource, without those
   * that certainly speak of other resources. `action` is in lower case.
   */
  candidates(action: string, key?: string, work?: Work): readonly Candidate[];
}

export interface Candidate {
  readonly statement: CompiledStatement;
  readonly action: Answer;
}

/** The compiled form of a policy; made once per policy and names. */
export function compile(policy: Policy, names: Names): CompiledPolicy {
  const compiled = cache.get(names);
  return compiled?.get(policy) ?? compileAfresh(policy, names, compiled);
}

function compileAfresh(
  policy: Policy,
  names: Names,
  compiled = new WeakMap<Policy, CompiledPolicy>(),
): CompiledPolicy {
  const result = new IndexedPolicy(policy, names);
  cache.set(names, compiled.set(policy, result));
  return result;
}

/** Holds derived data only: what it gives is the same whether it is filled or empty. */
const cache = new WeakMap<Names, WeakMap<Policy, CompiledPolicy>>();

class IndexedPolicy implements CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
  private readonly byAction = new Map<string, ByResource>();
  private index: ByAction | undefined = undefined;

  constructor(
    readonly policy: Policy,
    names: Names,
  ) {
    this.statements = policy.statements.map(
      (statement, order) => new CompiledStatement(statement, order, names),
    );
  }

  candidates(action: string, key?: string, work?: Work): readonly Candidate[] {
    const found = this.byAction.get(action) ?? this.indexed(action, work);
    return key === undefined ? found.all : found.about(key);
  }

  private indexed(action: string, work: Work | undefined): ByResource {
    this.index ??= indexByAction(this.statements);
    const found = new ByResource(candidatesFor(action, this.index, work));
    this.byAction.set(action, found);
    return found;
  }
}

/** Where to look for the statements that speak of an action. */
interface ByAction {
  /** The statements that write the action out, by its text. */
  readonly written: ReadonlyMap<string, readonly Candidate[]>;
  /** Those with wildcards, unknown parts or `NotAction`, which have to be compared with the action. */
  readonly others: readonly CompiledStatement[];
}

function indexByAction(statements: readonly CompiledStatement[]): ByAction {
  const written = new Map<string, Candidate[]>();
  const others: CompiledStatement[] = [];
  for (const statement of statements) {
    const { writtenActions } = statement;
    if (writtenActions === undefined) others.push(statement);
    for (const action of writtenActions ?? []) put(written, action, { statement, action: 'yes' });
  }
  return { written, others };
}

function candidatesFor(
  action: string,
  { written, others }: ByAction,
  work: Work | undefined,
): readonly Candidate[] {
  const exact = written.get(action) ?? [];
  const service = action.slice(0, Math.max(0, action.indexOf(':')));
  const text = exactly(action);
  const compared: Candidate[] = [];
  for (const statement of others) {
    if (statement.services?.has(service) === false) continue;
    if (work !== undefined) work.compared++;
    const answer = statement.action(text);
    if (answer !== 'no') compared.push({ statement, action: answer });
  }
  return merged(exact, compared);
}

/** The statements for an action by the key of the resource. */
class ByResource {
  private named: ReadonlyMap<string, readonly Candidate[]> | undefined = undefined;
  /** Those that may speak of any resource. */
  private others: readonly Candidate[] = [];
  private readonly together = new Map<string, readonly Candidate[]>();

  constructor(readonly all: readonly Candidate[]) {}

  about(key: string): readonly Candidate[] {
    this.named ??= this.parted();
    const own = this.named.get(key);
    if (own === undefined || this.others.length === 0) return own ?? this.others;
    const known = this.together.get(key) ?? merged(own, this.others);
    this.together.set(key, known);
    return known;
  }

  private parted(): ReadonlyMap<string, readonly Candidate[]> {
    const named = new Map<string, Candidate[]>();
    const others: Candidate[] = [];
    for (const candidate of this.all) {
      const { keys } = candidate.statement;
      if (keys === undefined) others.push(candidate);
      for (const key of keys ?? []) put(named, key, candidate);
    }
    this.others = others;
    return named;
  }
}

/** Both in the order in which the policy writes them. */
function merged(a: readonly Candidate[], b: readonly Candidate[]): readonly Candidate[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  return [...a, ...b].sort((one, other) => one.statement.order - other.statement.order);
}

function put(index: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [candidate]);
  else if (known[known.length - 1]?.statement !== candidate.statement) known.push(candidate);
}
