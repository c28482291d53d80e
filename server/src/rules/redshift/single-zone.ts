import { asBoolean, asNumber, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-single-zone',
  title: 'Redshift cluster in one availability zone',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Redshift::Cluster'],
  why: `A cluster of RA3 nodes can stand in two availability zones and go on when one fails. Without MultiAZ it is down until it has been
moved. Single nodes and other node types cannot do it and are not reported. Allow it for development, or where loads can wait.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: multi-node
      NumberOfNodes: 2
      NodeType: ra3.xlplus
      DBName: sales
      MasterUsername: sales_owner
      ManageMasterPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: multi-node
      NumberOfNodes: 2
      NodeType: ra3.xlplus
      DBName: sales
      MasterUsername: sales_owner
      ManageMasterPassword: true
      MultiAZ: true
`,
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html'],
  knownAs: ['SecurityHub Redshift.18'],
  *check(cluster) {
    const written = cluster.get('MultiAZ');
    if (!isAble(cluster) || (written !== undefined && asBoolean(written) !== false)) return;
    yield {
      at: cluster.at('MultiAZ'),
      message: `${cluster.id} stands in one availability zone and is down when that zone fails.`,
    };
  },
});

function isAble(cluster: Resource): boolean {
  const nodes = asNumber(cluster.get('NumberOfNodes'));
  return asString(cluster.get('NodeType'))?.startsWith('ra3.') === true && nodes !== undefined && nodes > 1;
}
