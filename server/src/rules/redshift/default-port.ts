import { asNumber } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-default-port',
  title: 'Redshift on its default port',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Redshift::Cluster'],
  why: `Scanners try the known ports first. Another port stops no one who looks closer, but keeps a cluster out of the lists of those who do
not; clients have to be told. Allow it where the security groups admit a few clients alone.`,
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
      Port: 5440
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
  ],
  knownAs: ['KICS redshift_using_default_port', 'cdk-nag RedshiftClusterNonDefaultPort'],
  *check(cluster) {
    const written = cluster.get('Port');
    if (written !== undefined && asNumber(written) !== 5439) return;
    yield {
      at: cluster.at('Port'),
      message: `${cluster.id} listens on 5439, the port on which everybody looks for Redshift.`,
    };
  },
});
