import type { Place } from '../base/range';
import { secretName } from '../data/secret-names';
import { secretAssignments } from './secret-text';
import { findTokens } from './secret-tokens';
import { contextOf, looksSecret } from './secret-values';
import type { Setting, SetupFile } from './setup-file';

/** A secret that is written in a document that something is set up with. */
export interface SetupSecret {
  readonly setting: Setting;
  readonly at: Place;
  /** For people, with its article; `a secret` when only the name says that it is one. */
  readonly what: string;
  readonly under: string | undefined;
}

/** Every secret in such a document, each once, in text order. */
export function* secretsInSetup({ settings, isKinesisAgent }: SetupFile): Generator<SetupSecret> {
  for (const setting of settings) {
    const { name = '', text } = setting;
    const whole = wholeSecret(setting, isKinesisAgent);
    if (whole !== undefined) yield whole;
    else if (secretName(name) !== 'secret') yield* within(setting, text);
  }
}

/** Keys that take a credential and nothing else. */
const credentialKeys = /^(?:awsSecretAccessKey|MasterUserPassword|PASSWORD)$/;

function wholeSecret(setting: Setting, isKinesisAgent: boolean): SetupSecret | undefined {
  const { name = '', text, placeOf } = setting;
  const isKey = credentialKeys.test(name) || (isKinesisAgent && name === 'awsAccessKeyId');
  if (!isKey && secretName(name) !== 'secret') return undefined;
  // The keys of AWS's documentation say what they are; a key that ends so holds a path to the value.
  if (/EXAMPLE(?:KEY)?$/.test(text) || name.endsWith('.$')) return undefined;
  const found = looksSecret(text, isKey ? 'credential' : contextOf(name));
  if (found === undefined) return undefined;
  return { setting, at: placeOf(found.start, found.end), what: found.what, under: name };
}

function* within(setting: Setting, text: string): Generator<SetupSecret> {
  let end = -1;
  const found = [
    ...secretAssignments(text).flatMap((one) =>
      one.isLiteral ? [{ ...one, what: 'a secret', under: one.name }] : [],
    ),
    ...findTokens(text).map((one) => ({ ...one, under: undefined })),
  ].sort((a, b) => a.start - b.start);
  for (const { start, end: to, what, under } of found) {
    if (start < end) continue;
    end = to;
    yield { setting, at: setting.placeOf(start, to), what, under };
  }
}
