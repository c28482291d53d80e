import { asList, asString, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';

/**
 * True for a managed policy that limits and does not give: some principal of its stack has it as permissions boundary, or its
 * name says so, and it is attached to nobody.
 */
export function isOnlyBoundary(policy: Resource): boolean {
  if (['Roles', 'Users', 'Groups'].some((name) => policy.has(name))) return false;
  let limits = isCalledBoundary(policy);
  for (const principal of policy.stack.resources('AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group')) {
    if (asList(principal.get('ManagedPolicyArns')).some((arn) => names(arn, policy))) return false;
    const boundary = principal.get('PermissionsBoundary');
    if (boundary !== undefined && names(boundary, policy)) limits = true;
  }
  return limits;
}

function isCalledBoundary(policy: Resource): boolean {
  return [policy.id, asString(policy.get('ManagedPolicyName')) ?? ''].some((name) => /boundar/i.test(name));
}

/** True for a reference to the policy, and for an ARN that ends in its literal name. */
function names(arn: Value, policy: Resource): boolean {
  if (arn.kind === 'reference') {
    return arn.to.type === 'resource' && arn.to.stack === policy.stack.id && arn.to.id === policy.id;
  }
  const name = asString(policy.get('ManagedPolicyName'));
  const last = arn.kind === 'text' ? arn.parts.at(-1) : arn;
  const text = asString(last);
  return name !== undefined && text !== undefined && text.slice(text.lastIndexOf('/') + 1) === name;
}
