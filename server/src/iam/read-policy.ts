import type { Place } from '../base/range';
import { asList, asString, type Entry, type Mapping, type Value } from '../base/value';
import type {
  Condition,
  Element,
  Policy,
  PolicyKind,
  Principal,
  PrincipalElement,
  Statement,
  UnknownElement,
} from './policy';

/** Where a document stands and what it is attached to. */
export interface About {
  readonly kind: PolicyKind;
  /** Logical id of the resource that carries it. */
  readonly resource?: string;
  readonly stack?: string;
  /** What a resource policy protects, as written. */
  readonly protects?: readonly Value[];
  /** Where findings about the whole document point; the document itself when left out. */
  readonly at?: Place;
}

/**
 * Reads a policy document. Undefined when the value is no mapping; whatever in it is unknown or malformed stays
 * visible as open or missing. Element names count only in the case that AWS demands.
 */
export function readPolicy(value: Value, about: About): Policy | undefined {
  if (value.kind !== 'mapping') return undefined;
  const version = value.entries.get('Version')?.value;
  const written = value.entries.get('Statement')?.value;
  const { items, open } = itemsOf(written);
  const statements: Statement[] = [];
  const policy: Policy = {
    kind: about.kind,
    version: asString(version),
    versionAt: version?.at,
    statements,
    open: value.open || open || items.some((item) => item.kind !== 'mapping'),
    document: value,
    resource: about.resource,
    stack: about.stack,
    protects: about.protects ?? [],
    unknownElements: unknownElements(value, POLICY_ELEMENTS),
    at: about.at ?? value.at,
  };
  for (const item of items) if (item.kind === 'mapping') statements.push(readStatement(item, policy));
  return policy;
}

const POLICY_ELEMENTS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);
const PRINCIPAL_TYPES = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function readStatement(value: Mapping, policy: Policy): Statement {
  const sid = value.entries.get('Sid')?.value;
  const effect = value.entries.get('Effect')?.value;
  const effectText = asString(effect);
  const condition = value.entries.get('Condition')?.value;
  return {
    policy,
    sid: asString(sid),
    effect: effectText === 'Allow' || effectText === 'Deny' ? effectText : undefined,
    effectAt: effect?.at,
    actions: readElement(value, 'Action', 'NotAction'),
    resources: readElement(value, 'Resource', 'NotResource'),
    principals: readPrincipals(value),
    conditions: condition?.kind === 'mapping' ? readConditions(condition) : [],
    conditionsOpen: value.open || isOpenCondition(condition),
    unknownElements: unknownElements(value, STATEMENT_ELEMENTS),
    value,
    at: sid?.at ?? effect?.at ?? [...value.entries.values()][0]?.keyAt ?? value.at,
  };
}

function readElement(statement: Mapping, name: string, negatedName: string): Element | undefined {
  const plain = statement.entries.get(name);
  const entry = plain ?? statement.entries.get(negatedName);
  if (entry === undefined) return undefined;
  return { negated: plain === undefined, ...itemsOf(entry.value), keyAt: entry.keyAt, written: entry.value };
}

function readPrincipals(statement: Mapping): PrincipalElement | undefined {
  const element = readElement(statement, 'Principal', 'NotPrincipal');
  if (element === undefined) return undefined;
  const { written } = element;
  if (written.kind !== 'mapping') {
    const everyone = asString(written) === '*';
    return {
      ...element,
      principals: element.items.map((value) => ({ type: everyone ? '*' : 'unknown', value, at: value.at })),
    };
  }
  const principals = [...written.entries.values()].flatMap(principalsUnder);
  const open = written.open || [...written.entries.values()].some((entry) => itemsOf(entry.value).open);
  return { ...element, items: principals.map((principal) => principal.value), open, principals };
}

function principalsUnder({ key, value }: Entry): readonly Principal[] {
  const type = PRINCIPAL_TYPES.has(key) ? (key as Principal['type']) : 'unknown';
  return itemsOf(value).items.map((item) => ({ type, value: item, at: item.at }));
}

function readConditions(block: Mapping): readonly Condition[] {
  return [...block.entries.values()].flatMap(conditionsUnder);
}

function conditionsUnder({ key: name, keyAt: operatorAt, value: keys }: Entry): readonly Condition[] {
  if (keys.kind !== 'mapping') return [];
  const [, set, rest] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/is.exec(name) ?? [];
  const ifExists = /ifexists$/i.test(rest ?? '');
  const operator = ifExists ? (rest ?? '').slice(0, -'IfExists'.length) : (rest ?? name);
  return [...keys.entries.values()].map(({ key, keyAt, value }) => {
    const { items, open } = itemsOf(value);
    return { operator, set: setOf(set), ifExists, operatorAt, key, keyAt, values: items, open };
  });
}

function setOf(written: string | undefined): Condition['set'] {
  if (written === undefined) return undefined;
  return written.toLowerCase() === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue';
}

/** True when the block, or what stands under one of its operators, may hold more than is listed. */
function isOpenCondition(condition: Value | undefined): boolean {
  if (condition === undefined) return false;
  if (condition.kind !== 'mapping') return true;
  if (condition.open) return true;
  return [...condition.entries.values()].some(({ value }) => value.kind !== 'mapping' || value.open);
}

/** One or many, as policies allow everywhere; what is wholly unknown may be any number. Lists in lists are joined. */
function itemsOf(value: Value | undefined): { readonly items: readonly Value[]; readonly open: boolean } {
  if (value === undefined) return { items: [], open: false };
  const items = asList(value).flatMap((item) => (item.kind === 'list' ? item.items : [item]));
  const open = value.kind === 'list' ? value.open || value.items.some(isOpenList) : value.kind === 'unknown';
  return { items, open };
}

function isOpenList(value: Value): boolean {
  return value.kind === 'list' && value.open;
}

function unknownElements(mapping: Mapping, known: ReadonlySet<string>): readonly UnknownElement[] {
  return [...mapping.entries.values()]
    .filter(({ key }) => !known.has(key))
    .map(({ key, keyAt }) => ({ name: key, at: keyAt }));
}
