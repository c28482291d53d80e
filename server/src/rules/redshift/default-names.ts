import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-default-names',
  title: 'Redshift with default names',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace'],
  why: `Half of a login is its name: awsuser, admin and the database dev are tried first. Changing them later replaces the cluster. Allow it
where the password is managed and the cluster private.`,
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
      MasterUsername: awsuser
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
`,
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/rs-gsg-launch-sample-cluster.html'],
  knownAs: ['SecurityHub Redshift.8', 'cdk-nag RedshiftClusterNonDefaultUsername', 'SecurityHub Redshift.9'],
  *check(warehouse) {
    for (const [property, what, usual] of names) {
      const name = asString(warehouse.get(property))?.toLowerCase();
      if (name === undefined || !usual.includes(name)) continue;
      yield {
        at: warehouse.at(property),
        message: `The ${what} of ${warehouse.id} has its default name ${name}, which is tried first.`,
      };
    }
  },
});

const names: readonly (readonly [string, string, readonly string[]])[] = [
  ['MasterUsername', 'administrator', ['awsuser', 'admin']],
  ['DBName', 'database', ['dev']],
  ['DbName', 'database', ['dev']],
];
