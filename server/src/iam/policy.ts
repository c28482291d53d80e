import type { Place } from '../base/range';
import type { List, Mapping, Scalar, Value } from '../base/value';

/** What a policy is attached to, and therefore what its elements mean. */
export type PolicyKind =
  | 'identity'
  | 'trust'
  | 'boundary'
  | 'bucket'
  | 'key'
  | 'queue'
  | 'topic'
  | 'secret'
  | 'stream'
  | 'table'
  | 'function'
  | 'catalog'
  | 'endpoint'
  | 'vault'
  | 'iot'
  | 'event-bus'
  | 'log-group'
  | 'service-control'
  /** A document whose shape does not tell. */
  | 'unknown';

/** A policy document, normalised; unknown parts stay visible as such. */
export interface Policy {
  readonly kind: PolicyKind;
  readonly version: string | undefined;
  readonly versionAt: Place | undefined;
  readonly statements: readonly Statement[];
  /** True when statements may exist that are not listed (an unknown item, a macro's result). */
  readonly open: boolean;
  /** The document as it is written. */
  readonly document: Value;
  /** Logical id of the resource that carries it; undefined in JSON files and scripts. */
  readonly resource: string | undefined;
  /** The stack of that resource (`Stack.id`). */
  readonly stack: string | undefined;
  /** What a resource policy protects (`Bucket`, `Queues`, …), as it is written. */
  readonly protects: readonly Value[];
  /** Keys that no policy document has: `statement`, `Versions`. AWS rejects the document. */
  readonly unknownElements: readonly UnknownElement[];
  readonly at: Place;
}

/** A key that AWS does not know at its place, `action` for `Action` included. */
export interface UnknownElement {
  readonly name: string;
  readonly at: Place;
}

export interface Statement {
  readonly policy: Policy;
  readonly sid: string | undefined;
  /** Undefined when it is unknown or missing. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  readonly effectAt: Place | undefined;
  /** `Action` or `NotAction`. Undefined when neither is written. */
  readonly actions: Element | undefined;
  /** `Resource` or `NotResource`. Trust policies have none. */
  readonly resources: Element | undefined;
  /** `Principal` or `NotPrincipal`; identity policies have none. */
  readonly principals: PrincipalElement | undefined;
  readonly conditions: readonly Condition[];
  /** True when conditions may exist that are not listed. */
  readonly conditionsOpen: boolean;
  readonly unknownElements: readonly UnknownElement[];
  /** The whole statement. */
  readonly value: Mapping;
  /** A short token that names the statement: its `Sid` value, else its `Effect` value, else its first key. */
  readonly at: Place;
}

/** A list-valued element of a statement. */
export interface Element {
  /** True for `NotAction`, `NotResource`, `NotPrincipal`. */
  readonly negated: boolean;
  /** Strings with wildcards, references, texts with references, unknowns; a single value is a list of one. */
  readonly items: readonly Value[];
  /** True when items may exist that are not listed. */
  readonly open: boolean;
  readonly keyAt: Place;
  readonly written: Value;
}

export interface PrincipalElement extends Element {
  /** Every principal with the key it stands under; `*` alone has type `*`. */
  readonly principals: readonly Principal[];
}

export interface Principal {
  readonly type: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser' | '*' | 'unknown';
  readonly value: Value;
  readonly at: Place;
}

export interface Condition {
  /** `StringEquals`, with `ForAllValues:` / `ForAnyValue:` split off and `IfExists` split off. */
  readonly operator: string;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
  readonly operatorAt: Place;
  /** As written; compared without regard to case. */
  readonly key: string;
  readonly keyAt: Place;
  readonly values: readonly Value[];
  readonly open: boolean;
}

/** A document's list value together with the mapping it belongs to, for repairs that add an item. */
export type ElementValue = Scalar | List;
