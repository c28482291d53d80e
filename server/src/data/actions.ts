import { type Action, carriedPrefixes, knownPrefixes, serviceFacts } from './action-notation';
import { nearest } from './nearest';
import { matchesWildcard } from './wildcard';

export type { Access, Action, ActionResource } from './action-notation';

/**
 * Facts about IAM actions, from AWS's service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/).
 *
 * About a service whose actions are not carried nothing is said: the answer is undefined, never "no such action".
 */

/** True for every service prefix that IAM knows, whether or not its actions are carried. */
export function isKnownService(prefix: string): boolean {
  return knownPrefixes.has(prefix.toLowerCase());
}

/** True when all actions of the service are known here. */
export function carriesActions(prefix: string): boolean {
  return serviceFacts(prefix.toLowerCase()) !== undefined;
}

/** The actions of a service, sorted by name; undefined when they are not carried. */
export function actionsOf(prefix: string): readonly Action[] | undefined {
  const service = serviceFacts(prefix.toLowerCase());
  return service && [...service.actions.values()];
}

/** The action of a name without wildcards, `s3:GetObject` in any case; undefined when there is none or it is unknown. */
export function findAction(name: string): Action | undefined {
  const { prefix, rest } = split(name);
  return serviceFacts(prefix.toLowerCase())?.actions.get(rest.toLowerCase());
}

/**
 * True when the name stands for no action of a carried service, so that a statement with it does nothing. False also
 * where nothing is known about the service.
 */
export function isMistakenAction(name: string): boolean {
  return expandAction(name)?.length === 0;
}

/**
 * The names of the actions that a pattern stands for: `s3:Get*`. Undefined when the service's actions are not carried.
 * `*` gives all carried actions; those of other services are missing from it.
 */
export function expandAction(pattern: string): readonly string[] | undefined {
  if (pattern === '*' || pattern === '*:*') return carriedPrefixes.flatMap((prefix) => namesOf(prefix));
  const { prefix, rest } = split(pattern);
  const service = serviceFacts(prefix.toLowerCase());
  if (!service) return undefined;
  const matching = [...service.actions].filter(([key]) => matchesWildcard(rest, key));
  return matching.map(([, action]) => action.name);
}

/**
 * The action that was likely meant by a name that is none: the closest one of the same service; for an unknown prefix
 * (`emr:RunJobFlow`) the only carried service with just that action.
 */
export function nearestAction(name: string): string | undefined {
  const { prefix, rest } = split(name);
  const service = serviceFacts(prefix.toLowerCase());
  if (service) {
    const bare = [...service.actions.values()].map((action) => action.name.slice(prefix.length + 1));
    const closest = nearest(rest, bare);
    return closest && `${service.prefix}:${closest}`;
  }
  if (isKnownService(prefix)) return undefined;
  const meant = carriedPrefixes.flatMap((carried) => findAction(`${carried}:${rest}`)?.name ?? []);
  return meant.length === 1 ? meant[0] : undefined;
}

/** The service prefix that was likely meant by one that is none. */
export function nearestService(prefix: string): string | undefined {
  return nearest(prefix, knownPrefixes);
}

/** False when the action only works on `*`; undefined for an unknown action. */
export function supportsResourceLevel(name: string): boolean | undefined {
  const action = findAction(name);
  return action && action.resources.length > 0;
}

function namesOf(prefix: string): readonly string[] {
  return actionsOf(prefix)?.map((action) => action.name) ?? [];
}

function split(name: string): { readonly prefix: string; readonly rest: string } {
  const colon = name.indexOf(':');
  return { prefix: name.slice(0, Math.max(colon, 0)), rest: name.slice(colon + 1) };
}
