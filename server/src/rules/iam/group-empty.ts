import type { Value } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'iam-group-empty',
  title: 'Group without users',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::IAM::Group'],
  why: `Nobody of this template belongs to the group, so its permissions wait for whoever is added by hand, and no template says
who that is. Put its users into it here, or remove it. Allow it for a group whose members an identity system adds.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Loaders:
    Type: AWS::IAM::Group
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Loaders:
    Type: AWS::IAM::Group
  Loader:
    Type: AWS::IAM::User
    Properties:
      Groups:
        - !Ref Loaders
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html'],
  knownAs: ['KICS iam_group_without_users', 'cdk-nag IAMGroupHasUsers'],
  *check(group, graph) {
    for (const stack of graph.joined(group.stack)) {
      for (const user of stack.resources('AWS::IAM::User')) {
        if (mayName(user.get('Groups'), (name) => graph.isNameOf(name, group))) return;
      }
      for (const addition of stack.resources('AWS::IAM::UserToGroupAddition')) {
        const [name, users] = [addition.get('GroupName'), addition.get('Users')];
        if (users?.kind === 'list' && !users.open && users.items.length === 0) continue;
        if (name !== undefined && (isParameter(name) || graph.isNameOf(name, group))) return;
      }
    }
    yield { at: group.idAt, message: `No user of this template belongs to ${group.id}.` };
  },
});

/** True when one of the names in a list is the wanted one, or may be. */
function mayName(list: Value | undefined, isWanted: (name: Value) => boolean): boolean {
  if (list === undefined) return false;
  if (list.kind !== 'list' || list.open) return true;
  return list.items.some((name) => isParameter(name) || isWanted(name));
}

function isParameter(name: Value): boolean {
  return name.kind === 'unknown' || (name.kind === 'reference' && name.to.type === 'parameter');
}
