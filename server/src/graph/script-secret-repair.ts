import type { Change } from '../base/edit';
import { asString } from '../base/value';
import { nameWords } from '../data/name-words';
import { alternatives } from '../glue/meaning';
import { callsIn } from '../glue/parts';
import type { Call, Part, Script, ScriptEdits } from '../glue/script';
import type { Graph } from './graph';
import { openingOf, type SecretLiteral } from './script-literals';
import { letRolesRead } from './script-secret-role';

/** A repair that a rule offers; whether it is safe is the rule's to say. */
export interface ScriptRepair {
  readonly title: string;
  readonly changes: readonly Change[];
}

/**
 * Reads a written secret from Secrets Manager instead: the literal becomes an expression, and a function that reads secrets is
 * added once with its imports. The roles that run the script get to read it. `name` is what the script calls the credential. Undefined where the literal is put together in a
 * way that does not show where the secret ends, or stands where the function cannot be called yet.
 */
export function readFromSecretsManager(
  script: Script,
  literal: SecretLiteral,
  name: string,
  edits: ScriptEdits,
  graph: Graph,
): ScriptRepair | undefined {
  const { endOfImports, secret } = placeIn(script);
  if (literal.literal.range.start < endOfImports) return undefined;
  const { changes, read } = addReader(script, edits);
  const code = replacement(
    script,
    literal,
    (quote) => `${read(`${quote}${secret}${quote}`)}[${quote}${keyFor(name)}${quote}]`,
  );
  if (code === undefined) return undefined;
  const allowed = letRolesRead(script, secret, graph);
  const steps = ['Read it from Secrets Manager', ...allowed.map((repair) => repair.title)];
  return {
    title: steps.join(steps.length > 2 ? ', ' : ' and ').replace(/, (?=[^,]*$)/, ', and '),
    changes: [
      ...changes,
      edits.replace(literal.literal, code),
      ...allowed.flatMap((repair) => repair.changes),
    ],
  };
}

export interface Reader {
  readonly changes: readonly Change[];
  /** A call of the function with the code of a secret's name. */
  read(name: string): string;
}

/** Adds the function that reads secrets, with its imports, where they are not there yet. */
export function addReader(script: Script, edits: ScriptEdits): Reader {
  const { helper } = placeIn(script);
  return {
    changes: [
      edits.addImport('import json'),
      edits.addImport('import boto3'),
      edits.addFunction(helper, helperCode(helper)),
    ],
    read: (name) => `${helper}(${name})`,
  };
}

/** What every repair of a script shares. */
interface RepairPlace {
  readonly endOfImports: number;
  /** The name of the function that reads secrets. */
  readonly helper: string;
  readonly secret: string;
}

function placeIn(script: Script): RepairPlace {
  const known = places.get(script);
  if (known !== undefined) return known;
  const place: RepairPlace = {
    endOfImports: endOfImports(script.text),
    helper: helperName(script),
    secret: secretNameFor(script),
  };
  places.set(script, place);
  return place;
}

/** Every secret of a script asks for it. */
const places = new WeakMap<Script, RepairPlace>();

function helperCode(name: string): string {
  return [
    `def ${name}(name):`,
    '    """Answers the values that a secret in Secrets Manager holds."""',
    '    response = boto3.client("secretsmanager").get_secret_value(SecretId=name)',
    '    return json.loads(response["SecretString"])',
  ].join('\n');
}

/** A function of that name that does something else is left alone. */
function helperName(script: Script): string {
  const isTaken = (name: string) =>
    script.defines.some((one) => one.name === name) &&
    !script.text.includes(helperCode(name).split('\n')[2] ?? '');
  return isTaken('read_secret') ? 'read_stored_secret' : 'read_secret';
}

/** The secret that the script already reads, or one named after the script. */
function secretNameFor(script: Script): string {
  const readers = callsIn(script, callsReadingSecrets);
  for (const { keyword, callee } of readers) {
    if (!callee.endsWith('.get_secret_value')) continue;
    const value = keyword.get('SecretId')?.value;
    for (const one of value === undefined ? [] : alternatives(value)) {
      const name = asString(one);
      if (name !== undefined && /^[\w/+=.@:-]{1,200}$/.test(name)) return name;
    }
  }
  for (const { callee, positional } of readers) {
    const name = asString(positional[0]?.value);
    if (ownReader.test(callee) && name !== undefined) return name;
  }
  const base = script.file.replace(/^.*\//, '').replace(/\.\w+$/, '');
  return `${nameWords(base).join('-') || 'job'}/credentials`;
}

const ownReader = /^local\.read_(?:stored_)?secret$/;

function callsReadingSecrets({ calls }: Part): readonly Call[] {
  return calls.filter(({ callee }) => callee.endsWith('.get_secret_value') || ownReader.test(callee));
}

/** The key under which the secret holds the value; RDS's own secrets have `password`. */
export function keyFor(name: string): string {
  const words = nameWords(name);
  if (
    words.some((word) =>
      /^(?:password|passwd|pwd|pw|pass|passcode|url|uri|dsn|auth|jaas|authorization)$/.test(word),
    )
  )
    return 'password';
  const last = words.slice(-3);
  if (last.includes('access') && last.includes('secret')) return 'secret_access_key';
  return last.filter((word) => !/^(?:fs|s3a|s3|spark|hadoop|aws|my|the)$/.test(word)).join('_') || 'password';
}

/** Code for the literal's place, as long as the literal's text shows where the secret stands. */
function replacement(
  script: Script,
  { literal, within }: SecretLiteral,
  expression: (quote: string) => string,
): string | undefined {
  if (within === undefined) return undefined;
  const { start, end } = literal.range;
  const written = script.text.slice(start, end);
  const opening = openingOf(written);
  if (opening.quotes === 0) return inFormat(script, start, written, within, expression);
  const inner = written.slice(opening.length, written.length - opening.quotes);
  const prefix = written.slice(0, opening.length - opening.quotes);
  const quotes = written.slice(opening.length - opening.quotes, opening.length);
  const [quote = '"'] = quotes;
  if (within.start === 0 && within.end === inner.length)
    return /b/i.test(prefix) ? `${expression(quote)}.encode()` : expression(quote);
  if (/b|r/i.test(prefix)) return undefined;
  const braces = (text: string) => text.replace(/[{}]/g, '$&$&');
  const other = quote === '"' ? "'" : '"';
  const before = braces(inner.slice(0, within.start));
  return `f${quotes}${before}{${expression(other)}}${braces(inner.slice(within.end))}${quotes}`;
}

/** Within an f-string, whose own quotes the expression must not use. */
function inFormat(
  script: Script,
  start: number,
  written: string,
  within: { readonly start: number; readonly end: number },
  expression: (quote: string) => string,
): string | undefined {
  const outer = script.strings.find(({ at }) => at.range.start < start && start < at.range.end);
  if (outer === undefined) return undefined;
  const [, quotes = ''] = /^[A-Za-z]{0,2}('''|"""|'|")/.exec(script.text.slice(outer.at.range.start)) ?? [];
  if (quotes === '') return undefined;
  const other = quotes.startsWith('"') ? "'" : '"';
  return `${written.slice(0, within.start)}{${expression(other)}}${written.slice(within.end)}`;
}

/** The end of the last import before the first function or class: the helper stands after it. */
function endOfImports(text: string): number {
  const definition = /^(?:async def|def|class)\s/m.exec(text)?.index ?? text.length;
  let end = 0;
  for (const match of text.slice(0, definition).matchAll(/^(?:import|from)\s.*$/gm))
    end = match.index + match[0].length;
  return end;
}
