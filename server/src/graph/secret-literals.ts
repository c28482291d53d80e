import type { Place } from '../base/range';
import type { Template } from '../cloudformation/template';
import type { Node, ScalarNode } from '../syntax/tree';
import type { SecretPlace } from './secret-place';
import { isPlaceholder } from './secret-placeholders';
import { secretPlaces } from './secret-places';
import { programSecrets } from './secret-programs';
import { secretAssignments } from './secret-text';
import { decodeBase64 } from './secret-tokens';
import { canBeSecret, looksSecret, secretInJson } from './secret-values';
import { type WrittenText, writtenTexts } from './written-text';

/** A secret that is written in a template. */
export interface LiteralSecret {
  readonly place: SecretPlace;
  readonly at: Place;
  /** In a script or document, the name that it is given there: `--password`. */
  readonly under: string | undefined;
  readonly written: WrittenText;
  /** Offsets in `written.text`. */
  readonly start: number;
  readonly end: number;
}

/** Every secret that is written where a template takes one, by property, by name or within a script. */
export function literalSecrets(template: Template): readonly LiteralSecret[] {
  const known = literalsOf.get(template);
  if (known !== undefined) return known;
  const found = findLiterals(template);
  literalsOf.set(template, found);
  return found;
}

/** Kept as long as the template; a changed text makes a new one. */
const literalsOf = new WeakMap<Template, readonly LiteralSecret[]>();

function findLiterals(template: Template): readonly LiteralSecret[] {
  const found = secretPlaces(template).flatMap((place) =>
    writtenTexts(place.node, template).flatMap((written) => [...literalsIn(place, written)]),
  );
  const seen: LiteralSecret[] = [];
  for (const one of found) if (!seen.some((other) => isSame(other, one))) seen.push(one);
  return seen;
}

/** True when one of the secrets stands in the same letters of the file. */
export function covers(
  { written, start, end }: LiteralSecret,
  node: ScalarNode,
  from: number,
  to: number,
): boolean {
  return written.node === node && start < to && from < end;
}

/** The same letters, found in a text by itself and in the text that it is put into. */
function isSame(a: LiteralSecret, b: LiteralSecret): boolean {
  if (b.written.node !== undefined && covers(a, b.written.node, b.start, b.end)) return true;
  if (a.written.node !== undefined && b.written.node !== undefined) return false;
  const [one, other] = [a.at.range, b.at.range];
  return a.at.file === b.at.file && one.start < other.end && other.start < one.end;
}

function* literalsIn(place: SecretPlace, written: WrittenText): Generator<LiteralSecret> {
  const literal = (start: number, end: number, under?: string): LiteralSecret => ({
    place,
    at: written.placeOf(start, end),
    under,
    written,
    start,
    end,
  });
  if (typeof written.node?.value === 'boolean') return;
  if (place.takes === 'text') {
    for (const { name, start, end } of secretsWithin(place.node, written.text))
      yield literal(start, end, name);
    if (written.node !== undefined && hidesSecret(written.text)) yield literal(0, written.text.length);
    return;
  }
  const whole = place.takes === 'credential' ? givenCredential(place, written) : namedSecret(place, written);
  if (whole !== undefined) yield literal(whole.start, whole.end);
}

interface NamedStretch extends Stretch {
  readonly name: string | undefined;
}

/** What a text of any language writes under secrets' names, and what a program in it hands on as one; in text order. */
function secretsWithin(node: Node, text: string): readonly NamedStretch[] {
  const texts = withinOf.get(node) ?? new Map<string, readonly NamedStretch[]>();
  withinOf.set(node, texts);
  const known = texts.get(text);
  if (known !== undefined) return known;
  const found: NamedStretch[] = secretAssignments(text).filter(({ isLiteral }) => isLiteral);
  for (const one of programSecrets(text))
    if (!found.some(({ start, end }) => start < one.end && one.start < end)) found.push(one);
  found.sort((a, b) => a.start - b.start);
  texts.set(text, found);
  return found;
}

/** By the node that gives the texts, which the parser keeps; offsets count in the text, so that moved nodes do no harm. */
const withinOf = new WeakMap<Node, Map<string, readonly NamedStretch[]>>();

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function namedSecret({ context }: SecretPlace, { text, names }: WrittenText): Stretch | undefined {
  return looksSecret(text, names.length === 0 ? context : 'free');
}

function givenCredential({ credential }: SecretPlace, written: WrittenText): Stretch | undefined {
  const { text, names } = written;
  if (credential?.path[0] === 'SecretString') return inSecretString(text);
  if (isPlaceholder(text)) return undefined;
  if (names.length === 0) return looksSecret(text, 'credential');
  return isGuessable(written) ? { start: 0, end: text.length } : undefined;
}

/** A password that is put together from the stack's own name, account or region: everybody who knows the template has it. */
function isGuessable({ text, names }: WrittenText): boolean {
  if (!names.every((name) => /^AWS::(?:StackName|AccountId|Region|Partition|URLSuffix)$/.test(name)))
    return false;
  const literal = text.replace(/\$\{[^}]*\}/g, '');
  return literal.length >= 4 && !isPlaceholder(literal);
}

/** In a JSON text the members under secrets' names; any other text is the secret. Only `{…}` with text around is JSON. */
function inSecretString(text: string): Stretch | undefined {
  return /^\s*\{/.test(text) ? secretInJson(text) : looksSecret(text, 'credential');
}

/** True for a base64 text, as user data may be written, with a secret in it. */
function hidesSecret(text: string): boolean {
  const packed = text.replace(/\s+/g, '');
  if (packed.length < 24 || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return false;
  const decoded = decodeBase64(packed);
  if (!/^[\t\n\r\x20-\x7e]+$/.test(decoded)) return false;
  return (
    secretAssignments(decoded).some(({ isLiteral, value }) => isLiteral && canBeSecret(value)) ||
    looksSecret(decoded, 'free') !== undefined
  );
}
