import { asString, type Value } from '../base/value';
import { matchesWildcard } from '../data/wildcard';
import { intersects } from '../iam/matching';
import type { Pattern } from '../iam/pattern';
import type { Condition, Policy, Statement } from '../iam/policy';
import type { Content } from '../syntax/tree';
import { namesEveryone } from './exposure';
import type { Graph } from './graph';
import { listed } from './policy-holder';

/** A call that has to fail without TLS, on what it is made. */
export interface PlainCall {
  readonly action: string;
  /** Undefined where the ARN is not known. */
  readonly on: Pattern | undefined;
}

/** The calls that no statement of some resource policies denies without TLS; those that one may deny count as denied. */
export function callsWithoutTls(
  policies: readonly Policy[],
  calls: readonly PlainCall[],
  graph: Graph,
): readonly PlainCall[] {
  if (policies.some(({ open }) => open)) return [];
  const denials = policies.flatMap(({ statements }) => statements).filter(mayDenyPlainHttp);
  return calls.filter((call) => !denials.some((statement) => mayCover(statement, call, graph)));
}

/** True when a statement denies requests without TLS to everybody, or may do so. */
function mayDenyPlainHttp(statement: Statement): boolean {
  if (statement.effect === 'Allow') return false;
  if (statement.conditionsOpen || statement.effect === undefined) return true;
  return namesEveryone(statement) && statement.conditions.some(isAboutPlainHttp);
}

/** `StringNotEquals` with true says the same as `Bool` with false. */
function isAboutPlainHttp({ key, operator, values }: Condition): boolean {
  const name = key.toLowerCase();
  if (name === 's3:tlsversion') return /^numericlessthan/i.test(operator);
  if (name !== 'aws:securetransport') return false;
  const wanted = /not/i.test(operator) ? 'true' : 'false';
  return values.some((value) => (asString(value)?.toLowerCase() ?? wanted) === wanted);
}

/** Why calls are answered without TLS, after the name of what answers; `kind` is what protects it, "bucket policy". */
export function saysWithoutTls(
  open: readonly PlainCall[],
  calls: readonly PlainCall[],
  kind: string,
): string {
  if (open.length === calls.length) return `answers requests without TLS: no ${kind} denies them`;
  const names = open.map(({ action }) => action);
  return `answers ${listed(names)} without TLS, because no Deny of its policy covers ${names.length === 1 ? 'it' : 'them'}`;
}

/** A statement that denies requests without TLS, for a policy that has no statement of its name. */
export function tlsStatement(action: string, resource: Content, policy?: Policy): Content {
  const taken = new Set(policy?.statements.map(({ sid }) => sid));
  let sid = 'DenyWithoutTls';
  for (let number = 2; taken.has(sid); number++) sid = `DenyWithoutTls${number}`;
  return {
    Sid: sid,
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

function mayCover({ actions, resources }: Statement, { action, on }: PlainCall, graph: Graph): boolean {
  if (actions !== undefined && !actions.open) {
    // What is not known may be named by Action, and may be left out of NotAction.
    const isNamed = (item: Value): boolean => {
      const written = asString(item);
      return written === undefined ? !actions.negated : matchesWildcard(written, action);
    };
    if (actions.items.some(isNamed) === actions.negated) return false;
  }
  if (resources === undefined || resources.open || resources.negated || on === undefined) return true;
  return resources.items.some((item) => intersects(graph.names.glob(item), on));
}
