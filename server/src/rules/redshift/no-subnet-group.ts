import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-no-subnet-group',
  title: 'Redshift cluster in the default VPC',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Redshift::Cluster'],
  why: `Without ClusterSubnetGroupName the cluster starts in the default VPC, whose subnets all lead to the internet and which everything else
in the account shares. A subnet group of one's own puts it into private subnets. Allow it for a test cluster.`,
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
      ClusterSubnetGroupName: private
`,
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-cluster-subnet-groups.html'],
  knownAs: ['Checkov CKV_AWS_154', 'Trivy AWS-0127', 'cdk-nag RedshiftClusterInVPC'],
  *check(cluster) {
    if (cluster.has('ClusterSubnetGroupName')) return;
    yield {
      at: cluster.at('ClusterSubnetGroupName'),
      message: `${cluster.id} names no subnet group, so it starts in the default VPC, whose subnets lead to the internet.`,
    };
  },
});
