import { asBoolean } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { isMember, isReplica, membersOf } from '../../graph/databases';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'rds-single-zone',
  title: 'Database in one availability zone',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  why: `Without MultiAZ the database stands in one availability zone: when its host or the zone fails, everything that needs it waits until
it has been restored. With it a standby in another zone takes over within minutes. An Aurora cluster with one instance is down until Aurora
has made another one; a second instance takes over at once. Replicas are not reported. Allow it for development.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.m7g.large
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.m7g.large
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      MultiAZ: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_157',
    'SecurityHub RDS.5',
    'SecurityHub RDS.15',
    'KICS rds_multi_az_deployment_disabled',
    'Guard RDS_MULTI_AZ_SUPPORT',
    'cdk-nag RDSMultiAZSupport',
  ],
  *check(resource, graph) {
    if (resource.type === 'AWS::RDS::DBCluster') {
      yield* ofCluster(resource, graph);
      return;
    }
    if (isMember(resource) || isReplica(resource)) return;
    const written = resource.get('MultiAZ');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: resource.at('MultiAZ'),
      message: `${resource.id} stands in one availability zone and is down when that zone or its host fails.`,
      fixes: [
        {
          title: `Give ${resource.id} a standby in another zone`,
          safe: false,
          changes: [resource.set(['MultiAZ'], true)],
        },
      ],
    };
  },
});

/** A cluster of which no instance is to be seen may have some in another stack. */
function* ofCluster(cluster: Resource, graph: Graph): Generator<Finding> {
  const [only, ...others] = membersOf(cluster, graph) ?? [];
  if (only === undefined || others.length > 0 || only.declaration.variables.size > 0) return;
  yield {
    at: cluster.idAt,
    message: `${cluster.id} has one instance, so it is down until another one is made when the zone or the host of ${only.id} fails.`,
    related: [{ at: only.idAt, message: 'its only instance' }],
  };
}
