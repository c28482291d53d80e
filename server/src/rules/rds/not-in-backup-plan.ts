import { asString, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { isMember, isReplica } from '../../graph/databases';
import type { Graph } from '../../graph/graph';
import { mentions } from '../../graph/mentions';

export const rule = defineRule({
  id: 'rds-not-in-backup-plan',
  title: 'Database that no backup plan here selects',
  severity: 'hint',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance'],
  why: `Automated backups live and die with their database and its account. A backup plan keeps copies in a vault, which can be locked and
can stand in another account, for as long as the plan says. A plan of another stack may select a database by its tags, which is not to be
seen here; selections by tag in the template silence the rule, and clusters are not judged. Allow it where such a plan exists.`,
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
    text: `Parameters:
  BackupPlan:
    Type: String
  BackupRole:
    Type: String
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.m7g.large
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
  Databases:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: !Ref BackupPlan
      BackupSelection:
        SelectionName: databases
        IamRoleArn: !Ref BackupRole
        Resources: [!GetAtt Orders.DBInstanceArn]
`,
  },
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupselection.html',
  ],
  knownAs: ['SecurityHub RDS.26', 'cdk-nag RDSInBackupPlan'],
  *check(database, graph) {
    if (isMember(database) || isReplica(database)) return;
    const selections = graph
      .joined(database.stack)
      .flatMap((stack) => [...stack.resources('AWS::Backup::BackupSelection')]);
    if (selections.some((selection) => maySelect(selection, database, graph))) return;
    yield {
      at: database.idAt,
      message: `No backup plan ${selections.length === 0 ? 'here' : 'of the template'} selects ${database.id}, so its copies end with it unless a plan elsewhere goes by its tags.`,
    };
  },
});

/** False when a selection names resources alone, and certainly not this database. */
function maySelect(selection: Resource, database: Resource, graph: Graph): boolean {
  const named = selection.get('BackupSelection', 'Resources');
  const byTag = ['ListOfTags', 'Conditions'].some((key) => selection.has('BackupSelection', key));
  if (byTag || named?.kind !== 'list' || named.open) return true;
  return mentions(selection, database, graph) || named.items.some((item) => isWide(item, graph));
}

/** True for a pattern that databases may match, and for what is only known after deployment. */
function isWide(item: Value, graph: Graph): boolean {
  const parts = item.kind === 'text' ? item.parts : [item];
  const text = parts.map((part) => asString(part) ?? '?').join('');
  const service = /^arn:[^:]*:([^:]*):/.exec(text)?.[1];
  if (service !== undefined && !/[*?]|^rds$/.test(service)) return false;
  if (text.includes('*')) return true;
  return parts.some((part) => {
    if (part.kind !== 'reference') return part.kind !== 'scalar';
    return part.to.type !== 'pseudo' && graph.find(part) === undefined;
  });
}
