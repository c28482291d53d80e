import type { Value } from '../base/value';
import { type Answer, not, or } from './answer';
import { type CompiledCondition, compileCondition } from './conditions';
import { covers, matches } from './matching';
import { lowerCase, type Pattern } from './pattern';
import type { Element, Policy, Statement } from './policy';
import { type CompiledPrincipals, compilePrincipals } from './principals';
import { resourceKey } from './resource-key';
import type { Names } from './symbols';
import { expand, hasVariables, type LookUp } from './variables';

/**
 * A statement whose elements are made ready when they are needed first: most statements are never asked beyond their
 * actions.
 */
export class CompiledStatement {
  /** True when elements may exist that are not seen, so nothing certain can be said of it. */
  readonly open: boolean;
  private readonly actions: readonly Pattern[];
  private knownServices: { readonly value: ReadonlySet<string> | undefined } | undefined = undefined;
  private knownPrincipals: { readonly value: CompiledPrincipals | undefined } | undefined = undefined;
  private knownConditions: readonly CompiledCondition[] | undefined = undefined;
  private knownResources: CompiledResources | undefined = undefined;

  constructor(
    readonly statement: Statement,
    /** Its index in the policy. */
    readonly order: number,
    private readonly names: Names,
  ) {
    this.open = statement.value.open;
    this.actions = statement.actions?.items.map((item) => actionPattern(item, names)) ?? [];
  }

  /** The actions in lower case, where it does not but write them out: then no other matches. */
  get writtenActions(): readonly string[] | undefined {
    const { actions } = this.statement;
    if (actions === undefined || actions.negated || actions.open) return undefined;
    return this.actions.every(({ exact }) => exact) ? this.actions.map(({ text }) => text) : undefined;
  }

  /** Undefined: any service may be meant. */
  get services(): ReadonlySet<string> | undefined {
    this.knownServices ??= { value: servicesOf(this.statement.actions, this.actions) };
    return this.knownServices.value;
  }

  /** Whether it speaks of an action in lower case, its other elements aside. */
  action(action: Pattern): Answer {
    const { actions } = this.statement;
    if (actions === undefined) return 'unknown';
    let answer: Answer = 'no';
    for (const pattern of this.actions) {
      answer = or(answer, matches(pattern, action));
      if (answer === 'yes') break;
    }
    return decide(actions, answer);
  }

  /** The written item that covers an action in lower case. */
  itemFor(action: Pattern): Value | undefined {
    const index = this.actions.findIndex((pattern) => covers(pattern, action));
    return this.statement.actions?.items[index];
  }

  get principals(): CompiledPrincipals | undefined {
    const { principals } = this.statement;
    this.knownPrincipals ??= { value: principals && compilePrincipals(principals, this.names) };
    return this.knownPrincipals.value;
  }

  get conditions(): readonly CompiledCondition[] {
    this.knownConditions ??= this.statement.conditions.map((one) =>
      compileCondition(one, this.names, knowsVariables(this.statement.policy)),
    );
    return this.knownConditions;
  }

  /** The keys of its resources, where each has one; undefined where it may speak of any. */
  get keys(): readonly string[] | undefined {
    return this.resources.keys;
  }

  resource(asked: Pattern, lookUp: LookUp): Answer {
    const { resources } = this.statement;
    // Only trust policies leave the resource out: it is the role that carries them.
    if (resources === undefined) return this.statement.policy.kind === 'trust' ? 'yes' : 'unknown';
    let answer: Answer = 'no';
    for (const item of this.resources.items) {
      answer = or(answer, this.itemMatches(item, asked, lookUp));
      if (answer === 'yes') break;
    }
    return decide(resources, answer);
  }

  private itemMatches({ pattern, variable }: ResourceItem, asked: Pattern, lookUp: LookUp): Answer {
    const answer = matches(pattern, asked);
    if (answer !== 'unknown' || variable === undefined) return answer;
    const expanded = expand(variable, this.names.glob, true, lookUp);
    return expanded === undefined ? 'no' : matches(expanded, asked);
  }

  private get resources(): CompiledResources {
    this.knownResources ??= compileResources(this.statement, this.names);
    return this.knownResources;
  }
}

/** The same few actions are written again and again, so their patterns are shared. */
function actionPattern(item: Value, names: Names): Pattern {
  if (item.kind !== 'scalar' || item.value === null) return lowerCase(names.glob(item));
  const shared = actionPatterns.get(names) ?? new Map<string, Pattern>();
  actionPatterns.set(names, shared);
  const known = shared.get(item.text) ?? lowerCase(names.glob(item));
  shared.set(item.text, known);
  return known;
}

/** Holds derived data only. */
const actionPatterns = new WeakMap<Names, Map<string, Pattern>>();

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
  readonly items: readonly ResourceItem[];
}

function compileResources({ resources, policy }: Statement, names: Names): CompiledResources {
  if (resources === undefined) return { keys: undefined, items: [] };
  const variables = knowsVariables(policy);
  const items = resources.items.map((value) => resourceItem(value, names, variables));
  return { keys: resources.negated || resources.open ? undefined : keysOf(items), items };
}

function resourceItem(value: Value, names: Names, variables: boolean | undefined): ResourceItem {
  if (variables === false || !hasVariables(value)) return { pattern: names.glob(value), variable: undefined };
  const pattern = expand(value, names.glob, true, () => 'unknown') ?? names.glob(value);
  return { pattern, variable: variables ? value : undefined };
}

function keysOf(items: readonly ResourceItem[]): readonly string[] | undefined {
  const keys: string[] = [];
  for (const { pattern } of items) {
    const key = resourceKey(pattern);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
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
