import type { Change } from '../base/edit';
import type { Resource } from '../cloudformation/resource';
import type { Content } from '../syntax/tree';

/** Names a role across stacks, as the one that a fix gives permissions to. */
export function grantee({ id, stack }: Resource): string {
  return `${stack.id}/${id}`;
}

/**
 * A policy of its own for a role that has none to add to: in the role, in the `Policies` of the SAM resource for which it is made,
 * or beside that where SAM has no place for it, as for the role of a schedule. Undefined for what takes no policy.
 */
export function policyOfItsOwn(role: Resource, name: string, document: Content): Change[] | undefined {
  if (role.type !== 'AWS::IAM::Role' && role.type !== 'AWS::IAM::User') return undefined;
  const policy = { PolicyName: name, PolicyDocument: document };
  const { derivation } = role.declaration;
  if (derivation === undefined) return [role.append(['Policies'], policy)];
  if (derivation.onOrigin(['Policies'], policy) === undefined) return [policyBeside(role, policy)];
  return [role.append(['Policies'], policy)];
}

/** SAM documents the logical ids of the roles that it makes, and CloudFormation knows them like any other. */
function policyBeside(role: Resource, policy: Readonly<Record<string, Content>>): Change {
  const { stack, declaration } = role;
  const { condition } = declaration;
  const id = stack.freeId(`${role.id}Policy`);
  const content: Content = {
    Type: 'AWS::IAM::RolePolicy',
    ...(condition === undefined ? {} : { Condition: condition }),
    Properties: { RoleName: stack.write.ref(role.id), ...policy },
  };
  return stack.insertResource(id, content, declaration.derivation?.from.id ?? role.id);
}
