import { readFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { actionsFile } from './actions';
import { resourceTypesFile } from './resource-types';
import { generatedText } from './text';

/** The generated files that come from installed packages, by name; run from the project's root. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
  return {
    'actions.json': generatedText(await actionsFile()),
    'resource-types.json': generatedText(resourceTypesFile(loadAwsServiceSpecSync(), specificationVersion())),
  };
}

/** The package's entry point does not tell its version. */
function specificationVersion(): string {
  const manifest = readFileSync('node_modules/@aws-cdk/aws-service-spec/package.json', 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
