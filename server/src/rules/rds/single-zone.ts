import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { isMember, isReplica } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-single-zone',
  title: 'Database in one availability zone',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance'],
  why: `Without MultiAZ the database stands in one availability zone: when its host or the zone fails, everything that needs it waits until
it has been restored. With it a standby in another zone takes over within minutes. Members of clusters and replicas are not reported. Allow
it for development.`,
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
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html'],
  knownAs: [
    'Checkov CKV_AWS_157',
    'SecurityHub RDS.5',
    'SecurityHub RDS.15',
    'KICS rds_multi_az_deployment_disabled',
    'Guard RDS_MULTI_AZ_SUPPORT',
    'cdk-nag RDSMultiAZSupport',
  ],
  *check(resource) {
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
