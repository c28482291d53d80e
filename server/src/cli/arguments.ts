import type { Severity } from '../engine/finding';
import type { Profile } from '../engine/rule';

export type Format = 'text' | 'json' | 'sarif' | 'github';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  /** Overrides the configuration's. */
  readonly profile: Profile | undefined;
  readonly failOn: Severity | 'never';
  readonly fix: boolean;
  readonly config: string | undefined;
  /** A file with findings that are left out. */
  readonly baseline: string | undefined;
  /** What is found becomes the baseline. */
  readonly writeBaseline: boolean;
}

export type Command =
  | ({ readonly name: 'check' } & CheckOptions)
  | { readonly name: 'rules'; readonly format: 'text' | 'json' }
  | { readonly name: 'lsp' }
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  /** A sentence about what is wrong with the arguments. */
  | { readonly name: 'misused'; readonly why: string };

export function readArguments(args: readonly string[]): Command {
  const [first, ...rest] = args;
  if (first === undefined) return misused('Say what to do: check, rules or lsp.');
  if (first === '--version' || first === '-V') return { name: 'version' };
  if (first === '--help' || first === '-h' || first === 'help') return { name: 'help' };
  const written = readOptions(rest, optionsOf[first] ?? []);
  if ('why' in written) return misused(written.why);
  if (written.flags.has('--help')) return { name: 'help' };
  if (first === 'check') return check(written);
  if (first === 'rules') return rules(written);
  if (first === 'lsp') return lsp(written);
  return misused(`There is no command \`${first}\`; there are check, rules and lsp.`);
}

const optionsOf: Readonly<Record<string, readonly string[]>> = {
  check: ['--format=', '--profile=', '--fail-on=', '--fix', '--config=', '--baseline=', '--write-baseline'],
  rules: ['--format='],
  lsp: ['--stdio'],
};

interface Written {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly paths: readonly string[];
}

/** An option that ends with `=` takes a value, after `=` or as the next argument. */
function readOptions(args: readonly string[], known: readonly string[]): Written | { readonly why: string } {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const paths: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      paths.push(...args.slice(i + 1));
      break;
    }
    if (arg === '-h' || arg === '--help') flags.add('--help');
    else if (!arg.startsWith('-') || arg === '-') paths.push(arg);
    else if (known.includes(arg)) flags.add(arg);
    else {
      const [name = '', ...inline] = arg.split('=');
      if (!known.includes(`${name}=`)) return { why: `There is no option \`${name}\` here.` };
      const value = inline.length > 0 ? inline.join('=') : args[++i];
      if (value === undefined || value === '') return { why: `\`${name}\` needs a value.` };
      values.set(name, value);
    }
  }
  return { flags, values, paths };
}

function check({ flags, values, paths }: Written): Command {
  const format = oneOf(values.get('--format') ?? 'text', ['text', 'json', 'sarif', 'github'] as const);
  if (format === undefined) return misused('`--format` is text, json, sarif or github.');
  const profile = oneOf(values.get('--profile'), ['recommended', 'strict'] as const);
  if (values.has('--profile') && profile === undefined)
    return misused('`--profile` is recommended or strict.');
  const failOn = oneOf(values.get('--fail-on') ?? 'warning', [
    'error',
    'warning',
    'info',
    'hint',
    'never',
  ] as const);
  if (failOn === undefined) return misused('`--fail-on` is error, warning, info, hint or never.');
  if (paths.length === 0) return misused('Say which files or folders to check.');
  return {
    name: 'check',
    paths,
    format,
    profile,
    failOn,
    fix: flags.has('--fix'),
    config: values.get('--config'),
    baseline: values.get('--baseline'),
    writeBaseline: flags.has('--write-baseline'),
  };
}

function rules({ values, paths }: Written): Command {
  const format = oneOf(values.get('--format') ?? 'text', ['text', 'json'] as const);
  if (format === undefined) return misused('`--format` is text or json.');
  if (paths.length > 0) return misused('`lakewarden rules` takes no paths.');
  return { name: 'rules', format };
}

function lsp({ flags, paths }: Written): Command {
  if (paths.length > 0) return misused('`lakewarden lsp` takes no paths.');
  return flags.has('--stdio')
    ? { name: 'lsp' }
    : misused('`lakewarden lsp` speaks over `--stdio` only; say so.');
}

function oneOf<T extends string>(value: string | undefined, allowed: readonly T[]): T | undefined {
  return allowed.find((name) => name === value);
}

function misused(why: string): Command {
  return { name: 'misused', why };
}
