import { readArguments } from './arguments';
import { check, type ExitCode } from './check';
import { usage } from './help';
import { printRules } from './rule-list';
import type { Surroundings } from './surroundings';

/** Runs one command of the terminal; the arguments are those after the program's name. */
export async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const command = readArguments(args);
  switch (command.name) {
    case 'check':
      return check(command, around);
    case 'rules':
      printRules(around.rules, command.format, around.out);
      return 0;
    case 'lsp':
      await around.startServer();
      return 0;
    case 'version':
      around.out.write(`${around.version}\n`);
      return 0;
    case 'help':
      around.out.write(usage);
      return 0;
    case 'misused':
      around.err.write(`lakewarden: ${command.why}\n\n${usage}`);
      return 2;
  }
}
