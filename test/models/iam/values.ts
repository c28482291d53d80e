import type { Place } from '../../../server/src/base/range';
import type { Entry, Reference, Scalar, Unknown, Value } from '../../../server/src/base/value';
import type { Policy, PolicyKind } from '../../../server/src/iam/policy';
import { readPolicy } from '../../../server/src/iam/read-policy';
import { generatedName, type Names, namesBy, plainPieces } from '../../../server/src/iam/symbols';

/** A policy, or a part of one, as the tables write it. */
export type Written =
  | string
  | number
  | boolean
  | readonly Written[]
  | { readonly [key: string]: Written }
  | Reference
  | Unknown;

export const nowhere: Place = { file: 'policy.json', range: { start: 0, end: 0 } };

/** `ref('AWS::Region')`, `ref('Bucket')` for a resource, `ref('@Name')` for a parameter. */
export function ref(name: string, attribute?: string): Reference {
  if (name.startsWith('AWS::')) return { kind: 'reference', to: { type: 'pseudo', name }, at: nowhere };
  if (name.startsWith('@')) {
    return { kind: 'reference', to: { type: 'parameter', stack: 'main', name: name.slice(1) }, at: nowhere };
  }
  return { kind: 'reference', to: { type: 'resource', stack: 'main', id: name, attribute }, at: nowhere };
}

export function dark(): Unknown {
  return { kind: 'unknown', why: 'the table says so', at: nowhere };
}

/** The value of a table's entry; strings with `<Name>` are substitutions, `<Name.Attribute>` of attributes. */
export function asValue(written: Written): Value {
  if (typeof written === 'string') return textOf(written);
  if (typeof written !== 'object') return scalar(written);
  if (isList(written)) {
    const open = written.at(-1) === '...';
    return { kind: 'list', items: (open ? written.slice(0, -1) : written).map(asValue), open, at: nowhere };
  }
  if (isValue(written)) return written;
  const entries = new Map<string, Entry>();
  for (const [key, value] of Object.entries(written)) {
    if (key !== '...') entries.set(key, { key, keyAt: nowhere, value: asValue(value) });
  }
  return { kind: 'mapping', entries, open: '...' in written, at: nowhere };
}

/** Names that know buckets, roles, keys and queues, as the graph does. */
export const names: Names = namesBy((reference) => {
  const { to } = reference;
  if (to.type !== 'resource') return undefined;
  const name = generatedName(to.stack, to.id);
  if (to.attribute !== 'Arn') return to.attribute === undefined ? [name] : undefined;
  if (to.id.endsWith('Bucket')) return ['arn:aws:s3:::', name];
  if (to.id.endsWith('Role'))
    return [...plainPieces(ref('AWS::AccountId')), ':role/', name].toSpliced(0, 0, 'arn:aws:iam::');
  const region = plainPieces(ref('AWS::Region'));
  const account = plainPieces(ref('AWS::AccountId'));
  if (to.id.endsWith('Key')) return ['arn:aws:kms:', ...region, ':', ...account, ':key/', name];
  return ['arn:aws:sqs:', ...region, ':', ...account, ':', name];
});

export function policyOf(kind: PolicyKind, statements: Written, version = '2012-10-17'): Policy {
  const policy = readPolicy(asValue({ Version: version, Statement: statements }), { kind });
  if (policy === undefined) throw new Error('The table holds no policy.');
  return policy;
}

function scalar(value: string | number | boolean): Scalar {
  return { kind: 'scalar', text: String(value), value, at: nowhere };
}

function textOf(text: string): Value {
  const parts = text.split(/<([@\w:.]+)>/);
  const found = parts.flatMap((part, i): (Scalar | Reference | Unknown)[] => {
    if (i % 2 === 0) return part === '' ? [] : [scalar(part)];
    if (part === '...') return [dark()];
    const [name = '', attribute] = part.startsWith('AWS::') ? [part] : part.split('.');
    return [ref(name, attribute)];
  });
  const [only] = found;
  if (found.length === 0) return scalar('');
  return found.length === 1 && only !== undefined ? only : { kind: 'text', parts: found, at: nowhere };
}

function isList(written: Written): written is readonly Written[] {
  return Array.isArray(written);
}

function isValue(written: object): written is Reference | Unknown {
  return 'kind' in written;
}
