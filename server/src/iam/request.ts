import type { Place } from '../base/range';
import type { Pattern } from './pattern';
import type { Policy, Statement } from './policy';

/** One call: who does what to which resource under which circumstances. */
export interface Request {
  readonly principal: Caller;
  /** `s3:GetObject`; the case does not matter. */
  readonly action: string;
  /** Wildcards in it stand for any one resource: the answer is certain only when it is the same for all. */
  readonly resource: Pattern;
  /** The account that owns the resource; undefined when it is not known. */
  readonly resourceAccount: Pattern | undefined;
  readonly context: Context;
}

export interface Caller {
  /**
   * `role`: some session of the role, of which the name is not known. `session`: one certain session.
   * `root`: the account's root user. `anonymous`: a request without credentials.
   */
  readonly kind: 'role' | 'session' | 'user' | 'root' | 'service' | 'federated' | 'canonical' | 'anonymous';
  /** The ARN; of a service its name (`glue.amazonaws.com`), of a federated caller its provider. */
  readonly name: Pattern;
  /** Undefined for services and the anonymous, and where it is not known. */
  readonly account: Pattern | undefined;
  /** The ARN of the role that a session belongs to. */
  readonly role?: Pattern;
}

/** What is known of the request's condition keys. */
export interface Context {
  /** By key in lower case. */
  readonly keys: ReadonlyMap<string, ContextValue>;
  /** True when a key that is not listed is certainly absent; otherwise it is unknown. */
  readonly complete: boolean;
}

export type ContextValue = readonly (string | Pattern)[] | 'absent' | 'unknown';

export const noContext: Context = { keys: new Map(), complete: false };

/** All policies that apply to a request. */
export interface PolicySet {
  readonly identity: readonly Policy[];
  /** True when the principal may have further policies. */
  readonly identityOpen: boolean;
  readonly boundary?: Policy | 'unknown';
  /** Policy passed when the session was made. */
  readonly session?: Policy | 'unknown';
  /**
   * The resource's own policy; several when statements come from several places (queue policies, Lambda
   * permissions). For a KMS key none means the default key policy, which delegates to the account.
   */
  readonly resource: readonly Policy[];
  /** True when the resource may have further policy statements or grants. */
  readonly resourceOpen: boolean;
  /** The service control policies by level (root, each organizational unit, account): at every level one must allow. */
  readonly serviceControl?: readonly (readonly Policy[])[] | 'unknown';
  /** The policy of the VPC endpoint that the request passes. */
  readonly endpoint?: Policy | 'unknown';
}

export type Reason =
  | 'explicit-deny'
  /** No policy that could allow the request does. */
  | 'implicit-deny'
  | 'boundary'
  | 'session'
  | 'service-control'
  | 'endpoint'
  /** Across accounts: the resource's policy does not admit the caller. */
  | 'resource-policy'
  /** The key policy admits neither the caller nor, through its account, the caller's policies. */
  | 'key-policy-does-not-delegate'
  /** The role's trust policy does not admit the caller. */
  | 'trust-policy'
  /** Allowed by the identity's policies, by the resource's, or by both together. */
  | 'identity-allows'
  | 'resource-allows'
  | 'both-allow'
  | 'not-known';

export interface Verdict {
  readonly outcome: 'allowed' | 'denied' | 'unknown';
  readonly reason: Reason;
}

export interface Decision extends Verdict {
  /** What decided, first the weightiest; for an implicit denial the statements that come nearest. Made when asked. */
  readonly because: readonly Because[];
}

export interface Because {
  readonly statement?: Statement;
  /** The element that decided, or the statement's or policy's token. */
  readonly at: Place;
  readonly says: string;
}

/** Counts work, so that tests can hold the index to its promise. */
export interface Work {
  /** Statements whose resources and conditions were put to a request. */
  statements: number;
  /** Statements whose actions had to be compared with an action, because they do not write it out. */
  compared: number;
}
