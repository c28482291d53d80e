import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { listed } from '../../graph/policy-holder';
import { intersects } from '../../iam/matching';

const selected = ['BackupSelection', 'Resources'] as const;

export const rule = defineRule({
  id: 'dynamodb-no-backup-plan',
  title: 'Table that no backup plan here selects',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  why: `Backups of AWS Backup lie in a vault of their own, stay as long as the plan says and survive the table, which point-in-time
recovery does not. A template that backs up other resources by their names leaves this table out. Selections by tags are taken to hold it;
a plan of another stack is not to be seen here. Allow it where there is one, and for data that can be made again.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Nightly:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: 1a2b3c
      BackupSelection:
        SelectionName: nightly
        IamRoleArn: arn:aws:iam::111122223333:role/backup
        Resources:
          - arn:aws:dynamodb:eu-central-1:111122223333:table/customers
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Nightly:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: 1a2b3c
      BackupSelection:
        SelectionName: nightly
        IamRoleArn: arn:aws:iam::111122223333:role/backup
        Resources:
          - !GetAtt Orders.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_HowItWorksAWS.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupselection-backupselectionresourcetype.html',
  ],
  knownAs: ['SecurityHub DynamoDB.4', 'cdk-nag DynamoDBInBackupPlan'],
  *check(table, graph) {
    const selections = graph
      .joined(table.stack)
      .flatMap((stack) => [...stack.resources('AWS::Backup::BackupSelection')]);
    if (selections.some((selection) => mayHold(selection, table, graph))) return;
    const [only, ...others] = selections;
    if (only === undefined) {
      yield {
        at: table.idAt,
        severity: 'hint',
        message: `No backup plan here selects ${table.id}, so its copies end with it unless a plan elsewhere goes by its tags.`,
      };
      return;
    }
    const { stack } = table;
    const fits =
      others.length === 0 && only.stack === stack && table.declaration.condition === undefined
        ? [only.append(selected, stack.write.getAtt(table.id, 'Arn'))]
        : [];
    yield {
      at: table.idAt,
      message: `${table.id} is left out of the backups: ${listed(selections.map(({ id }) => id))} ${others.length === 0 ? 'names' : 'name'} only other resources.`,
      related: [{ at: only.at(...selected), message: 'what is backed up' }],
      fixes: [{ title: `Back up ${table.id} as well`, safe: false, changes: fits }],
    };
  },
});

/** False for a selection that lists what it backs up, without a way to the table. */
function mayHold(selection: Resource, table: Resource, graph: Graph): boolean {
  const resources = selection.get(...selected);
  if (resources?.kind !== 'list' || resources.open || selection.has('BackupSelection', 'ListOfTags'))
    return true;
  const arn = graph.arnOf(table);
  return arn === undefined || resources.items.some((item) => intersects(graph.names.glob(item), arn));
}
