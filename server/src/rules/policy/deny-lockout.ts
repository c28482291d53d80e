import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { namesEveryone } from '../../graph/exposure';
import { setConditions } from '../../iam/edits';
import type { Condition, Statement } from '../../iam/policy';

/** Keys that say where a request comes from; requests that a service makes carry none of them. */
const networkKeys: ReadonlySet<string> = new Set([
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:vpcsourceip',
]);

/** Keys with which a Deny spares somebody. */
const exceptionKeys: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:principalorgid',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:userid',
  'aws:username',
  'aws:viaawsservice',
]);

export const rule = defineRule({
  id: 'policy-deny-lockout',
  title: 'Deny by network that locks out services and administrators',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `A Deny for everybody who does not come from a VPC, endpoint or address also denies those who cannot come from there: CloudTrail,
replication, Firehose, Athena and Glue without a connection call from AWS's own network, and the person who deployed the policy calls
from a laptop. The bucket then takes no log, no replica and no correction of its own policy; only the account's root user can remove
it. Spare AWS services with aws:PrincipalIsAWSService and aws:ViaAWSService, and service roles and an administrator with
aws:PrincipalArn, for which the first two are false. Allow it when the lock-out is wanted and the way back has been tried.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": ["arn:aws:s3:::sales-data", "arn:aws:s3:::sales-data/*"],
      "Condition": { "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" } }
    }
  ]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": ["arn:aws:s3:::sales-data", "arn:aws:s3:::sales-data/*"],
      "Condition": {
        "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" },
        "BoolIfExists": { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
        "ArnNotLikeIfExists": { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/aws-service-role/*", "arn:aws:iam::111122223333:role/admin"] }
      }
    }
  ]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html',
  ],
  knownAs: [],
  *check(statement) {
    const network = networkCondition(statement);
    if (network === undefined) return;
    const exceptions = statement.conditions.filter(({ key }) => exceptionKeys.has(key.toLowerCase()));
    const sparesServices = exceptions.some(({ key }) => /service|via/i.test(key));
    const sparesPeople = exceptions.some(({ key }) =>
      /principalarn|principalaccount|principalorgid|user/i.test(key),
    );
    if (sparesServices && sparesPeople) return;
    if (sparesPeople && !administers(statement)) return;
    yield {
      at: network.keyAt,
      message: `This Deny locks out ${whom(sparesServices, sparesPeople, statement)}, whose requests do not come from the ${placeOf(network)} it names.`,
      severity: sparesServices || sparesPeople || !administers(statement) ? 'warning' : 'error',
      fixes: [
        {
          title: 'Spare AWS services, service roles and administrators',
          safe: false,
          changes: [repair(statement)],
        },
      ],
    };
  },
});

/** The condition by which everybody from elsewhere is denied, unless it is about requests from some VPC alone. */
function networkCondition(statement: Statement): Condition | undefined {
  const { effect, conditions, conditionsOpen, policy } = statement;
  if (
    effect !== 'Deny' ||
    conditionsOpen ||
    !namesEveryone(statement) ||
    statement.principals?.negated === true
  )
    return undefined;
  if (!['bucket', 'key', 'queue', 'topic', 'secret', 'stream', 'table'].includes(policy.kind))
    return undefined;
  const found = conditions.find(
    ({ key, operator }) => networkKeys.has(key.toLowerCase()) && /not/i.test(operator),
  );
  const mustExist = conditions.some(
    ({ key, operator, values }) =>
      networkKeys.has(key.toLowerCase()) &&
      operator.toLowerCase() === 'null' &&
      values.some((value) => asString(value) === 'false'),
  );
  return mustExist ? undefined : found;
}

/** True when the statement takes away the right to change the policy itself. */
function administers({ actions }: Statement): boolean {
  if (actions === undefined) return false;
  if (actions.negated) return true;
  return actions.items.some((item) => {
    const text = asString(item)?.toLowerCase();
    return (
      text !== undefined &&
      (/^(\*|\w+:\*)$/.test(text) || /:(put|delete|set)\w*policy|:putkeypolicy|:(put|set)\*/.test(text))
    );
  });
}

function whom(sparesServices: boolean, sparesPeople: boolean, statement: Statement): string {
  const author = administers(statement) ? ' and whoever has to change this policy' : '';
  if (sparesServices) return `service roles${author}`;
  if (sparesPeople) return 'AWS services that deliver or replicate for you';
  return `AWS services${author}`;
}

function placeOf({ key }: Condition): string {
  const name = key.toLowerCase();
  if (name.includes('ip')) return 'addresses';
  return name.includes('vpce') ? 'endpoint' : 'VPC';
}

function repair(statement: Statement) {
  const has = (key: string): boolean =>
    statement.conditions.some((condition) => condition.key.toLowerCase() === key.toLowerCase());
  const services = ['aws:PrincipalIsAWSService', 'aws:ViaAWSService'].filter((key) => !has(key));
  const spared = ['arn:aws:iam::*:role/aws-service-role/*', 'arn:aws:iam::*:root'];
  return setConditions(statement, {
    ...(services.length === 0
      ? {}
      : { BoolIfExists: Object.fromEntries(services.map((key) => [key, 'false'])) }),
    ...(has('aws:PrincipalArn') ? {} : { ArnNotLikeIfExists: { 'aws:PrincipalArn': spared } }),
  });
}
