import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Stack } from '../cloudformation/stack';
import type { Node } from '../syntax/tree';
import type { SecretPlace } from './secret-places';
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
      const what = secretIn(value, stack);
      if (what !== undefined) return { at: pointAt(place.node, written.placeOf(start, end)), what };
    }
  }
  return undefined;
}

/** With the key of the JSON text that is asked for, where one is. */
const secretReference =
  /\{\{\s*resolve:secretsmanager:(?:[^{}]|\$\{[^}]*\})*?(?::SecretString:([\w.-]+)(?::[^{}]*)?)?\}\}/gi;

/** What a text with `${Name}` parts gives away after deployment, or undefined. */
export function secretIn(text: string, stack: Stack): string | undefined {
  for (const [, key] of text.matchAll(secretReference)) {
    if (
      key === undefined ||
      !/^(?:user|username|host|hostname|port|db(?:name)?|database|engine|endpoint)$/i.test(key)
    ) {
      return 'a value from Secrets Manager';
    }
  }
  if (/\{\{\s*resolve:ssm-secure:/i.test(text)) return 'a SecureString of Systems Manager';
  for (const [, name = ''] of text.matchAll(/\$\{([A-Za-z0-9.]+)\}/g)) {
    if (stack.template.parameters.get(name)?.noEcho === true) return `the value of ${name}`;
    const attribute = secretAttribute(name, stack);
    if (attribute !== undefined) return attribute;
  }
  return undefined;
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
