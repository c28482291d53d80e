import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-copy-without-grant',
  title: 'Snapshot copies for which no grant lets Redshift use a key',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::Cluster'],
  why: `A cluster that is encrypted with a KMS key copies its snapshots to another region only with a snapshot copy grant there, which
lets Redshift use a key of that region. The grant is made in the destination region, so a grant of the cluster's own stack is in the wrong
one. There is no good reason to allow it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: warehouse
      MasterUsername: warehouse_admin
      ManageMasterPassword: true
      NodeType: ra3.xlplus
      KmsKeyId: alias/warehouse
      DestinationRegion: eu-west-1
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: warehouse
      MasterUsername: warehouse_admin
      ManageMasterPassword: true
      NodeType: ra3.xlplus
      KmsKeyId: alias/warehouse
      DestinationRegion: eu-west-1
      SnapshotCopyGrantName: copies-of-eu-central-1
`,
  },
  references: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/configure-snapshot-copy-grant.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/cross-region-snapshot-copy.html',
  ],
  knownAs: [],
  *check(cluster, graph) {
    const destination = cluster.get('DestinationRegion');
    if (destination === undefined || !cluster.has('KmsKeyId')) return;
    const region = asString(destination) ?? 'the other region';
    const grant = cluster.get('SnapshotCopyGrantName');
    if (grant === undefined) {
      yield {
        at: cluster.at('DestinationRegion'),
        message: `${cluster.id} copies encrypted snapshots to ${region} but names no grant for a key there, so the copies fail.`,
      };
      return;
    }
    const made = grant.kind === 'reference' ? graph.find(grant) : undefined;
    if (made?.type !== 'AWS::Redshift::SnapshotCopyGrant' || made.stack !== cluster.stack) return;
    yield {
      at: cluster.at('SnapshotCopyGrantName'),
      message: `${cluster.id} names the grant ${made.id} of its own region, so its snapshots cannot be copied to ${region}.`,
    };
  },
});
