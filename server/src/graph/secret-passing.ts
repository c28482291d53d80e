import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Stack } from '../cloudformation/stack';
import type { Node } from '../syntax/tree';
import type { SecretPlace } from './secret-place';
import { secretAssignments } from './secret-text';
import { writtenTexts } from './written-text';

/** A secret that is not written but passed on, and where. */
export interface PassedSecret {
  readonly at: Place;
  /** "the value of DbPassword", "a value from Secrets Manager". */
  readonly what: string;
}

/** The secret that a place is handed by reference: a NoEcho parameter's value, or a resolved dynamic reference. */
export function passedSecret(place: SecretPlace, stack: Stack): PassedSecret | undefined {
  for (const written of writtenTexts(place.node, stack.template)) {
    const { text } = written;
    const handed =
      place.takes === 'text' ? secretAssignments(text) : [{ value: text, start: 0, end: text.length }];
    for (const { value, start, end } of handed) {
      for (const { what } of secretsIn(value, stack)) {
        return { at: pointAt(place.node, written.placeOf(start, end)), what };
      }
    }
  }
  return undefined;
}

/** With the key of the JSON text that is asked for, where one is. */
const secretReference =
  /\{\{\s*resolve:secretsmanager:(?:[^{}]|\$\{[^}]*\})*?(?::SecretString:([\w.-]+)(?::[^{}]*)?)?\}\}/gi;

/** A part of a text that gives a secret away. Offsets count in the text. */
export interface GivenAway {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** What a text with `${Name}` parts gives away after deployment: one answer for each part that does. */
export function* secretsIn(text: string, stack: Stack): Generator<GivenAway> {
  for (const match of text.matchAll(secretReference)) {
    const [reference, key] = match;
    if (key !== undefined && harmlessKeys.test(key)) continue;
    yield { what: 'a value from Secrets Manager', start: match.index, end: match.index + reference.length };
  }
  for (const match of text.matchAll(/\{\{\s*resolve:ssm-secure:[^{}]*\}\}/gi)) {
    yield {
      what: 'a SecureString of Systems Manager',
      start: match.index,
      end: match.index + match[0].length,
    };
  }
  for (const match of text.matchAll(/\$\{([A-Za-z0-9.]+)\}/g)) {
    const what = named(match[1] ?? '', stack);
    if (what !== undefined) yield { what, start: match.index, end: match.index + match[0].length };
  }
}

/** Keys of the JSON text of a database's secret that open nothing. */
const harmlessKeys = /^(?:user|username|host|hostname|port|db(?:name)?|database|engine|endpoint)$/i;

function named(name: string, stack: Stack): string | undefined {
  if (stack.template.parameters.get(name)?.noEcho === true) return `the value of ${name}`;
  return secretAttribute(name, stack);
}

/** Attributes whose value is a secret: a user's secret key, the secret of an app client. */
function secretAttribute(name: string, stack: Stack): string | undefined {
  const [id = '', attribute = ''] = name.split('.');
  const type = stack.template.resources.get(id)?.type;
  if (type === 'AWS::IAM::AccessKey' && attribute === 'SecretAccessKey') return `the secret access key ${id}`;
  return type === 'AWS::Cognito::UserPoolClient' && attribute === 'ClientSecret'
    ? `the client secret of ${id}`
    : undefined;
}

/** A reference is pointed at as a whole; a text where the secret stands. */
function pointAt(node: Node, place: Place): Place {
  const intrinsic = intrinsicOf(node);
  return intrinsic?.name === 'Ref' || intrinsic?.name === 'Fn::GetAtt' ? node : place;
}
