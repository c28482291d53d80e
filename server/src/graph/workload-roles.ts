import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Graph } from './graph';

/** The roles that the workloads of a stack run as and that stand in it without a condition, each once. */
export function workloadRoles(stack: Stack, graph: Graph): readonly Resource[] {
  const roles = graph.workloads(stack).map(({ role }) => role);
  return [...new Set(roles)].filter(
    (role) => role.stack === stack && role.declaration.condition === undefined,
  );
}
