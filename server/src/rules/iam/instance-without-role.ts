import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'iam-instance-without-role',
  title: 'Instance without a role',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::Instance'],
  why: `An instance without an instance profile has no credentials of its own. What runs on it and calls AWS is then given the
keys of a user, which do not expire and lie on the disk. A role gives it credentials that change by themselves. Allow it for an
instance that never calls AWS.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Runner:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0a1b2c3d4e5f60718
      InstanceType: m7g.large
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Runner:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0a1b2c3d4e5f60718
      InstanceType: m7g.large
      IamInstanceProfile: runner
`,
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html'],
  knownAs: [
    'KICS ec2_instance_has_no_iam_role',
    'Guard EC2_INSTANCE_PROFILE_ATTACHED',
    'cdk-nag EC2InstanceProfileAttached',
  ],
  *check(instance, graph) {
    if (instance.has('IamInstanceProfile') || mayComeFromTemplate(instance, graph)) return;
    yield {
      at: instance.idAt,
      message: `${instance.id} has no instance profile, so what runs on it needs the keys of a user to call AWS.`,
    };
  },
});

/** True when the launch template holds the profile, or is out of sight. */
function mayComeFromTemplate(instance: Resource, graph: Graph): boolean {
  if (!instance.has('LaunchTemplate')) return false;
  const id = instance.get('LaunchTemplate', 'LaunchTemplateId');
  const template = id?.kind === 'reference' ? graph.find(id) : undefined;
  return (
    template?.type !== 'AWS::EC2::LaunchTemplate' || template.has('LaunchTemplateData', 'IamInstanceProfile')
  );
}
