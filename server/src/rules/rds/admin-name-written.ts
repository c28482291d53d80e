import { asString, type Value } from '../../base/value';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'rds-admin-name-written',
  title: 'Database whose administrator is named in the template',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster'],
  why: `Half of a login is its name, and a name in a template is known to everybody who reads the repository or the stack. A parameter with
NoEcho and without a default, or a dynamic reference, keeps it out. Changing it later replaces the database. Allow it where the password is
managed and the database private.`,
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
      MasterUsername: orders_owner
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
      MasterUsername: '{{resolve:ssm:/orders/owner}}'
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html'],
  knownAs: [
    'cfn_nag F24',
    'Guard RDS_MASTER_USER_NAME_NO_PLAINTEXT_PASSWORD',
    'Guard RDS_MASTER_USER_NAME_USES_SECURE_PARAMETER',
    'Guard RDS_MASTER_USER_NAME_USES_SECURE_SERVICE',
  ],
  *check(database, graph) {
    const written = database.get('MasterUsername');
    const name = asString(written);
    const how = name === undefined ? toldByParameter(written, graph) : toldByName(name);
    if (how === undefined) return;
    yield {
      at: database.at('MasterUsername'),
      message: `The administrator of ${database.id} ${how}, so only the password stands before it.`,
    };
  },
});

function toldByName(name: string): string | undefined {
  return name === '' || name.includes('{{resolve:') ? undefined : 'is named in the template';
}

/** A name from the parameter store is in neither. */
function toldByParameter(written: Value | undefined, graph: Graph): string | undefined {
  if (written?.kind !== 'reference' || written.to.type !== 'parameter') return undefined;
  const parameter = graph.stack(written.to.stack)?.parameter(written.to.name);
  if (parameter === undefined || parameter.type?.startsWith('AWS::SSM::') === true) return undefined;
  const { name, noEcho } = parameter;
  const fallback = parameter.default ?? '';
  if (fallback !== '' && !fallback.includes('{{resolve:')) return `is named by the default of ${name}`;
  return noEcho === true ? undefined : `is named by ${name}, which has no NoEcho`;
}
