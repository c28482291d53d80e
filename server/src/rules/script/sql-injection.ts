import type { Source } from '../../base/value';
import { spokenCallee } from '../../data/script-credentials';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Argument, Call } from '../../glue/script';
import { editsFor } from '../../graph/script-edits';
import { hasParameters, injected, isCursor, parametersFor, sqlOf } from '../../graph/script-injection';
import { withBeyond } from '../../graph/script-values';

export const rule = defineRule({
  id: 'script-sql-injection',
  title: 'Query put together from what others choose',
  severity: 'warning',
  profile: 'recommended',
  on: 'call',
  why: `A job argument or a field of an event that is formatted into SQL can end the text that it was meant to be, and go on as SQL: who
may start the job or send the event reads and changes what the script's role can. Give values as parameters, which Spark, Athena, the
Data APIs and every driver take. Names of tables cannot be parameters: compare them with a list, or test them with isidentifier().
Allow it where only the deployment sets the value.`,
  bad: {
    language: 'python',
    text: `import boto3


def handler(event, context):
    boto3.client("athena").start_query_execution(
        QueryString=f"SELECT * FROM sales WHERE day = '{event['day']}'", WorkGroup="lake"
    )
`,
  },
  good: {
    language: 'python',
    text: `import boto3


def handler(event, context):
    boto3.client("athena").start_query_execution(
        QueryString="SELECT * FROM sales WHERE day = ?", ExecutionParameters=[event["day"]], WorkGroup="lake"
    )
`,
  },
  references: [
    'https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html',
  ],
  knownAs: [],
  *check(call) {
    for (const one of withBeyond(call)) {
      const sql = sqlOf(one);
      const found = sql === undefined ? undefined : injected(one, sql, 'parts');
      if (sql === undefined || found === undefined) continue;
      yield {
        at: sql.at,
        message: `${spoken(found.source)} becomes a part of the SQL that ${spokenCallee(one.callee)} runs: whoever sets it can run other SQL.`,
        ...(found.source.of === 'argument' ? { severity: 'info' as const } : {}),
        fixes: one === call ? fixesOf(call, sql) : [],
      };
    }
  },
});

function spoken({ of, name }: Source): string {
  if (of === 'argument') return name === undefined ? 'A job argument' : `The job argument ${name}`;
  if (of === 'prompt') return 'What somebody types in';
  return name === undefined || name.startsWith('boto3.') ? 'What is read from outside' : `The input ${name}`;
}

function fixesOf(call: Call, sql: Argument): Fix[] {
  if (hasParameters(call)) return [];
  const edits = editsFor(call.script);
  const title = 'Give the values as parameters';
  if (call.callee === 'spark.sql') {
    const found = parametersFor(call.script, sql, (name) => `:${name}`);
    if (found === undefined) return [];
    const args = `{${found.values.map(({ name, code }) => `"${name}": ${code}`).join(', ')}}`;
    return [
      {
        title,
        safe: false,
        changes: [edits.replace(found.query.at, found.query.code), edits.addKeyword(call, 'args', args)],
      },
    ];
  }
  if (call.callee === 'boto3.athena.start_query_execution' && !call.keyword.has('ExecutionParameters')) {
    const found = parametersFor(call.script, sql, () => '?');
    if (found === undefined) return [];
    const values = `[${found.values.map(({ code }) => `str(${code})`).join(', ')}]`;
    return [
      {
        title,
        safe: false,
        changes: [
          edits.replace(found.query.at, found.query.code),
          edits.addKeyword(call, 'ExecutionParameters', values),
        ],
      },
    ];
  }
  if (!isCursor(call) || /^(?:sqlalchemy|pyodbc|cx_Oracle|oracledb|sqlite3)/.test(call.callee)) return [];
  const found = parametersFor(call.script, sql, () => '%s');
  if (found === undefined) return [];
  const values = found.values.map(({ code }) => code).join(', ');
  return [
    {
      title,
      safe: false,
      changes: [
        edits.replace(
          found.query.at,
          `${found.query.code}, (${values}${found.values.length === 1 ? ',' : ''})`,
        ),
      ],
    },
  ];
}
