import { exactly } from '../../../server/src/iam/pattern';
import type { PolicyKind } from '../../../server/src/iam/policy';
import type {
  Caller,
  Context,
  ContextValue,
  PolicySet,
  Reason,
  Request,
  Verdict,
} from '../../../server/src/iam/request';
import { accountAtom } from '../../../server/src/iam/symbols';
import type { Said } from './condition-cases';
import { asValue, names, policyOf, type Written } from './values';

/** A row of a table: what applies, who asks for what, and what AWS would answer. */
export interface EvaluationCase {
  readonly name: string;
  readonly identity?: Written;
  /** True: further policies of the principal may exist. */
  readonly identityOpen?: boolean;
  readonly boundary?: Written;
  readonly session?: Written;
  readonly resource?: Written;
  readonly resourceOpen?: boolean;
  /** Of the account. */
  readonly serviceControl?: Written;
  /** Of the organizational unit above it. */
  readonly unitControl?: Written;
  readonly endpoint?: Written;
  readonly version?: string;
  /** `JobRole` of the stack's account when left out. */
  readonly who?: keyof typeof callers;
  /** `s3:GetObject` when left out. */
  readonly action?: string;
  /** Objects of `RawBucket` when left out. */
  readonly on?: string;
  /** The stack's account when left out; `?` when it is not known. */
  readonly owner?: string;
  readonly context?: Readonly<Record<string, Said>>;
  /** True: keys that are not listed are absent. */
  readonly complete?: boolean;
  readonly expected: readonly [Verdict['outcome'], Reason];
}

const here = exactly(accountAtom);

export const callers = {
  role: caller('role', '<JobRole.Arn>'),
  literalRole: caller('role', 'arn:aws:iam::<AWS::AccountId>:role/etl/loader'),
  foreignRole: {
    ...caller('role', 'arn:aws:iam::111122223333:role/partner'),
    account: exactly('111122223333'),
  },
  session: {
    ...caller('session', 'arn:aws:sts::<AWS::AccountId>:assumed-role/loader/run'),
    role: names.exactly(asValue('arn:aws:iam::<AWS::AccountId>:role/etl/loader')),
  },
  user: caller('user', 'arn:aws:iam::<AWS::AccountId>:user/ana'),
  root: caller('root', 'arn:aws:iam::<AWS::AccountId>:root'),
  glue: outside('service', 'glue.amazonaws.com'),
  logs: outside('service', 'logs.<AWS::Region>.amazonaws.com'),
  google: outside('federated', 'accounts.google.com'),
  distribution: outside('canonical', '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'),
  anyone: outside('anonymous', 'anonymous'),
} as const satisfies Record<string, Caller>;

export function requestOf(row: EvaluationCase): Request {
  return {
    principal: callers[row.who ?? 'role'],
    action: row.action ?? 's3:GetObject',
    resource: names.glob(asValue(row.on ?? '<RawBucket.Arn>/*')),
    resourceAccount: row.owner === '?' ? undefined : row.owner === undefined ? here : exactly(row.owner),
    context: contextOf(row.context ?? {}, row.complete ?? false),
  };
}

export function policiesOf(row: EvaluationCase): PolicySet {
  const action = (row.action ?? 's3:GetObject').toLowerCase();
  const kind: PolicyKind = action.startsWith('kms:') ? 'key' : action.startsWith('sts:') ? 'trust' : 'bucket';
  const read = (of: PolicyKind, statements: Written) => policyOf(of, statements, row.version);
  return {
    identity: row.identity === undefined ? [] : [read('identity', row.identity)],
    identityOpen: row.identityOpen ?? false,
    resource: row.resource === undefined ? [] : [read(kind, row.resource)],
    resourceOpen: row.resourceOpen ?? false,
    ...(row.boundary !== undefined && { boundary: maybe(read, 'boundary', row.boundary) }),
    ...(row.session !== undefined && { session: maybe(read, 'identity', row.session) }),
    ...(row.endpoint !== undefined && { endpoint: maybe(read, 'endpoint', row.endpoint) }),
    ...(row.serviceControl !== undefined && {
      serviceControl:
        row.serviceControl === 'unknown'
          ? 'unknown'
          : [row.unitControl ?? [], row.serviceControl]
              .filter((level) => !Array.isArray(level) || level.length > 0)
              .map((level) => [read('service-control', level)]),
    }),
  };
}

export function contextOf(said: Readonly<Record<string, Said>>, complete: boolean): Context {
  const keys = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(said)) keys.set(key.toLowerCase(), contextValue(value));
  return { keys, complete };
}

export function contextValue(said: Said): ContextValue {
  if (said === undefined) return 'unknown';
  if (said === null) return 'absent';
  const values = typeof said === 'string' ? [said] : said;
  return values.map((value) => (value.includes('${') ? value : names.exactly(asValue(value))));
}

/** An Allow statement. */
export function allow(
  action: Written,
  resource: Written,
  more: Readonly<Record<string, Written>> = {},
): Written {
  return { Effect: 'Allow', Action: action, Resource: resource, ...more };
}

export function deny(
  action: Written,
  resource: Written,
  more: Readonly<Record<string, Written>> = {},
): Written {
  return { Effect: 'Deny', Action: action, Resource: resource, ...more };
}

function maybe<T>(read: (kind: PolicyKind, statements: Written) => T, kind: PolicyKind, statements: Written) {
  return statements === 'unknown' ? ('unknown' as const) : read(kind, statements);
}

function caller(kind: Caller['kind'], arn: string): Caller {
  return { kind, name: names.exactly(asValue(arn)), account: here };
}

function outside(kind: Caller['kind'], name: string): Caller {
  return { kind, name: names.exactly(asValue(name)), account: undefined };
}
