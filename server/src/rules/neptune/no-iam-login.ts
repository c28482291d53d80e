import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'neptune-no-iam-login',
  title: 'Neptune cluster without authentication',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Neptune::DBCluster'],
  why: `Neptune knows no passwords: without IamAuthEnabled whoever reaches its port may read, change and delete every graph. With it
every request is signed by a role, and policies say which. Clients have to sign their requests then. Allow it for a test cluster that
nothing else in the VPC can reach.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Relations:
    Type: AWS::Neptune::DBCluster
    Properties:
      StorageEncrypted: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Relations:
    Type: AWS::Neptune::DBCluster
    Properties:
      StorageEncrypted: true
      IamAuthEnabled: true
`,
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html'],
  knownAs: [],
  *check(cluster) {
    const written = cluster.get('IamAuthEnabled');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: cluster.at('IamAuthEnabled'),
      message: `${cluster.id} asks nobody who they are: whoever reaches its port reads and changes every graph.`,
      fixes: [
        {
          title: `Let ${cluster.id} ask for IAM signatures`,
          safe: false,
          changes: [cluster.set(['IamAuthEnabled'], true)],
        },
      ],
    };
  },
});
