import { asString, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { anyPart, mentions } from '../../graph/mentions';

export const rule = defineRule({
  id: 'iam-policy-unattached',
  title: 'Policy that nobody has',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'],
  why: `The policy is attached to no role and no group, and nothing in the template hands it on. Permissions that lie around are
attached later by whoever finds them, without a look at what they allow; an inline policy of nobody is refused. Attach it where it is meant, or remove it. Allow it for
a policy that people or other stacks attach by its name.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  ReadOrders:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: arn:aws:s3:::orders/*
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  ReadOrders:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles:
        - loader
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: arn:aws:s3:::orders/*
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html',
  ],
  knownAs: ['KICS iam_policies_without_groups'],
  *check(policy, graph) {
    if (['Roles', 'Groups', 'Users'].some((name) => namesSomebody(policy.get(name)))) return;
    if (policy.type === 'AWS::IAM::Policy') {
      yield {
        at: policy.idAt,
        severity: 'error',
        message: `${policy.id} fails to deploy: an inline policy has to name a role, a group or a user.`,
      };
      return;
    }
    // A boundary is put on roles that are made later.
    if (/boundary/i.test(`${policy.id} ${asString(policy.get('ManagedPolicyName')) ?? ''}`)) return;
    if (isHandedOn(policy, graph)) return;
    yield { at: policy.idAt, message: `${policy.id} is attached to nobody.` };
  },
});

function namesSomebody(list: Value | undefined): boolean {
  return list !== undefined && (list.kind !== 'list' || list.open || list.items.length > 0);
}

/** True when a resource names the policy, or an output gives it to other stacks. */
function isHandedOn(policy: Resource, graph: Graph): boolean {
  return graph.joined(policy.stack).some((stack) => {
    const named = [...stack.resources()].some(
      (other) => other.id !== policy.id && mentions(other, policy, graph),
    );
    return (
      named ||
      [...stack.template.outputs.values()].some((output) => {
        const value = stack.outputValue(output);
        return (
          value !== undefined &&
          anyPart(value, (part) => part.kind === 'reference' && graph.find(part) === policy)
        );
      })
    );
  });
}
