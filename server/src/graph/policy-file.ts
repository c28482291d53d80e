import type { Policy } from '../iam/policy';
import { readPolicy } from '../iam/read-policy';
import { recognisePolicy } from '../iam/recognise-policy';
import type { TreeDocument } from '../syntax/tree';
import { plainValue } from './plain-value';

/** The policy that a JSON or YAML file holds, or undefined when it holds something else. */
export function readPolicyFile(document: TreeDocument): Policy | undefined {
  const { root } = document;
  if (root?.kind !== 'map' || root.pair('Statement') === undefined) return undefined;
  const value = plainValue(root);
  const kind = recognisePolicy(value);
  return kind === undefined ? undefined : readPolicy(value, { kind });
}
