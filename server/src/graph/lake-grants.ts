import { asList, asString, type Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';

/** Both resource types by which CloudFormation grants permissions of Lake Formation. */
export const grantTypes: readonly string[] = [
  'AWS::LakeFormation::PrincipalPermissions',
  'AWS::LakeFormation::Permissions',
];

/** Where a grant names who is granted something. */
export function principalPath({ type }: Resource): Path {
  const holder = type === 'AWS::LakeFormation::Permissions' ? 'DataLakePrincipal' : 'Principal';
  return [holder, 'DataLakePrincipalIdentifier'];
}

/** Where a grant names a table as a whole. */
export function wholeTablePath({ type }: Resource): Path {
  return ['Resource', type === 'AWS::LakeFormation::Permissions' ? 'TableResource' : 'Table'];
}

/** True when one of the permissions is in a list, upper or lower case. */
export function grants(list: Value | undefined, ...permissions: readonly string[]): boolean {
  return asList(list).some((item) => permissions.includes(asString(item)?.toUpperCase() ?? ''));
}
