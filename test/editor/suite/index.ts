import { activation } from './activation';
import { explanations } from './explanations';
import { repairs } from './repairs';
import { reports } from './reports';
import { runCases } from './runner';
import { settings } from './settings';
import { snippets } from './snippets';

/** Called by VS Code's extension host. Activation comes first, because it happens once. */
export function run(): Promise<void> {
  return runCases([...activation, ...reports, ...repairs, ...explanations, ...snippets, ...settings]);
}
