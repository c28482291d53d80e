import type { Policy, PolicyKind } from '../iam/policy';
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
  return kind === undefined ? undefined : readPolicy(value, { kind: calledLimit(kind, document.file) });
}

/** What limits and does not give looks like an identity policy where it only allows; then the file or its folder is named so. */
function calledLimit(kind: PolicyKind, file: string): PolicyKind {
  const name = file.split('/').slice(-2).join('/');
  if (kind !== 'identity') return kind;
  if (/boundar(?:y|ies)/i.test(name)) return 'boundary';
  return /(?:^|[^a-z])scps?(?:[^a-z]|$)|service[-_ ]?control/i.test(name) ? 'service-control' : kind;
}
