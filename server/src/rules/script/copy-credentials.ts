import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Script, ScriptEdits } from '../../glue/script';
import type { Graph } from '../../graph/graph';
import { editsFor } from '../../graph/script-edits';
import { readFromSecretsManager } from '../../graph/script-secret-repair';
import { type SqlCredential, sqlCredentialsIn } from '../../graph/script-sql-credentials';

export const rule = defineRule({
  id: 'script-copy-credentials',
  title: 'Credential in an SQL statement',
  severity: 'error',
  profile: 'recommended',
  on: 'script',
  why: `Keys in COPY and UNLOAD, and passwords in CREATE USER, stand in the script, and again in the database's query history and logs, where
every administrator finds them. Redshift reads and writes S3 with a role: IAM_ROLE default uses the one that is attached to the
cluster. Take passwords from Secrets Manager, and have the database store only a hash. Allow it for a user that a test creates and drops.`,
  bad: {
    language: 'python',
    text: `import boto3

boto3.client("redshift-data").execute_statement(
    WorkgroupName="dwh",
    Database="dev",
    Sql="CREATE USER etl PASSWORD 'Wint3r-Levee-42'",
)
`,
  },
  good: {
    language: 'python',
    text: `import boto3

boto3.client("redshift-data").execute_statement(
    WorkgroupName="dwh",
    Database="dev",
    Sql="COPY sales FROM 's3://lake-raw-4711/sales/' IAM_ROLE default FORMAT AS PARQUET",
)
`,
  },
  references: [
    'https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-authorization.html',
    'https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html',
  ],
  knownAs: [],
  *check(script, graph) {
    const edits = editsFor(script);
    for (const credential of sqlCredentialsIn(script)) {
      const { literal, clause, clauseAt } = credential;
      yield {
        at: literal.at,
        message:
          clauseAt !== undefined || /KEY|CREDENTIALS/.test(clause)
            ? `Everybody who can read this script, or the database's query history, can use the AWS key after ${clause}.`
            : `Everybody who can read this script, or the database's query history, can use the password after ${clause}.`,
        fixes: fixesOf(script, credential, edits, graph),
      };
    }
  },
});

function fixesOf(
  script: Script,
  { literal, clauseAt }: SqlCredential,
  edits: ScriptEdits,
  graph: Graph,
): Fix[] {
  if (clauseAt !== undefined)
    return [
      {
        title: "Use the cluster's role",
        safe: false,
        changes: [edits.replace(clauseAt, 'IAM_ROLE default')],
      },
    ];
  const repair = readFromSecretsManager(script, literal, 'password', edits, graph);
  return repair === undefined ? [] : [{ ...repair, safe: false }];
}
