import type { Change } from '../base/edit';
import { type Place, partOf } from '../base/range';
import { remembered } from '../base/remember';
import { asString, type Scalar, type Value } from '../base/value';
import { credentialCall, setsOption, setsOptions } from '../data/script-credentials';
import { type TlsSetting, weakTls } from '../data/script-tls';
import { alternatives } from '../glue/meaning';
import type { Call, Script } from '../glue/script';
import { isLocalAddress, isLocalUrl } from './local-address';
import { editsFor } from './script-edits';
import { openingOf } from './script-literals';
import { optionsOf, piecesOf, requoted, written } from './script-values';

/** A setting of a connection that gives up TLS. */
export interface WeakConnection {
  readonly at: Place;
  readonly name: string;
  readonly value: string;
  readonly setting: TlsSetting;
  /** Changes that make it right; none where the text is put together. */
  readonly changes: readonly Change[];
}

/** What a call that opens a connection is told about TLS that makes it weaker than the driver's best. */
export function weakConnections(call: Call): readonly WeakConnection[] {
  const options = optionsOf(call);
  if (options.some(({ name, value }) => namesHost(name) && isLocalAddress(asString(value) ?? ''))) return [];
  const found: WeakConnection[] = [];
  for (const { name, value } of options) {
    for (const one of alternatives(value)) {
      const text = one.kind === 'scalar' && one.value !== null ? one.text : undefined;
      if (text === undefined || one.at.file !== call.at.file) continue;
      const setting = weakTls(name, text);
      if (setting !== undefined) found.push(fromOption(call.script, one as Scalar, name, text, setting));
    }
  }
  for (const { value } of call.positional)
    if (mentionsSetting(value)) found.push(...inText(call.script, value));
  for (const { value } of options) if (mentionsSetting(value)) found.push(...inText(call.script, value));
  return found;
}

const namesHost = remembered((name) => /host|server|url|dsn/i.test(name));

/** True for the callees that open a connection, or set an option of one. */
export const opensConnection = remembered(
  (callee) =>
    setsOption(callee) ||
    setsOptions(callee) ||
    (credentialCall(callee) !== undefined &&
      !/^(?:boto3|requests|httpx|urllib|s3fs|paramiko|pysftp)\b/.test(callee)),
);

function fromOption(
  script: Script,
  at: Scalar,
  name: string,
  value: string,
  setting: TlsSetting,
): WeakConnection {
  const place = at.at;
  const code =
    typeof at.value === 'string'
      ? requoted(script, place, setting.good)
      : setting.good === 'true'
        ? 'True'
        : setting.good === 'false'
          ? 'False'
          : `"${setting.good}"`;
  const isPlain = typeof at.value !== 'string' || openingOf(written(script, place)).quotes > 0;
  return {
    at: place,
    name,
    value,
    setting,
    changes: isPlain && setting.good !== '' ? [editsFor(script).replace(place, code)] : [],
  };
}

function mentionsSetting(value: Value): boolean {
  return piecesOf(value).some((piece) => piece.kind === 'scalar' && settingsIn(piece.text).length > 0);
}

/** `jdbc:postgresql://host/db?sslmode=disable`, `host=h sslmode=disable`. */
function* inText(script: Script, value: Value): Generator<WeakConnection> {
  const pieces = piecesOf(value);
  if (pieces.some((piece) => piece.kind === 'scalar' && isLocalUrl(piece.text))) return;
  for (const piece of pieces) {
    if (piece.kind !== 'scalar' || typeof piece.value !== 'string' || piece.at.file !== script.file) continue;
    for (const { name, text, setting, from, to } of settingsIn(piece.text)) {
      const opening = openingOf(written(script, piece.at));
      const inner = written(script, piece.at).slice(
        opening.length,
        opening.quotes === 0 ? undefined : -opening.quotes,
      );
      const isHere = inner === piece.text;
      const place = isHere ? partOf(piece.at, opening.length + from, opening.length + to) : piece.at;
      const good =
        name.toLowerCase() === 'sslmode' && /mysql|mariadb/i.test(piece.text)
          ? 'VERIFY_IDENTITY'
          : setting.good;
      yield {
        at: place,
        name,
        value: text,
        setting,
        changes: isHere && good !== '' ? [editsFor(script).replace(place, good)] : [],
      };
    }
  }
}

interface SettingInText {
  readonly name: string;
  readonly text: string;
  readonly setting: TlsSetting;
  /** Where the text stands, in UTF-16 code units. */
  readonly from: number;
  readonly to: number;
}

const settingsIn = remembered((text): readonly SettingInText[] => {
  if (!text.includes('=') || !/:\/\/|^jdbc:|\bhost=|[?&;]/.test(text)) return [];
  return [
    ...text.matchAll(
      /(?:^|[?&;\s])(?<name>[A-Za-z][\w.]{1,40})\s?=\s?(?<quote>'?)(?<value>[\w-]{1,20})\k<quote>(?=$|[&;\s])/dg,
    ),
  ].flatMap((match) => {
    const { name = '', value = '' } = match.groups ?? {};
    const setting = weakTls(name, value);
    const [from, to] = match.indices?.groups?.['value'] ?? [0, 0];
    return setting === undefined ? [] : [{ name, text: value, setting, from, to }];
  });
});
