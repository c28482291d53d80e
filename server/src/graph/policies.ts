import { lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Policy, PolicyKind } from '../iam/policy';
import { readPolicy } from '../iam/read-policy';
import { isOnlyBoundary } from './boundaries';
import { type PolicyPlace, policyPlaces } from './policy-places';

/** The policy documents that a resource carries, as far as they are written there. */
export function policiesOf(resource: Resource): readonly Policy[] {
  const places = policyPlaces.get(resource.type) ?? [];
  return places.flatMap((place) =>
    documentsAt(resource, place).flatMap((document) => asPolicy(resource, place, document)),
  );
}

function asPolicy(resource: Resource, place: PolicyPlace, document: Value): Policy[] {
  const policy = readPolicy(document, {
    kind: kindAt(resource, place),
    resource: resource.id,
    stack: resource.stack.id,
    protects: protectedBy(resource, place),
  });
  return policy === undefined ? [] : [policy];
}

function kindAt(resource: Resource, place: PolicyPlace): PolicyKind {
  if (resource.type === 'AWS::IAM::ManagedPolicy') return isOnlyBoundary(resource) ? 'boundary' : place.kind;
  if (resource.type !== 'AWS::Organizations::Policy') return place.kind;
  const type = resource.get('Type');
  return type?.kind === 'scalar' && type.text === 'SERVICE_CONTROL_POLICY' ? 'service-control' : 'unknown';
}

function protectedBy(resource: Resource, { protects }: PolicyPlace): readonly Value[] {
  if (protects === undefined) {
    return [
      {
        kind: 'reference',
        to: { type: 'resource', stack: resource.stack.id, id: resource.id, attribute: undefined },
        at: resource.idAt,
      },
    ];
  }
  const value = resource.get(protects);
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

function documentsAt(resource: Resource, { path, isStatement }: PolicyPlace): Value[] {
  if (isStatement) return documents(resource.get(...path), resource).map(around);
  const star = path.indexOf('*');
  if (star === -1) return documents(resource.get(...path), resource);
  const list = resource.get(...path.slice(0, star));
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => documents(lookUp(item, ...path.slice(star + 1)), resource));
}

/** A document with one statement. */
function around(statement: Value): Value {
  const entry = { key: 'Statement', keyAt: statement.at, value: statement };
  return { kind: 'mapping', entries: new Map([['Statement', entry]]), open: false, at: statement.at };
}

function documents(value: Value | undefined, resource: Resource): Value[] {
  if (value === undefined) return [];
  if (value.kind === 'mapping') return [value];
  const embedded = resource.dataIn(value);
  return embedded === undefined ? [] : [embedded];
}
