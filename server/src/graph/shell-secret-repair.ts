import type { Change } from '../base/edit';
import { nameWords } from '../data/name-words';
import { replaceAt } from '../glue/shell-edits';
import type { ShellScript } from '../glue/shell-script';
import type { ShellSecret } from './shell-secrets';

/** A repair that a rule offers; whether it is safe is the rule's to say. */
export interface ShellRepair {
  readonly title: string;
  readonly changes: readonly Change[];
}

/** Options that let AWS make, keep and rotate the password, by service and by the option that they replace. */
const managed: Readonly<Record<string, string>> = {
  'rds --master-user-password': '--manage-master-user-password',
  'docdb --master-user-password': '--manage-master-user-password',
  'redshift --master-user-password': '--manage-master-password',
  'redshift-serverless --admin-user-password': '--manage-admin-password',
};

/** Takes a secret out of a program. None for AWS's keys, which a role replaces, and for secrets within other texts. */
export function storeInstead(script: ShellScript, secret: ShellSecret): readonly ShellRepair[] {
  const repairs: ShellRepair[] = [];
  const { command, option, whole, name = '', what } = secret;
  const [value] = option?.values ?? [];
  const instead = managed[`${command?.aws?.service} ${name}`];
  if (instead !== undefined && option !== undefined && value !== undefined) {
    const at = { file: script.file, range: { start: option.at.range.start, end: value.at.range.end } };
    repairs.push({ title: 'Let AWS manage the password', changes: [replaceAt(script, at, instead)] });
  }
  const isKey = /aws|access.?key|session.?token/i.test(name) || what !== 'a secret';
  const isStored = command?.aws?.service === 'secretsmanager' || command?.aws?.service === 'configure';
  if (whole !== undefined && !isKey && !isStored) {
    const read = `"$(aws secretsmanager get-secret-value --secret-id ${secretNameFor(script, name)} --query SecretString --output text)"`;
    repairs.push({ title: 'Read it from Secrets Manager', changes: [replaceAt(script, whole, read)] });
  }
  return repairs;
}

/** A secret named after the script and after what the script calls it. */
function secretNameFor({ file }: ShellScript, name: string): string {
  const base = nameWords(file.replace(/^.*\//, '').replace(/\.\w+$/, '')).join('-') || 'script';
  const words = nameWords(name.replace(/^-+/, '')).join('-');
  return `${base}/${words.length < 2 ? 'password' : words}`;
}
