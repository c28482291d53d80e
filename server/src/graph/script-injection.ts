import type { Place } from '../base/range';
import type { Source, Value } from '../base/value';
import { alternatives, partsOf, sourceOf } from '../glue/meaning';
import type { Argument, Call, Script } from '../glue/script';
import { argument, isInput, optionsOf, written } from './script-values';

/** A text that is run as a program or a query, with a part that somebody else chooses. */
export interface Injection {
  readonly argument: Argument;
  /** What is put into it. */
  readonly source: Source;
}

/** The first part of an argument that others choose, unless the script checks it. */
export function injected(call: Call, given: Argument, whole: 'also-whole' | 'parts'): Injection | undefined {
  for (const one of alternatives(given.value)) {
    const parts = partsOf(one);
    if (whole === 'parts' && parts.length < 2) continue;
    for (const part of parts) {
      const source = sourceOf(part);
      if (source === undefined || !isInput(source) || isHarmless(call.script, part, source)) continue;
      return { argument: given, source };
    }
  }
  return undefined;
}

/** Names that Glue gives, numbers, and values that the script compares with what it allows. */
function isHarmless(script: Script, part: Value, { name }: Source): boolean {
  if (
    name !== undefined &&
    /^(?:JOB_NAME|JOB_RUN_ID|JOB_ID|WORKFLOW_NAME|WORKFLOW_RUN_ID|TempDir)$/.test(name)
  )
    return true;
  if (/^(?:int|float|bool|len|hash)\(/.test(written(script, part.at))) return true;
  return namesOf(script, part, name).some((code) => isChecked(script.text, code));
}

/** What the script calls the value: variables that hold it, and the argument or field itself. */
function namesOf(script: Script, part: Value, name: string | undefined): readonly string[] {
  const { start, end } = part.at.range;
  const bound = script.bindings
    .filter(
      ({ value, of }) =>
        of === 'variable' &&
        (value === part || (value.at.range.start === start && value.at.range.end === end)),
    )
    .map((binding) => binding.name);
  return name === undefined ? bound : [...bound, name];
}

/** True when a line of the script compares the name with something, or hands it to a function that tests it. */
function isChecked(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
    const lineEnd = text.indexOf('\n', at);
    const after = text.slice(at + name.length, lineEnd === -1 ? text.length : lineEnd);
    if (/\w$/.test(before) || /^\w/.test(after)) continue;
    if (comparison.test(after) || testing.test(before)) return true;
  }
  return false;
}

const comparison = /^['"]?\]?\s*(?:(?:not\s+)?in\s|\.(?:isidentifier|isalnum|isdigit|isnumeric|isdecimal)\()/;
const testing =
  /(?:\bre\.(?:search|match|fullmatch)|\.(?:full)?match|\b\w*(?:valid|check|sanit|escape|quote|is_safe)\w*)\([^()]*$/;

/** The argument that a call runs as SQL. */
export function sqlOf(call: Call): Argument | undefined {
  const { callee } = call;
  if (callee === 'spark.sql') return argument(call, 'sqlQuery', 0);
  const named = sqlArguments.get(callee);
  if (named !== undefined) return argument(call, named);
  if (/^awswrangler\.\w+\.(?:read_sql_query|start_query_execution)$/.test(callee))
    return argument(call, 'sql', 0);
  if (/^pandas\.read_sql(?:_query)?$/.test(callee)) return argument(call, 'sql', 0);
  if (isCursor(call)) return argument(call, 'query', 0);
  return undefined;
}

const sqlArguments: ReadonlyMap<string, string> = new Map([
  ['boto3.athena.start_query_execution', 'QueryString'],
  ['boto3.redshift-data.execute_statement', 'Sql'],
  ['boto3.rds-data.execute_statement', 'sql'],
  ['boto3.dynamodb.execute_statement', 'Statement'],
]);

/** `cursor.execute(…)` of a database's driver, or of something that is called like one. */
export function isCursor(call: Call): boolean {
  const { callee, at } = call;
  if (!/\.execute(?:many)?$/.test(callee) || callee.startsWith('boto3.')) return false;
  if (
    /^(?:psycopg|pymysql|MySQLdb|mysql|redshift_connector|snowflake|pymssql|pyodbc|cx_Oracle|oracledb|sqlalchemy|pg8000|pyathena|trino|sqlite3)/.test(
      callee,
    )
  )
    return true;
  return /(?:^|[^\w])\w*(?:cur|cursor|conn|connection|db|engine|session)\.$/i.test(
    call.script.text.slice(Math.max(0, at.range.start - 40), at.range.start),
  );
}

/** How a query is repaired: its code, and what is added to the call. */
export interface Parameters {
  readonly query: { readonly at: Place; readonly code: string };
  readonly values: readonly { readonly name: string; readonly code: string }[];
}

/**
 * The f-string of a query with parameters in the place of its values. Undefined where an expression stands for something else
 * than a value (a table, a column, a part of a text), or where the text is put together in another way.
 */
export function parametersFor(
  script: Script,
  { at }: Argument,
  marker: (name: string) => string,
): Parameters | undefined {
  const code = written(script, at);
  const [, quotes = ''] = /^[fF]("""|'''|"|')[\s\S]*\1$/.exec(code) ?? [];
  if (quotes === '') return undefined;
  const values: { name: string; code: string }[] = [];
  let isWhole = true;
  const query = code
    .slice(1)
    .replace(
      /(['"]?)\{([^{}]+)\}(['"]?)/g,
      (group, before: string, expression: string, after: string, index: number) => {
        const lead = code.slice(1, index + 1);
        const isValue = /(?:[=<>(,]|\b(?:like|in|between|and|then|else|values|limit))\s*\(?\s*$/i.test(lead);
        const isQuoted = before === after && before !== quotes;
        if (!isValue || !isQuoted || /[!:]/.test(expression)) {
          isWhole = false;
          return group;
        }
        const name = parameterName(expression, values.length);
        values.push({ name, code: expression.trim() });
        return marker(name);
      },
    );
  return isWhole && values.length > 0 ? { query: { at, code: query }, values } : undefined;
}

function parameterName(expression: string, index: number): string {
  const name = /(\w+)['"]?\]?$/.exec(expression.trim())?.[1] ?? '';
  return /^[A-Za-z_]\w*$/.test(name) ? name : `value${index + 1}`;
}

/** True when a call is given parameters beside its text. */
export function hasParameters(call: Call): boolean {
  return (
    call.positional.length > 1 ||
    optionsOf(call).some(({ name }) => /^(?:args|params|parameters|vars)$/i.test(name))
  );
}
