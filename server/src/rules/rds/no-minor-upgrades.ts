import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'rds-no-minor-upgrades',
  title: 'Database without automatic minor upgrades',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  why: `Minor versions close security holes of the engine. They are applied in the maintenance window by default; with
AutoMinorVersionUpgrade: false holes stay open until somebody thinks of them. Allow it where upgrades are rolled out by a pipeline.`,
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
      AutoMinorVersionUpgrade: false
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
      AutoMinorVersionUpgrade: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
  ],
  knownAs: [
    'SecurityHub RDS.13',
    'SecurityHub RDS.35',
    'KICS automatic_minor_upgrades_disabled',
    'Guard RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED',
    'cdk-nag RDSAutomaticMinorVersionUpgradeEnabled',
  ],
  *check(resource) {
    const written = resource.get('AutoMinorVersionUpgrade');
    if (asBoolean(written) !== false) return;
    yield {
      at: resource.at('AutoMinorVersionUpgrade'),
      message: `${resource.id} does not take minor versions by itself, so known holes of its engine stay open.`,
      fixes: [
        {
          title: `Let ${resource.id} take minor versions`,
          safe: false,
          changes: [resource.set(['AutoMinorVersionUpgrade'], true)],
        },
      ],
    };
  },
});
