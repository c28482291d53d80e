import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, TypeDefinition } from '@aws-cdk/service-spec-types';
import { describe, expect, it } from 'vitest';
import { secretName } from '../server/src/data/secret-names';
import { credentialProperties, namedValues, takesNoCredential } from '../server/src/data/secret-properties';

const database = loadAwsServiceSpecSync();

interface Found {
  readonly type: string;
  readonly path: string;
}

/** Every property of CloudFormation's specification that takes a text and is called like a secret. */
function* calledLikeSecrets(): Generator<Found> {
  for (const resource of database.all('resource')) {
    for (const path of pathsBelow(resource.properties, '', []))
      yield { type: resource.cloudFormationType, path };
  }
}

function* pathsBelow(
  properties: Readonly<Record<string, Property>>,
  above: string,
  entered: readonly string[],
): Generator<string> {
  for (const [name, { type }] of Object.entries(properties)) {
    const path = `${above}${name}${type.type === 'array' ? '[]' : ''}`;
    const leaves = leavesOf(type);
    if (leaves.some((leaf) => leaf.type === 'string') && secretName(name) === 'secret') yield path;
    for (const leaf of leaves) {
      if (leaf.type !== 'ref' || entered.includes(leaf.reference.$ref)) continue;
      const inner: TypeDefinition = database.get('typeDefinition', leaf.reference.$ref);
      yield* pathsBelow(inner.properties, `${path}.`, [...entered, leaf.reference.$ref]);
    }
  }
}

function leavesOf(type: PropertyType): readonly PropertyType[] {
  if (type.type === 'array' || type.type === 'map') return leavesOf(type.element);
  return type.type === 'union' ? type.types.flatMap(leavesOf) : [type];
}

const plain = (path: string): string => path.replaceAll('[]', '');
const steps = (path: readonly string[]): string => path.filter((step) => step !== '[]').join('.');

function isCredential({ type, path }: Found): boolean {
  return credentialProperties(type).some((known) => steps(known.path) === plain(path));
}

function isNamed({ type, path }: Found): boolean {
  return namedValues(type).some((known) => plain(path).startsWith(steps(known.path)));
}

describe('the properties of every type that are called like a secret', () => {
  const all = [...calledLikeSecrets()];

  it('are many', () => {
    expect(all.length).toBeGreaterThan(200);
  });

  it('take a credential, or are known to take something else', () => {
    const unknown = all.filter(
      (one) => !isCredential(one) && !isNamed(one) && !takesNoCredential(one.type, one.path),
    );
    expect(unknown.map(({ type, path }) => `${type} ${path}`)).toEqual([]);
  });

  it('are not said to be both', () => {
    const both = all.filter((one) => isCredential(one) && takesNoCredential(one.type, one.path));
    expect(both).toEqual([]);
  });
});
