import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Graph } from './graph';
import { workloadsIn } from './workloads';

/** The roles that the workloads of a stack run as and that stand in it without a condition, each once. */
export function workloadRoles(stack: Stack, graph: Graph): readonly Resource[] {
  const roles = workloadsIn(stack, graph).map(({ role }) => role);
  return [...new Set(roles)].filter(
    (role) => role.stack === stack && role.declaration.condition === undefined,
  );
}
