import type { Place } from '../base/range';
import { asString, type Value } from '../base/value';
import type { Condition, Principal, Statement } from '../iam/policy';

/** True when a statement allows something to everybody: `*` as principal, and no condition that narrows who that is. */
export function isOpenToEveryone(statement: Statement): boolean {
  if (statement.effect !== 'Allow' || statement.conditionsOpen) return false;
  if (statement.principals === undefined || !namesEveryone(statement)) return false;
  return !statement.conditions.some(narrows);
}

/** True when the principals are `*`, `AWS: '*'`, or everybody but some. */
export function namesEveryone({ principals }: Statement): boolean {
  if (principals === undefined) return false;
  return principals.negated || principals.principals.some(isEverybody);
}

/** The token of a statement that names everyone: the `*`, or `NotPrincipal`. */
export function everyoneAt({ principals, at }: Statement): Place {
  if (principals === undefined) return at;
  if (principals.negated) return principals.keyAt;
  return principals.principals.find(isEverybody)?.at ?? principals.keyAt;
}

function isEverybody({ type, value }: Principal): boolean {
  return type === '*' || ((type === 'AWS' || type === 'Federated') && asString(value) === '*');
}

/**
 * True when a condition leaves only callers that somebody chose. Keys that a caller can make up (`aws:Referer`,
 * `aws:UserAgent`) narrow nothing.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function narrows({ operator, key, values, ifExists, open, set }: Condition): boolean {
  const name = key.toLowerCase();
  if (!narrowing.has(name) && !name.startsWith('aws:principaltag/')) return false;
  if (/not/i.test(operator) || operator.toLowerCase() === 'null') return false;
  if (ifExists && !alwaysPresent.has(name)) return false;
  if (set === 'ForAllValues') return false;
  return (
    open ||
    !values.some((value) => isEverything(value) || (name === 'aws:principalarn' && isOfAnyAccount(value)))
  );
}

/** Everybody may have a role of any name in an account of their own. */
function isOfAnyAccount(value: Value): boolean {
  return /^arn:[^:]*:[^:]*:[^:]*:\*:/.test(asString(value) ?? '');
}

function isEverything(value: Value): boolean {
  const text = asString(value) ?? '';
  return everything.has(text) || isAnyArn(text);
}

const everything: ReadonlySet<string> = new Set(['*', '0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/1']);

/** True for an ARN that leaves account and name open, `arn:aws:s3:*:*:*`: everybody can have such a resource. */
function isAnyArn(text: string): boolean {
  const [arn, , , , account = '', ...resource] = text.split(':');
  return (
    arn === 'arn' &&
    (account === '' || account === '*') &&
    /^(?:[a-z-]+[:/])?\*(?:[:/]\*)*$/i.test(resource.join(':'))
  );
}

const narrowing: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principaltype',
  'aws:principalservicename',
  'aws:principalisawsservice',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  'aws:userid',
  'aws:username',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'ec2:sourceinstancearn',
  'elasticfilesystem:accesspointarn',
  'elasticfilesystem:accessedviamounttarget',
  'kms:calleraccount',
  'kms:viaservice',
  'lambda:functionurlauthtype',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  'sns:endpoint',
]);

const alwaysPresent: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:sourceip',
  'aws:userid',
]);
