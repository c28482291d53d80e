import { change } from '../../base/edit';
import type { Place } from '../../base/range';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Call } from '../../glue/script';

export const rule = defineRule({
  id: 'script-small-files',
  title: 'Partitioned write of many small files',
  severity: 'hint',
  profile: 'strict',
  on: 'call',
  why: `Without repartition, every task writes a file of its own into every partition that it holds rows of: two hundred tasks and a hundred
days make twenty thousand objects. With SSE-KMS and no bucket key each of them costs a request to KMS when it is written, and one when it
is read, until KMS throttles and the job fails. Repartition by the columns of the partitions first. Allow it when the data lies so already.`,
  bad: {
    language: 'python',
    text: `from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark.table("sales").write.partitionBy("day").parquet("s3://lake-curated-4711/sales/")
`,
  },
  good: {
    language: 'python',
    text: `from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark.table("sales").repartition("day").write.partitionBy("day").parquet("s3://lake-curated-4711/sales/")
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html',
  ],
  knownAs: [],
  callees: /^spark\.write\.partitionBy$/,
  *check(call) {
    const { script, whole, at } = call;
    const chain = script.text.slice(whole.range.start, at.range.start);
    if (
      /\b(?:coalesce|repartition|repartitionByRange|foreachBatch)\b/.test(chain) ||
      isRepartitioned(call, chain)
    )
      return;
    yield {
      at,
      message:
        'Every task writes a file of its own into every partition, and each file costs a request to KMS.',
      fixes: fixesOf(call, chain),
    };
  },
});

/** The frame may have been repartitioned where its variable was assigned. */
function isRepartitioned({ script }: Call, chain: string): boolean {
  const name = /^\(?\s*([A-Za-z_]\w*)/.exec(chain)?.[1];
  return script.bindings.some(
    (binding) =>
      binding.name === name &&
      /\b(?:coalesce|repartition|repartitionByRange)\(/.test(
        script.text.slice(binding.valueAt.range.start, binding.valueAt.range.end),
      ),
  );
}

function fixesOf(call: Call, chain: string): Fix[] {
  const { script, whole } = call;
  const write = /\.\s*write\b/.exec(chain);
  const [first] = call.positional;
  const last = call.positional.at(-1);
  if (write === null || first === undefined || last === undefined) return [];
  const columns = script.text.slice(first.at.range.start, last.at.range.end);
  const offset = whole.range.start + write.index;
  const at: Place = { file: script.file, range: { start: offset, end: offset } };
  if (/^\[|^\w+$/.test(columns)) return [];
  return [
    {
      title: "Repartition by the partitions' columns",
      safe: false,
      changes: [change(script.file, () => [{ range: at.range, newText: `.repartition(${columns})` }])],
    },
  ];
}
