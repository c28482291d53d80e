import type { Value } from '../../base/value';
import { type Access, type Action, expandAction, findAction } from '../../data/actions';
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
    const all = narrowableActions(statement);
    const weighty = all.filter(({ reads }) => !reads);
    // Where another rule has something worse to say of the same *, reading beside it adds nothing.
    if (weighty.length === 0 && isClaimedIn(statement)) return;
    const told = [...weighty, ...all.filter(({ reads }) => reads)];
    const [first] = told;
    if (first === undefined) return;
    const names = told.map(({ written }) => written);
    yield {
      at: every.at,
      severity: weighty.length > 0 ? 'warning' : 'info',
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
    if (actions.some(({ name }) => isClaimed(name))) return [];
    const narrowable = actions.filter(isNarrowable);
    if (narrowable.length === 0) return [];
    return [{ written, at, reads: narrowable.every(({ access }) => light.has(access)) }];
  });
}

function isClaimedIn(statement: Statement): boolean {
  return namedActions(statement).some(({ written }) =>
    actionsOf(written).some(({ name }) => isClaimed(name)),
  );
}

const light: ReadonlySet<Access> = new Set<Access>(['List', 'Read', 'Tagging']);

/** An inventory is asked for without a resource, whatever the reference says that it may be limited to. */
function isNarrowable({ name, access, resources }: Action): boolean {
  if (resources.length === 0 || unnamed.has(name)) return false;
  return contents.has(name) || (access !== 'List' && !/:(?:Describe|List)/.test(name));
}

/** What is listed here is data itself. */
const contents: ReadonlySet<string> = new Set(['s3:ListBucket', 's3:ListBucketVersions']);

/**
 * What a workload does for itself and AWS's own policies for Lambda and Glue therefore grant on *: writing its log and its
 * metrics, the network interfaces that a service makes for it in a VPC, and the state of the agent on its instance.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html
 */
const unnamed: ReadonlySet<string> = new Set([
  'cloudwatch:GetMetricData',
  'cloudwatch:PutMetricData',
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
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
