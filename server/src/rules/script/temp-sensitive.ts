import { asString } from '../../base/value';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Call } from '../../glue/script';
import { argument, isConfidential, sourcesOf } from '../../graph/script-values';

export const rule = defineRule({
  id: 'script-temp-sensitive',
  title: 'Data or secrets left on a worker or in the log',
  severity: 'hint',
  profile: 'recommended',
  on: 'call',
  why: `show() and print(frame.collect()) put rows of the data into the job's log, which keeps them for years and is open to more people than
the table. A secret that is written to a local file stays on the worker's disk, which only a security configuration encrypts. Log counts
and schemas instead, and keep secrets in memory. Allow it in notebooks and for data that everybody may see.`,
  bad: {
    language: 'python',
    text: `from awsglue.context import GlueContext
from pyspark.context import SparkContext

spark = GlueContext(SparkContext()).spark_session
customers = spark.read.parquet("s3://lake-raw-4711/customers/")
customers.show(20)
`,
  },
  good: {
    language: 'python',
    text: `from awsglue.context import GlueContext
from pyspark.context import SparkContext

spark = GlueContext(SparkContext()).spark_session
customers = spark.read.parquet("s3://lake-raw-4711/customers/")
print(customers.count())
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html'],
  knownAs: [],
  callees:
    /^(?:DataFrame|DynamicFrame)\.show$|^(?:print|json\.dump|open\.write)$|^logging\.\w+$|\.(?:write_text|write_bytes)$/,
  *check(call) {
    yield* shownRows(call);
    yield* writtenSecrets(call);
  },
});

function* shownRows(call: Call): Generator<Finding> {
  const { callee, script, positional } = call;
  if (!script.imports.has('awsglue')) return;
  if (/^(?:DataFrame|DynamicFrame)\.show$/.test(callee)) {
    yield { at: call.at, message: "show puts rows of the data into the job's log." };
  }
  if (callee !== 'print' && !/^logging\.\w+$/.test(callee)) return;
  for (const { at } of positional) {
    const rows = /\.(?:collect|toPandas|take|head|first|tail)\(\d*\)$/.exec(
      script.text.slice(at.range.start, at.range.end),
    );
    if (rows === null) continue;
    const isFrame = script.calls.some(
      (inner) =>
        inner.whole.range.start === at.range.start &&
        inner.whole.range.end === at.range.end &&
        /^(?:DataFrame|DynamicFrame)\b/.test(inner.callee),
    );
    if (isFrame) yield { at, message: "This puts rows of the data into the job's log." };
  }
}

function* writtenSecrets(call: Call): Generator<Finding> {
  const { callee } = call;
  const isWrite = /^open\.write$|\.(?:write_text|write_bytes)$/.test(callee);
  const given = isWrite
    ? argument(call, 'data', 0)
    : callee === 'json.dump'
      ? argument(call, 'obj', 0)
      : undefined;
  if (given === undefined) return;
  const source = sourcesOf(given.value).find(isConfidential);
  if (source === undefined) return;
  const path = asString(call.receiver?.positional[0]?.value);
  yield {
    at: given.at,
    message: `This leaves a secret ${path === undefined ? 'in a file' : `in ${path}`}, where it outlives the run.`,
    severity: 'warning',
  };
}
