import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Graph } from './graph';
import type { Repair } from './key-repair';
import { letReadNew } from './script-secret-role';
import { roleNamed } from './workloads';

/**
 * The role that reads the stored secrets of a resource: of a task definition the one that starts its containers, not the one that
 * they run as. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
const rolePaths: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::ECS::TaskDefinition', ['ExecutionRoleArn']],
  ['AWS::Batch::JobDefinition', ['ContainerProperties', 'ExecutionRoleArn']],
  ['AWS::CodeBuild::Project', ['ServiceRole']],
  ['AWS::Lambda::Function', ['Role']],
  ['AWS::Serverless::Function', ['Role']],
  ['AWS::Glue::Job', ['Role']],
]);

/** Lets the role of a resource read the secret that a repair makes; undefined where it may already, or is not written here. */
export function letOwnerRead(owner: string, secret: string, stack: Stack, graph: Graph): Repair | undefined {
  const resource = stack.resource(owner);
  const role = resource === undefined ? undefined : readerOf(resource, graph);
  // The secret is the stack's; a role of another one cannot refer to it.
  return role?.stack === stack ? letReadNew(role, secret, graph) : undefined;
}

function readerOf(resource: Resource, graph: Graph): Resource | undefined {
  const path = rolePaths.get(resource.type);
  const value = path === undefined ? undefined : resource.get(...path);
  if (value !== undefined) return roleNamed(value, resource.stack, graph);
  return [...resource.stack.resources('AWS::IAM::Role')].find(
    ({ declaration }) => declaration.derivation?.from.id === resource.id,
  );
}
