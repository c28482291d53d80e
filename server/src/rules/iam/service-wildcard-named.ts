import { defineRule } from '../../engine/rule';
import { namedActions, wholeService } from '../../graph/granted-actions';
import { givesPermissions, holderOf } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';

export const rule = defineRule({
  id: 'iam-service-wildcard-named',
  title: 'All actions of a service on one resource',
  severity: 'info',
  profile: 'strict',
  on: 'statement',
  why: `Everything that a service can do with a resource includes deleting it, changing who may use it and switching its
protection off. The resource is named, so other data is safe, but a pipeline needs a handful of these actions. Allow it for
the role that administers the resource.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::sales-data/*" }]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::sales-data/*" }]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  knownAs: ['cdk-nag IAMNoWildcardPermissions'],
  *check(statement, graph) {
    if (!givesPermissions(statement) || statement.resources === undefined || statement.resources.negated)
      return;
    if (wideResource(statement, graph) !== undefined) return;
    for (const { written, at } of namedActions(statement)) {
      const service = wholeService(written);
      if (service === undefined) continue;
      yield {
        at,
        message: `${holderOf(statement.policy)} may do everything that ${service} can do with the resources it names.`,
      };
    }
  },
});
