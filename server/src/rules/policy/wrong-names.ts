import { conditionKey, isConditionKey, nearestConditionKey } from '../../data/condition-keys';
import { nearest } from '../../data/nearest';
import { operatorOf } from '../../iam/operators';
import type { Condition, Policy, UnknownElement } from '../../iam/policy';

/** A name that AWS does not know, with what was likely meant. */
export interface WrongName {
  readonly name: string;
  readonly meant: string | undefined;
}

/** The operator with what stands around it (`ForAnyValue:…IfExists`), as it is written; undefined where AWS knows it. */
export function wrongOperator({ operator, ifExists, set }: Condition): WrongName | undefined {
  const isNull = operator.toLowerCase() === 'null';
  if (operatorOf(operator) !== undefined || (isNull && !ifExists)) return undefined;
  const whole = (name: string): string =>
    `${set === undefined ? '' : `${set}:`}${name}${ifExists ? 'IfExists' : ''}`;
  if (isNull) return { name: whole(operator), meant: 'Null' };
  const closest = nearest(operator, operators);
  return { name: whole(operator), meant: closest && whole(closest) };
}

/**
 * A condition key that certainly exists nowhere: one without a service, a global one, or one that is close to another. Any
 * other may be newer than the tables, or belong to a service that AWS has closed.
 */
export function wrongKey({ key }: Condition): WrongName | undefined {
  if (/[<>{}]/.test(key) || isConditionKey(key) !== false) return undefined;
  const prefixed = key.includes(':') ? undefined : conditionKey(`aws:${key}`);
  const meant = prefixed?.name ?? nearestConditionKey(key);
  return meant === undefined && !/^(?:aws:|[^:]*$)/i.test(key) ? undefined : { name: key, meant };
}

/** The elements that a policy or statement has beside those that AWS knows. */
export function wrongElements(
  policy: Policy,
): readonly (WrongName & { readonly at: UnknownElement['at'] })[] {
  // A policy template of SAM stands where a document may stand; it has no statements.
  const isDocument =
    policy.statements.length > 0 || policy.unknownElements.some(({ name }) => /^statements?$/i.test(name));
  if (!isDocument) return [];
  const ofPolicy = policy.unknownElements.map(({ name, at }) => ({
    name,
    at,
    meant: meantBy(name, policyElements),
  }));
  const ofStatements = policy.statements.flatMap(({ unknownElements }) =>
    unknownElements.map(({ name, at }) => ({ name, at, meant: meantBy(name, statementElements) })),
  );
  return [...ofPolicy, ...ofStatements].filter(({ name }) => !name.startsWith('Fn::') && name !== 'Ref');
}

function meantBy(name: string, names: readonly string[]): string | undefined {
  const singular = name.replace(/s$/i, '').toLowerCase();
  return names.find((known) => known.toLowerCase() === singular) ?? nearest(name, names);
}

const policyElements = ['Version', 'Id', 'Statement'];

const statementElements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Null',
];
