import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'dax-no-tls',
  title: 'DAX cluster without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DAX::Cluster'],
  why: `The default of ClusterEndpointEncryptionType is NONE: requests and items cross the network between clients and the cache in
plain text, while DynamoDB itself is reached over TLS alone. It is decided when the cluster is created, and clients then use another address.
Allow it for tables whose data is public.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Cache:
    Type: AWS::DAX::Cluster
    Properties:
      NodeType: dax.r5.large
      ReplicationFactor: 3
      IAMRoleARN: arn:aws:iam::111122223333:role/dax
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Cache:
    Type: AWS::DAX::Cluster
    Properties:
      NodeType: dax.r5.large
      ReplicationFactor: 3
      IAMRoleARN: arn:aws:iam::111122223333:role/dax
      ClusterEndpointEncryptionType: TLS
`,
  },
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html',
  ],
  knownAs: ['SecurityHub DynamoDB.7'],
  *check(cluster) {
    const written = cluster.get('ClusterEndpointEncryptionType');
    if (written !== undefined && asString(written)?.toUpperCase() !== 'NONE') return;
    yield {
      at: cluster.at('ClusterEndpointEncryptionType'),
      message: `${cluster.id} exchanges items with its clients in plain text, and TLS later replaces it.`,
      fixes: [
        {
          title: `Let ${cluster.id} speak TLS`,
          safe: false,
          changes: [cluster.set(['ClusterEndpointEncryptionType'], 'TLS')],
        },
      ],
    };
  },
});
