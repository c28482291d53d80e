import { asNumber, asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { engineOf } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-no-backtrack',
  title: 'Aurora cluster that cannot be wound back',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBCluster'],
  why: `Backtracking winds an Aurora MySQL cluster back by minutes or hours in place, where a restore makes a new cluster and takes long. It
can be switched on only when the cluster is created or restored. Allow it where restores are quick enough.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      ManageMasterUserPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      ManageMasterUserPassword: true
      BacktrackWindow: 86400
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html',
  ],
  knownAs: ['SecurityHub RDS.14', 'Guard AURORA_MYSQL_BACKTRACKING_ENABLED', 'cdk-nag AuroraMySQLBacktrack'],
  *check(cluster) {
    const isFit =
      /^aurora(?:-mysql)?$/.test(engineOf(cluster) ?? '') &&
      asString(cluster.get('EngineMode')) !== 'serverless';
    if (!isFit || cluster.has('GlobalClusterIdentifier')) return;
    const written = cluster.get('BacktrackWindow');
    if (written !== undefined && asNumber(written) !== 0) return;
    yield {
      at: cluster.at('BacktrackWindow'),
      message: `${cluster.id} cannot be wound back in place: undoing a mistake means restoring a new cluster.`,
    };
  },
});
