import { type ConditionKey, globalConditionKeys, knownPrefixes, serviceFacts } from './action-notation';
import { findAction } from './actions';
import { nearest } from './nearest';
import { matchesWildcard } from './wildcard';

export type { ConditionKey } from './action-notation';

/**
 * Facts about condition keys. Keys are compared without regard to case; a free part (`aws:ResourceTag/team`) matches
 * the `*` of the table (`aws:ResourceTag/*`).
 */

/** True for the keys that are not of one service: `aws:SourceArn`, `aws:PrincipalTag/team`. */
export function isGlobalConditionKey(key: string): boolean {
  return lookUp(globalConditionKeys, key) !== undefined;
}

/** The keys of an action beside the global ones; undefined for an unknown action. */
export function conditionKeysOf(action: string): readonly string[] | undefined {
  return findAction(action)?.conditionKeys;
}

/** AWS's spelling and type of a key; undefined when it is not known. */
export function conditionKey(key: string): ConditionKey | undefined {
  return lookUp(globalConditionKeys, key) ?? lookUp(serviceKeys(key), key);
}

/**
 * True when AWS has the key, false when it certainly has none of this name, undefined when nothing is known: keys of
 * services that are not carried, and of identity providers (`token.actions.githubusercontent.com:sub`).
 */
export function isConditionKey(key: string): boolean | undefined {
  if (conditionKey(key)) return true;
  const prefix = prefixOf(key);
  if (prefix === 'aws') return false;
  // Policies of IoT compare variables of the connection (`iot:Connection.Thing.IsAttached`) that are listed nowhere as keys.
  if (prefix === 'iot') return undefined;
  if (serviceFacts(prefix)) return false;
  // A word that is neither a service nor a provider's host name begins no key.
  return knownPrefixes.has(prefix) || /[.]|^(saml|graph|www)$/.test(prefix) ? undefined : false;
}

/** The key that was likely meant by one that is none. */
export function nearestConditionKey(key: string): string | undefined {
  const candidates = [...globalConditionKeys.values(), ...serviceKeys(key).values()];
  return nearest(
    key,
    candidates.map((candidate) => candidate.name).filter((name) => !name.includes('*')),
  );
}

function serviceKeys(key: string): ReadonlyMap<string, ConditionKey> {
  return serviceFacts(prefixOf(key))?.conditionKeys ?? new Map();
}

function prefixOf(key: string): string {
  return key.slice(0, Math.max(key.indexOf(':'), 0)).toLowerCase();
}

function lookUp(table: ReadonlyMap<string, ConditionKey>, key: string): ConditionKey | undefined {
  const exact = table.get(key.toLowerCase());
  if (exact) return exact;
  for (const candidate of table.values()) {
    if (candidate.name.includes('*') && matchesWildcard(candidate.name, key)) return candidate;
  }
  return undefined;
}
