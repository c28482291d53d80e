import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { clusterOf } from '../../graph/databases';
import { keyFor } from '../../graph/key-choice';
import { lacksOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'rds-insights-no-customer-key',
  title: 'Performance Insights without a customer managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  why: `Performance Insights keeps the texts of statements, which may hold names, addresses and keys. Without a key of one's own they are
encrypted with the AWS managed key of RDS: no key policy limits who reads them. The key cannot be changed while Performance Insights is on.
Allow it where statements hold no values.`,
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
      EnablePerformanceInsights: true
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
      EnablePerformanceInsights: true
      PerformanceInsightsKMSKeyId: alias/orders
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.access-control.html',
  ],
  knownAs: ['Trivy AWS-0078'],
  *check(database, graph) {
    const ofInstance = database.type === 'AWS::RDS::DBInstance';
    const enabled = ofInstance ? 'EnablePerformanceInsights' : 'PerformanceInsightsEnabled';
    const property = ofInstance ? 'PerformanceInsightsKMSKeyId' : 'PerformanceInsightsKmsKeyId';
    if (asBoolean(database.get(enabled)) !== true || lacksOwnKey(database, [property], graph) === undefined)
      return;
    // Members have the key of their cluster.
    if (!database.has(property) && clusterOf(database, graph)?.has('PerformanceInsightsKmsKeyId') === true)
      return;
    const key = keyFor(database.stack, database);
    yield {
      at: database.at(database.has(property) ? property : enabled),
      message: `${database.id} keeps the texts of its statements under the AWS managed key of RDS, so no key policy limits who reads them.`,
      fixes: [
        {
          title: `Encrypt the insights of ${database.id} with ${key.name}`,
          safe: false,
          changes: [database.set([property], key.arn), ...key.changes],
        },
      ],
    };
  },
});
