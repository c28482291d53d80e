import { type Place, partOf } from '../base/range';
import { asString, type Reference, type Scalar, type Unknown, type Value } from '../base/value';
import { alternatives, partsOf } from '../glue/meaning';
import type { Script } from '../glue/script';
import { isLocalUrl } from './local-address';
import { isPlaceholder, isTemplateText } from './secret-placeholders';
import { findTokens } from './secret-tokens';
import { looksSecret, type SecretContext, type SecretPart } from './secret-values';

/** A secret that is written in a script. */
export interface SecretLiteral {
  /** The secret itself where it can be told apart, else the literal that holds it. */
  readonly at: Place;
  /** For people, with its article: "a password". `a secret` when only the place says that it is one. */
  readonly what: string;
  /** The literal, or the stretch of an f-string between its expressions. */
  readonly literal: Place;
  /** Where in the literal's text the secret stands, in UTF-16 code units; undefined when the text is not the literal's. */
  readonly within: { readonly start: number; readonly end: number } | undefined;
}

/** How the secrets of a value are told from other texts. */
export interface Telling {
  /** What it matches at a text's start is no part of a secret: `Bearer `. */
  readonly after?: RegExp;
  /** How a secret stands in a text of the kind that is taken here, as the group `secret`. */
  readonly forms?: readonly RegExp[];
  /** Those from any file may be written in a module. */
  readonly from?: 'the script' | 'any file';
}

/** The secrets written in a value, whichever of its alternatives it has in the end. Texts of run-time values have none. */
export function secretLiterals(
  script: Script,
  value: Value,
  context: SecretContext,
  { after, forms = [], from = 'the script' }: Telling = {},
): readonly SecretLiteral[] {
  let literals: SecretLiteral[] | undefined;
  for (const one of alternatives(value)) {
    const told = toldSecrets(one, context, after, forms);
    if (told === undefined) continue;
    const { parts, text, skipped } = told;
    for (const part of told.secrets) {
      if (part.what === 'the password of a URL' && isLocalUrl(text)) continue;
      const start = part.start + skipped;
      const end = part.end + skipped;
      if (text.slice(start, end).includes(filledIn)) continue;
      const literal = locate(script, parts, { start, end, what: part.what }, from === 'any file');
      if (literal === undefined) continue;
      literals ??= [];
      literals.push(literal);
    }
  }
  return literals ?? none;
}

const none: readonly SecretLiteral[] = [];

/** False for values in which `secretLiterals` finds nothing, whatever the rest of the script says. */
export function mayHoldSecret(
  value: Value,
  context: SecretContext,
  { after, forms = [] }: Telling = {},
): boolean {
  return alternatives(value).some((one) => {
    const told = toldSecrets(one, context, after, forms);
    return told !== undefined && told.secrets.length > 0;
  });
}

interface Told {
  readonly parts: readonly Part[];
  readonly text: string;
  /** Offsets count behind `skipped`. */
  readonly secrets: readonly SecretPart[];
  readonly skipped: number;
}

/** What stands in a text that is a secret by its form or its place; undefined for what is no text. */
function toldSecrets(
  one: Value,
  context: SecretContext,
  after: RegExp | undefined,
  forms: readonly RegExp[],
): Told | undefined {
  if (one.kind === 'scalar' ? typeof one.value !== 'string' : one.kind !== 'text') return undefined;
  const parts = textParts(one);
  const text = parts.length === 1 && parts[0] === one ? (asString(one) ?? '') : parts.map(textOf).join('');
  const skipped = after?.exec(text)?.[0].length ?? 0;
  return { parts, text, secrets: secretParts(text.slice(skipped), parts, context, forms), skipped };
}

/** Only what is known as a whole can be a secret as a whole. */
function secretParts(
  text: string,
  parts: readonly Value[],
  context: SecretContext,
  forms: readonly RegExp[],
): readonly SecretPart[] {
  if (context === 'free' || parts.some((part) => part.kind !== 'scalar'))
    return forms.length === 0 ? findTokens(text) : [...findTokens(text), ...inForms(text, forms)];
  const found = looksSecret(text, context);
  return found === undefined ? [] : [found];
}

/** What stands in a text as a form says, unless it is filled in later. */
function* inForms(text: string, forms: readonly RegExp[]): Generator<SecretPart> {
  for (const match of forms.flatMap((form) => [...text.matchAll(form)])) {
    const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
    const secret = text.slice(start, end);
    if (!isPlaceholder(secret) && !isTemplateText(secret)) yield { start, end, what: 'a secret' };
  }
}

/** Stands for a part of a text that is only known at run time; a user or a host may be called so. */
const filledIn = 'zFilledInz';

function textOf(part: Value): string {
  return part.kind === 'scalar' ? part.text : filledIn;
}

/** The text of a value, as far as it is written. */
export function spelledOut(value: Value): string {
  return textParts(value).map(textOf).join('');
}

type Part = Scalar | Reference | Unknown;

function textParts(value: Value): readonly Part[] {
  return partsOf(value).flatMap((part) =>
    part.kind === 'scalar' || part.kind === 'reference' || part.kind === 'unknown' ? [part] : [],
  );
}

/** The stretch of a value's text as a secret of the script; undefined where it is not written here. */
export function stretchOf(script: Script, value: Value, part: SecretPart): SecretLiteral | undefined {
  return locate(script, textParts(value), part);
}

/** The literal in which a secret begins; undefined when it begins in something that is not written. */
function locate(
  script: Script,
  parts: readonly Value[],
  { start, end, what }: SecretPart,
  inModules = false,
): SecretLiteral | undefined {
  let offset = 0;
  for (const part of parts) {
    const text = textOf(part);
    const next = offset + text.length;
    if (start < next) {
      if (part.kind !== 'scalar') return undefined;
      if (part.at.file !== script.file)
        return inModules ? { at: part.at, what, literal: part.at, within: undefined } : undefined;
      // A password with an @ in it ends a URL's password too early; a part of its own is all password.
      const isWhole = start === offset && offset > 0 && what === 'the password of a URL';
      const within = { start: start - offset, end: (isWhole ? next : Math.min(end, next)) - offset };
      return literalAt(script, part, within, end <= next, what);
    }
    offset = next;
  }
  return undefined;
}

function literalAt(
  script: Script,
  part: Scalar,
  within: { readonly start: number; readonly end: number },
  isWithin: boolean,
  what: string,
): SecretLiteral {
  const { start, end } = part.at.range;
  const opening = openingOf(script.text.slice(start, end));
  const inner = script.text.slice(start + opening.length, end - opening.quotes);
  if (!isWithin || inner !== part.text) return { at: part.at, what, literal: part.at, within: undefined };
  const isWhole = within.start === 0 && within.end === part.text.length && opening.quotes > 0;
  const at = isWhole ? part.at : partOf(part.at, opening.length + within.start, opening.length + within.end);
  return { at, what, literal: part.at, within };
}

/** How a literal begins: the length of its prefix and quotes. Stretches of f-strings begin with neither. */
export function openingOf(literal: string): { readonly length: number; readonly quotes: number } {
  const [, prefix = '', quotes = ''] = /^([A-Za-z]{0,2})('''|"""|'|")(?=[\s\S]*\2$)/.exec(literal) ?? [];
  return { length: prefix.length + quotes.length, quotes: quotes.length };
}
