import { asString, type Value } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { grantedAmong, namedActions, wholeService } from '../../graph/granted-actions';
import type { Graph } from '../../graph/graph';
import { givesPermissions, holderOf, listed } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';
import { workloadRoles } from '../../graph/workload-roles';
import { replaceResource } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-pass-role-any',
  title: 'Every role may be passed to services',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `Whoever may pass any role can start a job, function or instance with a role that may do more than they may
themselves, an administrator's for example: iam:PassRole on * makes every role of the account theirs. Name the role that the
pipeline hands on, and the service in iam:PassedToService. Allow it for the role that deploys whole accounts.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" }]
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
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/etl",
      "Condition": { "StringEquals": { "iam:PassedToService": "glue.amazonaws.com" } }
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
  knownAs: [
    'Trivy AWS-0342',
    'cfn_nag F38',
    'cfn_nag F39',
    'cfn_nag F40',
    'Guard IAM_POLICY_NO_WILDCARD_RESOURCE_ON_PASSROLE',
    'Guard IAM_ROLE_NO_WILDCARD_RESOURCE_ON_PASSROLE',
  ],
  *check(statement, graph) {
    if (!givesPermissions(statement) || statement.conditionsOpen) return;
    const wide = wideResource(statement, graph);
    const [granted] = grantedAmong(statement, ['iam:PassRole']);
    // What is wrong with iam:* is said by iam-service-wildcard.
    if (wide === undefined || granted === undefined || wholeService(granted.written) !== undefined) return;
    const services = passedTo(statement);
    if (services === 'some roles') return;
    const { policy } = statement;
    yield {
      at: wide.at,
      severity: services === undefined ? 'error' : 'warning',
      message: `${holderOf(policy)} may pass every role of the account to ${services === undefined ? 'any service' : services}.`,
      related: [{ at: granted.at, message: 'the permission to pass roles' }],
      fixes: repair(statement, wide, graph),
    };
  },
});

/** The services that a condition allows; undefined when every service may get the role. */
function passedTo({ conditions }: Statement): string | 'some roles' | undefined {
  const limit = conditions.find(
    ({ key, operator }) => key.toLowerCase() === 'iam:passedtoservice' && !/not/i.test(operator),
  );
  if (limit !== undefined) {
    const names = limit.values.map((value) => asString(value));
    if (names.includes('*')) return undefined;
    return (
      listed(names.flatMap((name) => name ?? []).map((name) => name.replace(/\.amazonaws\.com$/, ''))) ||
      'some roles'
    );
  }
  return conditions.length > 0 ? 'some roles' : undefined;
}

/** The roles that the template's own workloads run as are those that are most likely meant. */
function repair(statement: Statement, wide: Value, graph: Graph) {
  const stack = graph.stack(statement.policy.stack);
  if (
    stack === undefined ||
    namedActions(statement).some(({ written }) => written.toLowerCase() !== 'iam:passrole')
  )
    return [];
  const roles = workloadRoles(stack, graph).filter(({ id }) => id !== statement.policy.resource);
  if (roles.length === 0) return [];
  const title = `Allow only ${listed(roles.map(({ id }) => id))} to be passed`;
  return [
    {
      title,
      safe: false,
      changes: [
        replaceResource(
          statement,
          wide,
          roles.map(({ id }) => stack.write.getAtt(id, 'Arn')),
        ),
      ],
    },
  ];
}
