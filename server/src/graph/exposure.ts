import { asString, type Value } from '../base/value';
import type { Condition, Statement } from '../iam/policy';

/** True when a statement allows something to everybody: `*` as principal, and no condition that narrows who that is. */
export function isOpenToEveryone(statement: Statement): boolean {
  if (statement.effect !== 'Allow' || statement.conditionsOpen) return false;
  if (statement.principals === undefined || !namesEveryone(statement)) return false;
  return !statement.conditions.some(narrows);
}

/** True when the principals are `*`, `AWS: '*'`, or everybody but some. */
export function namesEveryone({ principals }: Statement): boolean {
  if (principals === undefined) return false;
  if (principals.negated) return true;
  return principals.principals.some(
    ({ type, value }) =>
      type === '*' || ((type === 'AWS' || type === 'Federated') && asString(value) === '*'),
  );
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
  return open || !values.some(isEverything);
}

function isEverything(value: Value): boolean {
  const text = asString(value);
  return (
    text === '*' || text === '0.0.0.0/0' || text === '::/0' || text === '0.0.0.0/1' || text === '128.0.0.0/1'
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
