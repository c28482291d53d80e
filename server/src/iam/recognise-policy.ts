import { asString, type Mapping, type Value } from '../base/value';
import type { Policy, PolicyKind, Statement } from './policy';
import { readPolicy } from './read-policy';

/**
 * Tells by its shape what a document that stands alone is: whether it has principals, which services its actions
 * belong to, what its resources span. Undefined when the value is no policy document, `unknown` when it is one
 * that could be several kinds.
 */
export function recognisePolicy(value: Value): PolicyKind | undefined {
  if (value.kind !== 'mapping' || !looksLikePolicy(value)) return undefined;
  const policy = readPolicy(value, { kind: 'unknown' });
  if (policy === undefined) return undefined;
  return policy.statements.some((statement) => statement.principals !== undefined)
    ? withPrincipals(policy)
    : withoutPrincipals(policy);
}

/** Resource policies by the service of their actions. */
const KIND_OF_SERVICE: ReadonlyMap<string, PolicyKind> = new Map<string, PolicyKind>([
  ['s3', 'bucket'],
  ['kms', 'key'],
  ['sqs', 'queue'],
  ['sns', 'topic'],
  ['secretsmanager', 'secret'],
  ['kinesis', 'stream'],
  ['dynamodb', 'table'],
  ['lambda', 'function'],
  ['glue', 'catalog'],
  ['glacier', 'vault'],
  ['backup', 'vault'],
  ['events', 'event-bus'],
  ['sts', 'trust'],
]);

/** Kinds whose documents name the one resource that carries them, so `*` or several resources say endpoint. */
const NAMES_ITS_RESOURCE = new Set<PolicyKind>(['bucket', 'table', 'stream', 'function']);

function looksLikePolicy(document: Mapping): boolean {
  const written = document.entries.get('Statement')?.value;
  const items = written?.kind === 'list' ? written.items : written === undefined ? [] : [written];
  return items.some(
    (item) =>
      item.kind === 'mapping' &&
      item.entries.has('Effect') &&
      ['Action', 'NotAction', 'Principal', 'Resource'].some((name) => item.entries.has(name)),
  );
}

function withPrincipals(policy: Policy): PolicyKind {
  const services = servicesOf(policy.statements);
  const [service] = services;
  if (services.size === 1 && service !== undefined && service !== '*') {
    const kind = KIND_OF_SERVICE.get(service);
    if (kind === undefined) return forEveryone(policy);
    const spansMany = NAMES_ITS_RESOURCE.has(kind) && spannedResources(policy) !== 1;
    return spansMany && admitsEveryone(policy) ? forEveryone(policy) : kind;
  }
  if (services.has('sts') && !services.has('*')) return 'unknown';
  const [resource] = resourceServices(policy);
  if (services.has('*') && resourceServices(policy).size === 1 && spannedResources(policy) === 1) {
    return KIND_OF_SERVICE.get(resource ?? '') ?? 'unknown';
  }
  return forEveryone(policy);
}

/** About everyone and many resources: an endpoint policy, or, where it only denies, an organisation's control. */
function forEveryone(policy: Policy): PolicyKind {
  if (!admitsEveryone(policy)) return 'unknown';
  return policy.statements.every((statement) => statement.effect === 'Deny') ? 'service-control' : 'endpoint';
}

function withoutPrincipals(policy: Policy): PolicyKind {
  const { statements } = policy;
  const services = servicesOf(statements);
  if (services.size === 1 && services.has('iot') && isForDevices(policy)) return 'iot';
  const denies = statements.filter((statement) => statement.effect === 'Deny');
  const allows = statements.filter((statement) => statement.effect === 'Allow');
  if (denies.length > 0 && allows.every(isFullAccess)) return 'service-control';
  if (denies.some(protectsBoundary)) return 'boundary';
  return 'identity';
}

/** True when every action is one that a device calls; who may administer things has an identity policy. */
function isForDevices({ statements }: Policy): boolean {
  return statements.every(
    ({ actions }) =>
      actions?.items.every((value) => DEVICE_ACTIONS.has(asString(value)?.toLowerCase() ?? '')) === true,
  );
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-actions.html */
const DEVICE_ACTIONS = new Set(
  [
    '*',
    'Connect',
    'DeleteThingShadow',
    'DescribeJobExecution',
    'GetPendingJobExecutions',
    'GetRetainedMessage',
    'GetThingShadow',
    'ListNamedShadowsForThing',
    'ListRetainedMessages',
    'Publish',
    'Receive',
    'RetainPublish',
    'StartNextPendingJobExecution',
    'Subscribe',
    'UpdateJobExecution',
    'UpdateThingShadow',
    'AssumeRoleWithCertificate',
  ].map((name) => `iot:${name.toLowerCase()}`),
);

function isFullAccess(statement: Statement): boolean {
  const everything = (values: readonly Value[] | undefined) =>
    values?.some((value) => asString(value) === '*');
  return everything(statement.actions?.items) === true && everything(statement.resources?.items) === true;
}

/** Boundaries usually forbid that they are taken away. */
function protectsBoundary(statement: Statement): boolean {
  return (
    statement.actions?.items.some((value) => /^iam:\w+permissionsboundary$/i.test(asString(value) ?? '')) ===
    true
  );
}

function admitsEveryone(policy: Policy): boolean {
  return policy.statements.some((statement) =>
    statement.principals?.principals.some(
      ({ type, value }) => type === '*' || (type === 'AWS' && asString(value) === '*'),
    ),
  );
}

function servicesOf(statements: readonly Statement[]): ReadonlySet<string> {
  const services = new Set<string>();
  for (const statement of statements) {
    for (const item of statement.actions?.items ?? []) {
      const action = asString(item);
      if (action !== undefined)
        services.add(action === '*' ? '*' : (action.split(':')[0] ?? '').toLowerCase());
    }
  }
  return services;
}

function resourceServices(policy: Policy): ReadonlySet<string> {
  return new Set(literalResources(policy).map((arn) => arn.split(':')[2] ?? '*'));
}

/** How many resources the document is about: one for a bucket and its objects, several also for `*`. */
function spannedResources(policy: Policy): number {
  const names = new Set<string>();
  for (const arn of literalResources(policy)) {
    if (arn === '*') return 2;
    names.add(arn.split(':').slice(5).join(':').split('/')[0] ?? '');
  }
  // Resources that are not literal are taken to be the one that carries the policy.
  return Math.max(1, names.size);
}

function literalResources(policy: Policy): readonly string[] {
  return policy.statements.flatMap(
    (statement) => statement.resources?.items.flatMap((item) => asString(item) ?? []) ?? [],
  );
}
