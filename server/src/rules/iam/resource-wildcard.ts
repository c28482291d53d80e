import type { Value } from '../../base/value';
import { expandAction, findAction } from '../../data/actions';
import { defineRule } from '../../engine/rule';
import { isClaimed } from '../../graph/dangerous-actions';
import { namedActions, wholeService } from '../../graph/granted-actions';
import type { Graph } from '../../graph/graph';
import { resourcesFor } from '../../graph/narrower-resources';
import { givesPermissions, holderOf, isConditional, listed } from '../../graph/policy-holder';
import { everyResource } from '../../graph/resource-width';
import { replaceResource } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-resource-wildcard',
  title: 'Permission on every resource',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `The actions can be limited to single resources, and the statement allows them on all of the account: the tables,
queues and functions of every other team included. Whoever takes over the pipeline reaches them too. Name the resources that
the pipeline works with; an ARN with a prefix is enough where names are made at run time. Allow it for inventories and for
tools of people who operate the account.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "*" }]
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
      "Action": "dynamodb:PutItem",
      "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"
    }
  ]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_109',
    'Checkov CKV_AWS_111',
    'cfn_nag W11',
    'cfn_nag W12',
    'cfn_nag W13',
    'Guard IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE',
    'cdk-nag IAMNoWildcardPermissions',
  ],
  *check(statement, graph) {
    const every = everyResource(statement, graph);
    if (every === undefined || !givesPermissions(statement) || isConditional(statement)) return;
    const narrowable = narrowableActions(statement);
    const [first] = narrowable;
    if (first === undefined) return;
    const names = narrowable.map(({ written }) => written);
    const onlyReads = narrowable.every(({ reads }) => reads);
    yield {
      at: every.at,
      severity: onlyReads ? 'info' : 'warning',
      message: `${holderOf(statement.policy)} may use ${listed(names)} on every resource of the account.`,
      related: [{ at: first.at, message: 'this action can be limited to single resources' }],
      fixes: repair(statement, every, graph),
    };
  },
});

/** The written actions that could name their resources, without those about which another rule says more. */
function narrowableActions(statement: Statement) {
  return namedActions(statement).flatMap(({ written, at }) => {
    if (wholeService(written) !== undefined) return [];
    const actions = actionsOf(written);
    if (actions.length === 0 || actions.some(({ name }) => isClaimed(name) || name === metrics)) return [];
    if (!actions.some(({ resources }) => resources.length > 0)) return [];
    const harmless = (name: string, access: string): boolean =>
      access === 'List' || access === 'Read' || ownTraces.has(name);
    return [{ written, at, reads: actions.every(({ name, access }) => harmless(name, access)) }];
  });
}

/** Metrics are told apart by namespace; almost every workload writes them, and to no resource. */
const metrics = 'cloudwatch:PutMetricData';

/** What a workload writes about itself: its log, and the state of the agent on its instance. */
const ownTraces: ReadonlySet<string> = new Set([
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'ssm:UpdateInstanceInformation',
]);

function actionsOf(written: string) {
  const exact = findAction(written);
  if (exact !== undefined) return [exact];
  return (expandAction(written) ?? []).flatMap((name) => findAction(name) ?? []);
}

function repair(statement: Statement, wide: Value, graph: Graph) {
  const actions = namedActions(statement).flatMap(({ written }) =>
    actionsOf(written).map(({ name }) => name),
  );
  if (statement.actions?.items.length !== namedActions(statement).length) return [];
  const resources = resourcesFor(actions, graph.stack(statement.policy.stack));
  if (resources === undefined) return [];
  return [
    {
      title: 'Limit the statement to the resources of this template',
      safe: false,
      changes: [replaceResource(statement, wide, resources)],
    },
  ];
}
