import { asList, asString, lookUp, type Value } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const places: readonly Path[] = [['Permissions'], ['LinkSharingConfiguration', 'Permissions']];

export const rule = defineRule({
  id: 'quicksight-shared-with-everyone',
  title: 'Data or dashboard for every user of QuickSight',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::QuickSight::Dashboard',
    'AWS::QuickSight::Analysis',
    'AWS::QuickSight::DataSet',
    'AWS::QuickSight::DataSource',
  ],
  why: `A permission whose principal is a namespace is given to every user in it, those that are added later included. Everybody with an
account in QuickSight then sees the data. Groups say who is meant. Allow it for a dashboard that the whole company is meant to see.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Board:
    Type: AWS::QuickSight::Dashboard
    Properties:
      Name: board
      Permissions:
        - Principal: arn:aws:quicksight:eu-west-1:111122223333:namespace/default
          Actions:
            - quicksight:DescribeDashboard
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Board:
    Type: AWS::QuickSight::Dashboard
    Properties:
      Name: board
      Permissions:
        - Principal: arn:aws:quicksight:eu-west-1:111122223333:group/default/analysts
          Actions:
            - quicksight:DescribeDashboard
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-quicksight-dashboard-resourcepermission.html',
    'https://docs.aws.amazon.com/quicksight/latest/user/share-a-dashboard-grant-access-everyone.html',
  ],
  knownAs: [],
  *check(resource) {
    for (const place of places) {
      for (const permission of asList(resource.get(...place))) {
        const principal = lookUp(permission, 'Principal');
        if (principal === undefined || !isNamespace(principal)) continue;
        yield {
          at: principal.at,
          message: `${resource.id} is open to every user of a QuickSight namespace, also those that are added later.`,
        };
      }
    }
  },
});

function isNamespace(principal: Value): boolean {
  const parts = principal.kind === 'text' ? principal.parts : [principal];
  return parts.some((part) => asString(part)?.includes(':namespace/') === true);
}
