import type { Value } from '../base/value';
import { splitArn } from '../iam/pattern';
import type { Policy, Statement } from '../iam/policy';
import { accountAtom, plainNames } from '../iam/symbols';
import type { Content } from '../syntax/tree';
import type { Graph } from './graph';

/**
 * The account of a principal under `AWS`, where it is written out: twelve digits, or the account in an ARN. Undefined for the
 * stack's own account and for what is not known.
 */
export function writtenAccount(value: Value): string | undefined {
  if (value.kind !== 'scalar' && value.kind !== 'text') return undefined;
  const { text } = plainNames.exactly(value);
  return /^\d{12}$/.test(text) ? text : /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(text)?.[1];
}

/** True for the root of the account that the stack is deployed in, by its ARN or by the account alone. */
export function isOwnRoot(value: Value, graph: Graph): boolean {
  const pattern = graph.names.exactly(value);
  const [alone, ...others] = pattern.tokens;
  if (others.length === 0 && typeof alone === 'object') return alone.id === accountAtom.id;
  const parts = splitArn(pattern);
  const [only] = parts[4]?.tokens ?? [];
  return parts[5]?.text === 'root' && typeof only === 'object' && only.id === accountAtom.id;
}

/** The accounts beside the own that a statement lets in, each with the value that names it. */
export function foreignAccounts({
  effect,
  principals,
}: Statement): { readonly account: string; readonly value: Value }[] {
  if (effect !== 'Allow' || principals === undefined || principals.negated) return [];
  return principals.principals.flatMap(({ type, value }) => {
    const account = type === 'AWS' ? writtenAccount(value) : undefined;
    return account === undefined ? [] : [{ account, value }];
  });
}

/** The root of the account, as the author of a template would write it; in a policy file with the account of AWS's examples. */
export function ownRoot({ stack: id }: Policy, graph: Graph): Content {
  const stack = graph.stack(id);
  if (stack === undefined) return 'arn:aws:iam::111122223333:root';
  return stack.write.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root');
}

/** The account, for a condition. */
export function ownAccount({ stack: id }: Policy, graph: Graph): Content {
  return graph.stack(id)?.write.ref('AWS::AccountId') ?? '111122223333';
}
