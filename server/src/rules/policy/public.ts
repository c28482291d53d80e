import { defineRule } from '../../engine/rule';
import { everyoneAt, isOpenToEveryone } from '../../graph/exposure';
import { limitToAccount } from '../../graph/limit-statement';
import { protectedName } from '../../graph/policy-holder';
import type { PolicyKind } from '../../iam/policy';

export const rule = defineRule({
  id: 'policy-public',
  title: 'Stream, table, log group, catalog, function or vault open to everyone',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `An Allow for the principal "*" without a condition gives everybody with an AWS account what the statement lists: records of a
stream, items of a table, the tables of the Data Catalog, the backups of a vault. Name the account or role, or limit the statement
with aws:PrincipalOrgID. Allow it for data that is meant for the public.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::Kinesis::Stream
  Readers:
    Type: AWS::Kinesis::ResourcePolicy
    Properties:
      ResourceArn: !GetAtt Orders.Arn
      ResourcePolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: kinesis:GetRecords
            Resource: !GetAtt Orders.Arn
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::Kinesis::Stream
  Readers:
    Type: AWS::Kinesis::ResourcePolicy
    Properties:
      ResourceArn: !GetAtt Orders.Arn
      ResourcePolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: arn:aws:iam::111122223333:role/reader
            Action: kinesis:GetRecords
            Resource: !GetAtt Orders.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'https://docs.aws.amazon.com/glue/latest/dg/security_iam_resource-based-policy-examples.html',
  ],
  knownAs: [],
  *check(statement, graph) {
    const { policy } = statement;
    if (!kinds.has(policy.kind) || !isOpenToEveryone(statement)) return;
    yield {
      at: everyoneAt(statement),
      message: `Everybody with an AWS account may use ${protectedName(policy, graph)}.`,
      fixes: [limitToAccount(statement, graph)],
    };
  },
});

/** The kinds without a rule of their own. */
const kinds: ReadonlySet<PolicyKind> = new Set<PolicyKind>([
  'catalog',
  'function',
  'log-group',
  'stream',
  'table',
  'vault',
]);
