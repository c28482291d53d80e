import type { Reference, Text, Value } from '../base/value';
import { type Atom, exactly, glob, type Pattern, type Piece, UNKNOWN } from './pattern';

/**
 * Gives the text of a reference as far as it is known: the pieces of a canonical ARN for `GetAtt Bucket.Arn`, a
 * bucket's literal name for `Ref Bucket`. Undefined where it knows nothing better than that it equals itself.
 */
export type Resolve = (reference: Reference) => readonly Piece[] | undefined;

/**
 * Reads values as patterns. Whoever knows the resources supplies one, so that `arn:aws:s3:::${Bucket}/*` and
 * `${Bucket.Arn}/*` become one pattern. It is also the key of caches: one per model of a workspace, not per call.
 */
export interface Names {
  /** `*` and `?` are wildcards. */
  glob(value: Value): Pattern;
  /** Every character stands for itself. */
  exactly(value: Value): Pattern;
}

export function namesBy(resolve: Resolve): Names {
  return {
    glob: (value) => glob(...piecesOf(value, resolve)),
    exactly: (value) => exactly(...piecesOf(value, resolve)),
  };
}

/** Names that know no resources: a reference equals the same reference. */
export const plainNames: Names = namesBy(() => undefined);

export const accountAtom: Atom = fixed('AWS::AccountId', 'digits');
export const regionAtom: Atom = fixed('AWS::Region', 'region');

/** The pieces of a value; anything that is not a text is unknown. */
export function piecesOf(value: Value, resolve: Resolve): readonly Piece[] {
  switch (value.kind) {
    case 'scalar':
      return value.value === null ? [UNKNOWN] : literalPieces(value.text);
    case 'text':
      return hasDynamicReference(value) ? [UNKNOWN] : value.parts.flatMap((part) => piecesOf(part, resolve));
    case 'reference':
      return resolve(value) ?? plainPieces(value);
    default:
      return [UNKNOWN];
  }
}

/** A dynamic reference with parts of `Fn::Sub` in it cannot be told from what stands around it. */
function hasDynamicReference({ parts }: Text): boolean {
  return parts.some((part) => part.kind === 'scalar' && part.text.includes('{{resolve:'));
}

/** CloudFormation puts a value that is not in the files in place of a dynamic reference. */
function literalPieces(text: string): readonly Piece[] {
  if (!text.includes('{{resolve:')) return [text];
  return text.split(/(\{\{resolve:[^}]*\}\})/).flatMap((part): Piece[] => {
    if (part.startsWith('{{resolve:')) return [UNKNOWN];
    return part === '' ? [] : [part];
  });
}

/** The name that CloudFormation makes up for a resource without one. */
export function generatedName(stack: string, id: string): Atom {
  return { id: `${stack}/${id}`, name: id, nature: 'generated', alphabet: 'name' };
}

/**
 * The six characters that Secrets Manager puts behind a secret's name; policies write them as `??????`.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
 */
export function secretSuffix(stack: string, id: string): readonly Atom[] {
  return [...'123456'].map((position) => ({
    id: `${stack}/${id}#${position}`,
    name: id,
    nature: 'generated',
    alphabet: 'name',
    single: true,
  }));
}

/** What a reference is when nothing is known of its target: pseudo parameters, and atoms for all else. */
export function plainPieces({ to }: Reference): readonly Piece[] {
  switch (to.type) {
    case 'pseudo':
      return pseudoPieces(to.name);
    case 'parameter':
      return [free(`${to.stack}/${to.name}`, to.name)];
    case 'import':
      return to.name === undefined ? [UNKNOWN] : [free(`import ${to.name}`, to.name)];
    case 'resource': {
      const name = to.attribute === undefined ? to.id : `${to.id}.${to.attribute}`;
      return [{ id: `${to.stack}/${name}`, name, nature: 'free', alphabet: 'any' }];
    }
  }
}

function pseudoPieces(name: string): readonly Piece[] {
  switch (name) {
    case 'AWS::AccountId':
      return [accountAtom];
    case 'AWS::Region':
      return [regionAtom];
    case 'AWS::Partition':
      return ['aws'];
    case 'AWS::URLSuffix':
      return ['amazonaws.com'];
    default:
      return [fixed(name, 'any')];
  }
}

function fixed(name: string, alphabet: Atom['alphabet']): Atom {
  return { id: name, name, nature: 'fixed', alphabet };
}

function free(id: string, name: string): Atom {
  return { id, name, nature: 'free', alphabet: 'any' };
}
