import type { Finding, Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { ShellScript } from '../../glue/shell-script';
import { storeInstead } from '../../graph/shell-secret-repair';
import { type ShellSecret, secretsInShell } from '../../graph/shell-secrets';

export const rule = defineRule({
  id: 'shell-secret-flag',
  title: 'Secret written in a shell script',
  severity: 'error',
  profile: 'recommended',
  on: 'shell',
  why: `A password, key or token in a shell script is read by everybody who can read the repository or its history. On a command line it
is also in the machine's list of processes, in the shell's history and in the log of whatever runs the script. Make it invalid first,
then let the script read the new one from Secrets Manager when it runs, or let AWS make and keep the password. AWS's own command line
needs no keys on a machine that has a role. Allow it for a throw-away database on the same machine.`,
  bad: {
    language: 'shell',
    text: `#!/bin/sh
aws rds create-db-instance --db-instance-identifier dwh --engine postgres --db-instance-class db.r7g.large \\
  --master-username etl --master-user-password Wint3r-Levee-42
`,
  },
  good: {
    language: 'shell',
    text: `#!/bin/sh
aws rds create-db-instance --db-instance-identifier dwh --engine postgres --db-instance-class db.r7g.large \\
  --master-username etl --manage-master-user-password
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security_cli-exposure-risks.html',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-metadata.html',
  ],
  knownAs: ['KICS common/passwords_and_secrets'],
  *check(script): Generator<Finding> {
    // What stands in a template is found by the rules on secrets in templates.
    if (script.embedded) return;
    for (const secret of secretsInShell(script)) {
      yield { at: secret.at, message: messageOf(secret), fixes: fixesOf(script, secret) };
    }
  },
});

function messageOf({ what, name, command }: ShellSecret): string {
  const reader = 'everybody who can read this script can use';
  if (what !== 'a secret') return `This is ${what}, which ${reader}.`;
  if (command === undefined) return `The text under ${name ?? 'this name'} is a secret, which ${reader}.`;
  return `The secret after ${name ?? command.name} is in this script, and in the list of processes while ${command.name} runs.`;
}

function fixesOf(script: ShellScript, secret: ShellSecret): Fix[] {
  return storeInstead(script, secret).map((repair) => ({ ...repair, safe: false }));
}
