import { type Change, onlyWith } from '../base/edit';
import type { Place } from '../base/range';
import { asString } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import type { Content } from '../syntax/tree';
import { keyNamed } from './encryption';
import type { Graph } from './graph';
import { keyFor } from './key-choice';

/** That a property names no customer managed key. */
export interface NoOwnKey {
  readonly at: Place;
  /** The AWS managed key that is named; undefined when no key is. */
  readonly alias: string | undefined;
}

/** Undefined when a customer managed key is named, or when it is not known which key is. */
export function lacksOwnKey(resource: Resource, path: Path, graph: Graph): NoOwnKey | undefined {
  const value = resource.get(...path);
  const at = resource.at(...path);
  if (value === undefined || asString(value) === '') return { at, alias: undefined };
  const use = keyNamed(value, resource, graph.find);
  if (use.kind === 'none') return { at, alias: undefined };
  return use.kind === 'aws-managed' ? { at, alias: use.alias } : undefined;
}

/** Names a key in a property, together with what else has to be set for it. Never safe: whoever uses the data then needs the key. */
export function withOwnKey(
  resource: Resource,
  path: Path,
  ...others: readonly (readonly [Path, Content])[]
): { readonly name: string; readonly changes: readonly Change[] } {
  const { arn, name, changes } = keyFor(resource.stack, resource);
  return { name, changes: onlyWith(resource.setAll([...others, [path, arn]]), changes) };
}
