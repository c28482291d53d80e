import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { isMember } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-tags-not-copied',
  title: 'Database whose snapshots lose its tags',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  why: `Policies and reports that go by tags do not see a snapshot without them: whoever may not touch the database may restore or share
its copy. CopyTagsToSnapshot costs nothing. Allow it where no policy goes by tags.`,
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
      CopyTagsToSnapshot: true
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html'],
  knownAs: ['SecurityHub RDS.16', 'SecurityHub RDS.17', 'SecurityHub RDS.47', 'SecurityHub RDS.48'],
  *check(resource) {
    if (isMember(resource)) return;
    const written = resource.get('CopyTagsToSnapshot');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: resource.at('CopyTagsToSnapshot'),
      message: `${resource.id} does not hand its tags on to its snapshots, which policies that go by tags do not protect then.`,
      fixes: [
        {
          title: `Copy the tags of ${resource.id} to its snapshots`,
          safe: true,
          changes: [resource.set(['CopyTagsToSnapshot'], true)],
        },
      ],
    };
  },
});
