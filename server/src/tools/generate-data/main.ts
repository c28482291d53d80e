import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carriedServices } from './actions';
import { generatedFiles } from './generate';
import { managedPoliciesFile } from './managed-policies';
import { generatedText } from './text';

/**
 * Writes `server/src/data/generated/*.json`; run from the project's root.
 *
 * Actions and resource types come from the installed packages. Managed policies come from no package on npm: they
 * are written only when a source is given, as `--managed-policies <file> --source <name and version>`.
 */
async function main(): Promise<void> {
  for (const [name, text] of Object.entries(await generatedFiles())) write(name, text);
  const policies = option('--managed-policies');
  const source = option('--source');
  if (policies === undefined || source === undefined) return;
  const carried = new Set([...carriedServices, '*']);
  const file = managedPoliciesFile(readFileSync(policies, 'utf8'), source, (service) => carried.has(service));
  write('managed-policies.json', generatedText(file));
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function write(name: string, text: string): void {
  const path = join('server', 'src', 'data', 'generated', name);
  writeFileSync(path, text);
  process.stdout.write(`${path}: ${text.length} characters\n`);
}

void main();
