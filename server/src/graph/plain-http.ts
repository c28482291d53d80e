import { asString } from '../base/value';
import type { Policy, Statement } from '../iam/policy';
import { namesEveryone } from './exposure';

/** True when a resource policy denies requests without TLS, or may do so. */
export function mayDenyPlainHttp(policy: Policy): boolean {
  return (
    policy.open ||
    policy.statements.some((statement) => statement.effect !== 'Allow' && deniesPlainHttp(statement))
  );
}

function deniesPlainHttp(statement: Statement): boolean {
  if (statement.conditionsOpen || statement.effect === undefined) return true;
  if (!namesEveryone(statement)) return false;
  return statement.conditions.some(({ key, operator, values }) => {
    const name = key.toLowerCase();
    if (name === 's3:tlsversion') return /^numericlessthan/i.test(operator);
    if (name !== 'aws:securetransport') return false;
    return values.some(
      (value) => asString(value) === undefined || asString(value)?.toLowerCase() === 'false',
    );
  });
}
