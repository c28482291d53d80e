import { asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { trustNeeds } from '../data/trust-principals';
import type { Policy, Principal, Statement } from '../iam/policy';
import type { Graph } from './graph';
import { roleNamed, valuesAt, type Workload } from './workloads';

/** A service that has to assume a role for a workload. */
export interface TrustedService extends Workload {
  /** Any of these principals will do. */
  readonly principals: readonly string[];
}

/** The trust policy of a role; undefined where it cannot be read. */
export function trustPolicyOf(role: Resource, graph: Graph): Policy | undefined {
  return graph.policiesOf(role).find(({ kind }) => kind === 'trust');
}

/** The services that work with a role for the resources of the workspace. */
export function servicesFor(role: Resource, graph: Graph): TrustedService[] {
  return graph
    .workloadsOf(role)
    .flatMap(({ resource, at }) =>
      principalsFor(resource, role, graph).map((principals) => ({ resource, role, at, principals })),
    );
}

function principalsFor(resource: Resource, role: Resource, graph: Graph): (readonly string[])[] {
  const needs = trustNeeds(resource.type).filter(({ path }) =>
    valuesAt(resource, path).some((value) => roleNamed(value, resource.stack, graph) === role),
  );
  if (needs.length > 0) return needs.map(({ principals }) => principals);
  // What is left are instance profiles.
  return [['ec2.amazonaws.com']];
}

/** True when a trust policy certainly admits none of the services; unknown parts may admit any. */
export function shutsOut(policy: Policy, services: readonly string[], graph: Graph): boolean {
  return !policy.open && policy.statements.every((statement) => !mayAdmit(statement, services, graph));
}

function mayAdmit(statement: Statement, services: readonly string[], graph: Graph): boolean {
  const { effect, principals, value } = statement;
  if (effect === 'Deny') return false;
  if (principals === undefined || principals.negated || principals.open || value.open) return true;
  return principals.principals.some((principal) => {
    const name = serviceName(principal, graph);
    return name === undefined || name === '*' || services.includes(name);
  });
}

/**
 * The service principal without region (`states.eu-west-1.amazonaws.com`) and country; empty for accounts, roles and providers,
 * undefined where it is not known.
 */
export function serviceName({ type, value }: Principal, graph: Graph): string | undefined {
  if (type === '*') return '*';
  if (type === 'AWS') return asString(value) === '*' ? '*' : '';
  if (type === 'Federated' || type === 'CanonicalUser') return '';
  if (type !== 'Service') return undefined;
  const pattern = graph.names.exactly(value);
  const text = pattern.text
    .replace(/\.(?:⟨AWS::Region⟩|[a-z]{2}(?:-[a-z]+)+-\d)\./, '.')
    .replace(/\.cn$/, '');
  return /[⟨…]/.test(text) ? undefined : text;
}
