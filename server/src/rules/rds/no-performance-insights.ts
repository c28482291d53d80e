import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { clusterOf, engineOf } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-no-performance-insights',
  title: 'Database without Performance Insights',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance'],
  why: `Performance Insights keeps which statements waited for what. Without it a slow night, or a query that reads a whole table for somebody
who had no business there, leaves no trace. Allow it for classes that do not support it.`,
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
      EnablePerformanceInsights: true
      PerformanceInsightsKMSKeyId: alias/orders
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html'],
  knownAs: ['Trivy AWS-0133'],
  *check(instance, graph) {
    if (engineOf(instance)?.startsWith('custom-') === true) return;
    const written = instance.get('EnablePerformanceInsights');
    if (written !== undefined && asBoolean(written) !== false) return;
    // A cluster may switch it on for its members.
    if (written === undefined && clusterOf(instance, graph)?.has('PerformanceInsightsEnabled') === true)
      return;
    yield {
      at: instance.at('EnablePerformanceInsights'),
      message: `${instance.id} keeps no record of which statements ran and what they waited for.`,
    };
  },
});
