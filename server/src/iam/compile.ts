import type { Value } from '../base/value';
import { type Answer, not, or, some } from './answer';
import { type CompiledCondition, compileCondition } from './conditions';
import { matches } from './matching';
import { exactly, lowerCase, type Pattern } from './pattern';
import type { Element, Policy, Statement } from './policy';
import { type CompiledPrincipals, compilePrincipals } from './principals';
import { resourceKey } from './resource-key';
import type { Names } from './symbols';
import { expand, hasVariables, type LookUp } from './variables';

/** A policy made ready for many requests: its statements by the service and action that they speak of. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly statements: readonly CompiledStatement[];
  /**
   * The statements whose actions match or may match, with that answer; with the key of a resource, without those
   * that certainly speak of other resources. `action` is in lower case.
   */
  candidates(action: string, key?: string): readonly Candidate[];
}

export interface Candidate {
  readonly statement: CompiledStatement;
  readonly action: Answer;
}

export interface CompiledStatement {
  readonly statement: Statement;
  /** Undefined services: any service may be meant. */
  readonly services: ReadonlySet<string> | undefined;
  readonly principals: CompiledPrincipals | undefined;
  readonly conditions: readonly CompiledCondition[];
  /** True when elements may exist that are not seen, so nothing certain can be said of it. */
  readonly open: boolean;
  /** The keys of its resources, where each has one; undefined where it may speak of any. */
  readonly keys: ReadonlySet<string> | undefined;
  action(action: string): Answer;
  resource(resource: Pattern, lookUp: LookUp): Answer;
}

/** The compiled form of a policy; made once per policy and names. */
export function compile(policy: Policy, names: Names): CompiledPolicy {
  const compiled = cache.get(names) ?? new WeakMap<Policy, CompiledPolicy>();
  cache.set(names, compiled);
  const before = compiled.get(policy);
  if (before !== undefined) return before;
  const result = compilePolicy(policy, names);
  compiled.set(policy, result);
  return result;
}

/** Holds derived data only: what it gives is the same whether it is filled or empty. */
const cache = new WeakMap<Names, WeakMap<Policy, CompiledPolicy>>();

function compilePolicy(policy: Policy, names: Names): CompiledPolicy {
  const statements = policy.statements.map((statement) => compileStatement(statement, names));
  const byService = new Map<string, readonly CompiledStatement[]>();
  const byAction = new Map<string, ByResource>();

  function ofService(service: string): readonly CompiledStatement[] {
    const before = byService.get(service);
    if (before !== undefined) return before;
    const found = statements.filter(({ services }) => services === undefined || services.has(service));
    byService.set(service, found);
    return found;
  }

  return {
    policy,
    statements,
    candidates(action, key) {
      const found = byAction.get(action) ?? forAction(action);
      return key === undefined ? found.all : (found.byKey.get(key) ?? found.others);
    },
  };

  function forAction(action: string): ByResource {
    const all = ofService(action.slice(0, Math.max(0, action.indexOf(':'))))
      .map((statement) => ({ statement, action: statement.action(action) }))
      .filter((candidate) => candidate.action !== 'no');
    const found = indexByResource(all);
    byAction.set(action, found);
    return found;
  }
}

/** The statements for an action by the key of the resource. */
interface ByResource {
  readonly all: readonly Candidate[];
  readonly byKey: ReadonlyMap<string, readonly Candidate[]>;
  /** Those for a resource that no statement names. */
  readonly others: readonly Candidate[];
}

function indexByResource(all: readonly Candidate[]): ByResource {
  const keys = new Set(all.flatMap(({ statement }) => [...(statement.keys ?? [])]));
  const speaksOf = (key: string) => all.filter(({ statement }) => statement.keys?.has(key) ?? true);
  return {
    all,
    byKey: new Map([...keys].map((key) => [key, speaksOf(key)])),
    others: all.filter(({ statement }) => statement.keys === undefined),
  };
}

function compileStatement(statement: Statement, names: Names): CompiledStatement {
  const variables = knowsVariables(statement.policy);
  const { actions } = statement;
  const patterns = actions?.items.map((item) => actionPattern(item, names)) ?? [];
  const principals = once(() => statement.principals && compilePrincipals(statement.principals, names));
  const conditions = once(() => statement.conditions.map((one) => compileCondition(one, names, variables)));
  const resources = once(() => compileResources(statement, names, variables));
  return {
    statement,
    services: servicesOf(actions, patterns),
    get principals() {
      return principals();
    },
    get conditions() {
      return conditions();
    },
    get keys() {
      return resources().keys;
    },
    open: statement.value.open,
    action(action) {
      if (actions === undefined) return 'unknown';
      const text = exactly(action);
      return decide(
        actions,
        some(patterns, (pattern) => matches(pattern, text)),
      );
    },
    resource: (asked, lookUp) => resources().test(asked, lookUp),
  };
}

/** The same few actions are written again and again, so their patterns are shared. */
function actionPattern(item: Value, names: Names): Pattern {
  if (item.kind !== 'scalar' || item.value === null) return lowerCase(names.glob(item));
  const shared = actionPatterns.get(names) ?? new Map<string, Pattern>();
  actionPatterns.set(names, shared);
  const before = shared.get(item.text);
  if (before !== undefined) return before;
  const pattern = lowerCase(names.glob(item));
  shared.set(item.text, pattern);
  return pattern;
}

/** Holds derived data only. */
const actionPatterns = new WeakMap<Names, Map<string, Pattern>>();

/** Most statements are never asked beyond their actions, so the rest is made ready when it is needed first. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The services that a statement speaks of, where each of its actions begins with a plain one. */
function servicesOf(
  actions: Element | undefined,
  patterns: readonly Pattern[],
): ReadonlySet<string> | undefined {
  if (actions === undefined || actions.negated || actions.open) return undefined;
  const services = new Set<string>();
  for (const { prefix } of patterns) {
    const colon = prefix.indexOf(':');
    if (colon <= 0) return undefined;
    services.add(prefix.slice(0, colon));
  }
  return services;
}

interface ResourceItem {
  readonly pattern: Pattern;
  /** The value, where it holds policy variables that the context may know. */
  readonly variable: Value | undefined;
}

interface CompiledResources {
  readonly keys: CompiledStatement['keys'];
  readonly test: CompiledStatement['resource'];
}

function compileResources(
  statement: Statement,
  names: Names,
  variables: boolean | undefined,
): CompiledResources {
  const { resources } = statement;
  // Only trust policies leave the resource out: it is the role that carries them.
  if (resources === undefined) {
    return { keys: undefined, test: () => (statement.policy.kind === 'trust' ? 'yes' : 'unknown') };
  }
  const items = resources.items.map((value) => resourceItem(value, names, variables));
  const keys = resources.negated || resources.open ? undefined : keysOf(items);
  const test = (asked: Pattern, lookUp: LookUp): Answer => {
    let answer: Answer = 'no';
    for (const item of items) {
      answer = or(answer, itemMatches(item, asked, names, lookUp));
      if (answer === 'yes') break;
    }
    return decide(resources, answer);
  };
  return { keys, test };
}

function resourceItem(value: Value, names: Names, variables: boolean | undefined): ResourceItem {
  if (variables === false || !hasVariables(value)) return { pattern: names.glob(value), variable: undefined };
  const pattern = expand(value, names.glob, true, () => 'unknown') ?? names.glob(value);
  return { pattern, variable: variables ? value : undefined };
}

function keysOf(items: readonly ResourceItem[]): ReadonlySet<string> | undefined {
  const keys = new Set<string>();
  for (const { pattern } of items) {
    const key = resourceKey(pattern);
    if (key === undefined) return undefined;
    keys.add(key);
  }
  return keys;
}

function itemMatches(
  { pattern, variable }: ResourceItem,
  resource: Pattern,
  names: Names,
  lookUp: LookUp,
): Answer {
  const answer = matches(pattern, resource);
  if (answer !== 'unknown' || variable === undefined) return answer;
  const expanded = expand(variable, names.glob, true, lookUp);
  return expanded === undefined ? 'no' : matches(expanded, resource);
}

function decide(element: Element, matched: Answer): Answer {
  const answer = element.open ? or(matched, 'unknown') : matched;
  return element.negated ? not(answer) : answer;
}

/** Policy variables exist from version 2012-10-17 on; the default version is the older. */
function knowsVariables(policy: Policy): boolean | undefined {
  if (policy.version !== undefined) return policy.version === '2012-10-17';
  const mayBeWritten =
    policy.versionAt !== undefined || (policy.document.kind === 'mapping' && policy.document.open);
  return mayBeWritten ? undefined : false;
}
