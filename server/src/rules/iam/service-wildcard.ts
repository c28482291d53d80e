import { expandAction, findAction } from '../../data/actions';
import { defineRule } from '../../engine/rule';
import { namedActions, wholeService } from '../../graph/granted-actions';
import { resourcesFor } from '../../graph/narrower-resources';
import { givesPermissions, holderOf, isConditional } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';
import { replaceResource } from '../../iam/edits';

export const rule = defineRule({
  id: 'iam-service-wildcard',
  title: 'All actions of a service on all resources',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `Allow of s3:* or dynamodb:* on every resource includes deleting data, changing policies and making it public, in
every bucket or table of the account. One mistake or one leaked credential of the pipeline then reaches all of it. A pipeline
needs a handful of actions on the resources of its own template. Allow it for a role of people who run the service.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:PutObject"],
      "Resource": "arn:aws:s3:::sales-data/*"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  knownAs: [
    'Trivy AWS-0057',
    'cfn_nag W11',
    'cfn_nag W12',
    'cfn_nag W13',
    'Guard IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE',
    'Trivy AWS-0345',
    'SecurityHub IAM.21',
    'Guard IAM_MANAGEDPOLICY_NO_STATEMENTS_WITH_FULL_ACCESS',
    'Guard IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS',
    'cdk-nag IAMPolicyNoStatementsWithFullAccess',
    'cdk-nag IAMNoWildcardPermissions',
  ],
  *check(statement, graph) {
    const wide = wideResource(statement, graph);
    if (wide === undefined || !givesPermissions(statement) || isConditional(statement)) return;
    for (const { written, at } of namedActions(statement)) {
      const service = wholeService(written);
      // What is wrong with kms:* is said by kms-action-wildcard.
      if (service === undefined || service === 'kms' || !canBeNarrowed(service)) continue;
      const narrower = resourcesFor(
        [`${service}:*`].flatMap((pattern) => expandAction(pattern) ?? []).filter(worksOnData),
        graph.stack(statement.policy.stack),
      );
      yield {
        at,
        message: `${holderOf(statement.policy)} may do everything with ${service} on every resource of the account.`,
        related: [{ at: wide.at, message: 'on these resources' }],
        fixes:
          narrower === undefined || (statement.actions?.items.length ?? 0) > 1
            ? []
            : [
                {
                  title: `Limit the statement to the ${service} resources of this template`,
                  safe: false,
                  changes: [replaceResource(statement, wide, narrower)],
                },
              ],
      };
    }
  },
});

/** Services whose agents call them without naming a resource. */
function canBeNarrowed(service: string): boolean {
  return service !== 'ec2messages' && service !== 'ssmmessages';
}

/** The resource types on which a service's everyday actions work: those of actions that name one type alone. */
function worksOnData(action: string): boolean {
  const facts = findAction(action);
  const required = facts?.resources.filter((resource) => resource.required) ?? [];
  return required.length === 1 && required.every(({ type }) => everydayTypes.has(type));
}

const everydayTypes: ReadonlySet<string> = new Set([
  'bucket',
  'object',
  'queue',
  'topic',
  'stream',
  'table',
  'Secret',
  'function',
  'deliverystream',
  'statemachine',
]);
