import { asNumber } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { clusterOf, engineOf } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-no-enhanced-monitoring',
  title: 'Database without enhanced monitoring',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance'],
  why: `Enhanced monitoring reads processes, memory and load inside of the host, where CloudWatch sees the machine from outside: it tells a
busy database from a process that does not belong there. Allow it where Performance Insights is enough.`,
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
      MonitoringInterval: 60
      MonitoringRoleArn: arn:aws:iam::111122223333:role/rds-monitoring
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html'],
  knownAs: [
    'Checkov CKV_AWS_118',
    'SecurityHub RDS.6',
    'Guard RDS_ENHANCED_MONITORING_ENABLED',
    'cdk-nag RDSEnhancedMonitoringEnabled',
  ],
  *check(instance, graph) {
    if (engineOf(instance)?.startsWith('custom-') === true) return;
    const written = instance.get('MonitoringInterval');
    if (written !== undefined && asNumber(written) !== 0) return;
    // A cluster may switch it on for its members.
    if (written === undefined && clusterOf(instance, graph)?.has('MonitoringInterval') === true) return;
    yield {
      at: instance.at('MonitoringInterval'),
      message: `${instance.id} is watched from outside of its host alone: nobody sees which process uses it.`,
    };
  },
});
