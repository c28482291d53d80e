import { confusedDeputyGuard } from '../data/trust-principals';
import type { Condition, Principal, Statement } from '../iam/policy';
import type { Graph } from './graph';
import { serviceName } from './trust';

/** The services that a statement lets in and that can be limited to requests for certain accounts or resources. */
export function deputiesIn(statement: Statement, graph: Graph, isGuardable: (service: string) => boolean) {
  const { effect, principals } = statement;
  if (effect !== 'Allow' || principals === undefined || principals.negated) return [];
  return principals.principals.flatMap((principal: Principal) => {
    const name = principal.type === 'Service' ? serviceName(principal, graph) : undefined;
    if (name === undefined || name === '' || !isGuardable(name)) return [];
    return [{ name, at: principal.at }];
  });
}

/** True when a condition says, or may say, on whose behalf a service may come. */
export function isGuarded({ conditions, conditionsOpen }: Statement): boolean {
  return conditionsOpen || conditions.some(guards);
}

function guards({ key }: Condition): boolean {
  const name = key.toLowerCase();
  return guardKeys.has(name) || name.startsWith('kms:encryptioncontext:') || name.startsWith('aws:sourceorg');
}

const guardKeys: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'kms:calleraccount',
  'kms:grantisforawsresource',
  'kms:viaservice',
  'lambda:functionurlauthtype',
  'lambda:eventsourcetoken',
  'sts:externalid',
]);

/** True for services whose trust statement can say for whom they come, as their pages tell. */
export function guardsTrust(service: string): boolean {
  const guard = confusedDeputyGuard(service);
  return guard === 'source' || guard === 'external-id';
}

/** True for services that send `aws:SourceArn` or `aws:SourceAccount` when they use a resource of another service. */
export function sendsSource(service: string): boolean {
  return senders.has(service.replace(/\.amazonaws\.com$/, ''));
}

/** Each with a policy that holds the keys in its guide, or in https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
const senders: ReadonlySet<string> = new Set([
  'apigateway',
  'appflow',
  'budgets',
  'cloudfront',
  'cloudtrail',
  'cloudwatch',
  'config',
  'delivery.logs',
  'events',
  'guardduty',
  'iot',
  'lambda',
  'logging.s3',
  'logs',
  's3',
  'secretsmanager',
  'ses',
  'sns',
]);
