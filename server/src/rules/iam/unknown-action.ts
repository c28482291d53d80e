import { asString } from '../../base/value';
import {
  findAction,
  isKnownService,
  isMistakenAction,
  nearestAction,
  nearestService,
} from '../../data/actions';
import { defineRule } from '../../engine/rule';
import { replaceAction } from '../../iam/edits';

export const rule = defineRule({
  id: 'iam-unknown-action',
  title: 'Action that does not exist',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `IAM accepts any text as an action. One that no service has allows nothing, so the call it was meant for fails with
AccessDenied, and a Deny of it denies nothing. Often the name of the API call is taken for the name of the permission:
ListObjectsV2 needs s3:ListBucket. Allow it for an action that is newer than the tables of this program.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:ListObjects", "Resource": "arn:aws:s3:::sales-data" }]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::sales-data" }]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  knownAs: [],
  *check(statement) {
    for (const item of statement.actions?.items ?? []) {
      const written = asString(item);
      const says = written === undefined ? undefined : mistake(written);
      if (written === undefined || says === undefined) continue;
      const meant = meantBy(written);
      yield {
        at: item.at,
        message: `${says}, so the statement has no effect for it${meant === undefined ? '' : `; ${meant} was likely meant`}.`,
        fixes:
          meant === undefined
            ? []
            : [{ title: `Write ${meant}`, safe: false, changes: [replaceAction(statement, item, meant)] }],
      };
    }
  },
});

/** What is wrong with an action; undefined for those that exist, may exist, or are still to be filled in. */
function mistake(written: string): string | undefined {
  if (written === '*' || findAction(written) !== undefined || /[<>{}$%]/.test(written)) return undefined;
  const [prefix = '', rest] = written.split(':');
  if (rest === undefined) return /^[\w-]+$/.test(written) ? `${written} names no service` : undefined;
  if (/[*?]/.test(prefix)) return undefined;
  // A service that is neither known nor misspelled is a new one, or one that AWS has closed.
  if (!isKnownService(prefix))
    return meantBy(written) === undefined ? undefined : `There is no service ${prefix} in IAM`;
  if (!isMistakenAction(written) || !isCertain(written, prefix)) return undefined;
  return /[*?]/.test(rest)
    ? `No action of ${prefix} is called like ${written}`
    : `IAM knows no action ${written}`;
}

/** True when an action that is in no table is a mistake and not a new action: it is close to one, or its service changes little. */
function isCertain(written: string, prefix: string): boolean {
  return (
    settled.has(prefix.toLowerCase()) ||
    permissions.has(written.toLowerCase()) ||
    nearestAction(written) !== undefined
  );
}

const settled: ReadonlySet<string> = new Set([
  'athena',
  'dynamodb',
  'events',
  'firehose',
  'glue',
  'iam',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'states',
  'sts',
]);

function meantBy(written: string): string | undefined {
  const permission = permissions.get(written.toLowerCase());
  if (permission !== undefined) return permission;
  const [prefix = '', rest] = written.split(':');
  if (rest === undefined) return undefined;
  if (!isKnownService(prefix)) return correctedService(prefix, rest);
  return /[*?]/.test(rest) ? undefined : sameVerb(written, nearestAction(written));
}

/** A name with another verb is another action, not a misspelling: nobody writes Put for Get. */
function sameVerb(written: string, found: string | undefined): string | undefined {
  const verb = (name: string): string => /:([A-Z]?[a-z]+)/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (found === undefined || !verbs.has(verb(written))) return found;
  return verb(written) === verb(found) ? found : undefined;
}

const verbs: ReadonlySet<string> = new Set([
  'get',
  'put',
  'list',
  'delete',
  'create',
  'update',
  'describe',
  'start',
  'stop',
]);

/** The action under the service that was meant, where that service has it. */
function correctedService(prefix: string, rest: string): string | undefined {
  const service = otherNames.get(prefix.toLowerCase()) ?? nearestService(prefix);
  if (service === undefined || isMistakenAction(`${service}:${rest}`)) return undefined;
  return findAction(`${service}:${rest}`)?.name ?? `${service}:${rest}`;
}

/** What people and SDKs call a service, beside the prefix that IAM gives it. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['cloudwatchlogs', 'logs'],
  ['cloudwatch-logs', 'logs'],
  ['ddb', 'dynamodb'],
  ['documentdb', 'rds'],
  ['efs', 'elasticfilesystem'],
  ['elb', 'elasticloadbalancing'],
  ['elbv2', 'elasticloadbalancing'],
  ['emr', 'elasticmapreduce'],
  ['eventbridge', 'events'],
  ['kinesis-firehose', 'firehose'],
  ['kinesisfirehose', 'firehose'],
  ['msk', 'kafka'],
  ['opensearch', 'es'],
  ['parameterstore', 'ssm'],
  ['secrets-manager', 'secretsmanager'],
  ['sfn', 'states'],
  ['step-functions', 'states'],
  ['stepfunctions', 'states'],
]);

/** API calls whose permission has another name: the service authorization reference and the pages of the calls. */
const permissions: ReadonlyMap<string, string> = new Map([
  ['s3:listobjects', 's3:ListBucket'],
  ['s3:listobjectsv2', 's3:ListBucket'],
  ['s3:listbuckets', 's3:ListAllMyBuckets'],
  ['s3:headbucket', 's3:ListBucket'],
  ['s3:headobject', 's3:GetObject'],
  ['s3:copyobject', 's3:PutObject'],
  ['s3:uploadpart', 's3:PutObject'],
  ['s3:createmultipartupload', 's3:PutObject'],
  ['s3:completemultipartupload', 's3:PutObject'],
  ['s3:deleteobjects', 's3:DeleteObject'],
  ['s3:putbucketencryption', 's3:PutEncryptionConfiguration'],
  ['s3:getbucketencryption', 's3:GetEncryptionConfiguration'],
  ['s3:putbucketlifecycleconfiguration', 's3:PutLifecycleConfiguration'],
  ['lambda:invoke', 'lambda:InvokeFunction'],
  ['dynamodb:transactgetitems', 'dynamodb:GetItem'],
  ['dynamodb:transactwriteitems', 'dynamodb:PutItem'],
  ['kms:reencrypt', 'kms:ReEncrypt*'],
  ['sqs:sendmessagebatch', 'sqs:SendMessage'],
  ['sqs:deletemessagebatch', 'sqs:DeleteMessage'],
  ['sns:publishbatch', 'sns:Publish'],
]);
