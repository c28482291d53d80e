import type { Path, Resource } from '../cloudformation/resource';
import { keyNamed } from './encryption';
import type { Graph } from './graph';

/** How a property falls short of a customer managed key: it names no key, or one that AWS manages. */
export function keyLack(resource: Resource, path: Path, graph: Graph): 'absent' | 'aws-managed' | undefined {
  const key = resource.get(...path);
  if (key === undefined) return 'absent';
  return keyNamed(key, resource, graph.find).kind === 'aws-managed' ? 'aws-managed' : undefined;
}
