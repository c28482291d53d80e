import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const restrictions = [
  'RowLevelPermissionDataSet',
  'RowLevelPermissionTagConfiguration',
  'SemanticModelConfiguration',
] as const;

export const rule = defineRule({
  id: 'quicksight-no-row-level-security',
  title: 'Data set whose rows everybody sees',
  severity: 'hint',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::QuickSight::DataSet'],
  why: `Everybody who may use a data set sees all of its rows, in every dashboard that is made of it, unless a data set of rules or tags
say which rows are whose. Whether some rows are not for all only the owner of the data knows. Allow it for data that all readers may
see as a whole.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::QuickSight::DataSet
    Properties:
      Name: orders
      ImportMode: SPICE
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::QuickSight::DataSet
    Properties:
      Name: orders
      ImportMode: SPICE
      RowLevelPermissionDataSet:
        Arn: arn:aws:quicksight:eu-west-1:111122223333:dataset/rules
        PermissionPolicy: GRANT_ACCESS
        Status: ENABLED
`,
  },
  references: [
    'https://docs.aws.amazon.com/quicksight/latest/user/restrict-access-to-a-data-set-using-row-level-security.html',
  ],
  knownAs: [],
  *check(set) {
    // A data set of rules is itself what restricts others.
    if (set.has('UseAs')) return;
    const written = restrictions.filter((property) => set.has(property));
    const isOff = (property: string) => asString(set.get(property, 'Status')) === 'DISABLED';
    if (!written.every(isOff)) return;
    const [off] = written;
    yield {
      at: off === undefined ? set.idAt : set.at(off, 'Status'),
      message: `${set.id} shows all its rows to everybody who may use it.`,
    };
  },
});
