import type { Place } from '../base/range';
import { asString } from '../base/value';
import { expandAction, findAction } from '../data/actions';
import { matchesWildcard } from '../data/wildcard';
import type { Statement } from '../iam/policy';

/** An action that a statement names, with the item that names it, which may be a wildcard. */
export interface GrantedAction {
  readonly action: string;
  readonly written: string;
  readonly at: Place;
}

/**
 * Which of the wanted actions a statement's `Action` certainly covers. A bare `*` covers none: what is wrong with such a
 * statement is said by the rules about it.
 */
export function grantedAmong(statement: Statement, wanted: readonly string[]): GrantedAction[] {
  return namedActions(statement).flatMap(({ written, at }) =>
    wanted.filter((action) => matchesWildcard(written, action)).map((action) => ({ action, written, at })),
  );
}

/** The actions that a statement names, in AWS's spelling, with wildcards taken apart as far as the services are known. */
export function grantedActions(statement: Statement): GrantedAction[] {
  return namedActions(statement).flatMap(({ written, at }) => {
    const exact = findAction(written)?.name;
    if (exact !== undefined) return [{ action: exact, written, at }];
    return (expandAction(written) ?? []).map((action) => ({ action, written, at }));
  });
}

/** The items of `Action` that are known; none for `NotAction`, and none beside a bare `*`, which says all of it. */
export function namedActions({ actions }: Statement): { readonly written: string; readonly at: Place }[] {
  if (actions === undefined || actions.negated) return [];
  const named = actions.items.flatMap((item) => {
    const written = asString(item);
    return written === undefined ? [] : [{ written, at: item.at }];
  });
  return named.some(({ written }) => isEveryAction(written)) ? [] : named;
}

/** True for `*` and `*:*`. */
export function isEveryAction(written: string): boolean {
  return written === '*' || written === '*:*';
}

/** The service of `s3:*`; undefined for anything else. */
export function wholeService(written: string): string | undefined {
  return /^([a-z0-9-]+):\*+$/i.exec(written)?.[1]?.toLowerCase();
}
