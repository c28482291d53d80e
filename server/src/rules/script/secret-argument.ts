import type { Place } from '../../base/range';
import { asString } from '../../base/value';
import { secretName } from '../../data/secret-names';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Call, Script } from '../../glue/script';
import { editsFor } from '../../graph/script-edits';
import { passersOf } from '../../graph/script-link-arguments';
import { addReader, keyFor } from '../../graph/script-secret-repair';
import { argument, requoted, written } from '../../graph/script-values';

export const rule = defineRule({
  id: 'script-secret-argument',
  title: 'Secret taken as a job argument',
  severity: 'warning',
  profile: 'recommended',
  on: 'call',
  why: `The arguments of a Glue job are not confidential: the console shows them with the job and with each of its runs, GetJob and
GetJobRun return them, and triggers and workflows store them. Everybody with read access to Glue sees a password that is passed this
way. Pass the name of a secret, and read the secret in the script; the job's role then decides who can. Allow it when the argument
is a name in spite of how it is called.`,
  bad: {
    language: 'python',
    text: `import sys

from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME", "db_password"])
`,
  },
  good: {
    language: 'python',
    text: `import sys

from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME", "db_secret_name"])
`,
  },
  references: [
    'https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-get-resolved-options.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets-python.html',
  ],
  knownAs: [],
  callees: /^getResolvedOptions$/,
  *check(call, graph) {
    const names = argument(call, 'options', 1)?.value;
    if (names?.kind !== 'list') return;
    for (const item of names.items) {
      const name = asString(item);
      if (name === undefined || !isSecret(name) || item.at.file !== call.script.file) continue;
      yield {
        at: item.at,
        message: `Everybody who may look at the job in Glue can read the argument ${name}, which the console shows with every run.`,
        related: passersOf(call.script.file, name, graph).map(({ workload, at }) => ({
          at,
          message: `${workload.id} passes it`,
        })),
        fixes: [takeName(call, name, item.at)],
      };
    }
  },
});

/** `db_secret` is how the name of a secret is usually passed; `client_secret` is one. */
function isSecret(name: string): boolean {
  if (/(?:^|[_-])secrets?$/i.test(name) && !/(?:client|shared|app|consumer|api)[_-]?secret$/i.test(name))
    return false;
  return secretName(name) === 'secret' && !/credentials?$/i.test(name);
}

/** Takes the secret's name instead, and reads the secret wherever the argument was used. */
function takeName(call: Call, name: string, at: Place): Fix {
  const { script } = call;
  const renamed = nameOfSecret(name);
  const edits = editsFor(script);
  const { changes, read } = addReader(script, edits);
  const uses = usesOf(script, call, name).map(({ place, dict, quote }) => {
    const code = `${read(`${dict}[${quote}${renamed}${quote}]`)}[${quote}${keyFor(name)}${quote}]`;
    return edits.replace(place, code);
  });
  return {
    title: "Take the secret's name, and read the secret from Secrets Manager",
    safe: false,
    changes: [
      ...(uses.length === 0 ? [] : changes),
      edits.replace(at, requoted(script, at, renamed)),
      ...uses,
    ],
  };
}

function nameOfSecret(name: string): string {
  const added = /secret$/i.test(name) ? '_name' : '_secret_name';
  return `${name}${/^[A-Z0-9_]+$/.test(name) ? added.toUpperCase() : added}`;
}

interface Use {
  readonly place: Place;
  readonly dict: string;
  readonly quote: string;
}

/** Where the argument is read: `args['db_password']`, of the variable that the arguments were assigned to. */
function usesOf(script: Script, call: Call, name: string): readonly Use[] {
  const { start, end } = call.whole.range;
  const holder = script.bindings.find(
    ({ valueAt }) => valueAt.range.start === start && valueAt.range.end === end,
  );
  if (holder === undefined) return [];
  const dict = written(script, holder.nameAt);
  const pattern = new RegExp(`(?<![\\w.])${escaped(dict)}\\[\\s*(['"])${escaped(name)}\\1\\s*\\]`, 'g');
  return [...script.text.matchAll(pattern)].map((match) => ({
    place: { file: script.file, range: { start: match.index, end: match.index + match[0].length } },
    dict,
    quote: match[1] ?? '"',
  }));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
