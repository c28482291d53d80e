import { secretName } from '../data/secret-names';
import { behind } from '../glue/shell-option';
import type { Command } from '../glue/shell-script';
import type { ShellWord } from '../syntax/shell-tree';
import { contextOf, type SecretContext } from './secret-values';

/** A word, or the rest of one, that a client takes for a secret. */
export interface ClientSecret {
  readonly word: ShellWord;
  /** As the command line names it: `-p`. */
  readonly name: string;
  readonly context: SecretContext;
}

/** Clients with the short option for their password; `joined`: the password follows without a blank. */
const shortOptions: readonly (readonly [clients: RegExp, option: string, joined: boolean])[] = [
  [/^(?:mysql|mysqldump|mysqladmin|mysqlimport|mysqlcheck|mariadb|mariadb-dump)$/, '-p', true],
  [
    /^(?:mongo|mongosh|mongodump|mongorestore|mongoimport|mongoexport|sshpass|beeline|podman|docker)$/,
    '-p',
    false,
  ],
  [/^(?:redis-cli|valkey-cli)$/, '-a', false],
  [/^(?:sqlcmd|bcp)$/, '-P', false],
];

/** The secrets that a command gets by its own options. */
export function* clientSecrets({ name, words, script }: Command): Generator<ClientSecret> {
  const short = shortOptions.find(([clients]) => clients.test(name));
  const isDocker = name === 'docker' || name === 'podman';
  for (const [index, { written, source }] of words.entries()) {
    const next = words[index + 1]?.source;
    if (short !== undefined && !(isDocker && words[0]?.written !== 'login')) {
      const [, option, joined] = short;
      if (joined && written.startsWith(option) && written.length > option.length)
        yield { word: behind(source, option.length), name: option, context: 'credential' };
      if (!joined && written === option && next !== undefined)
        yield { word: next, name: option, context: 'credential' };
      if (name === 'sshpass' && written.startsWith(option) && written.length > option.length)
        yield { word: behind(source, option.length), name: option, context: 'credential' };
    }
    const login = name === 'curl' ? loginAt(words, index) : undefined;
    if (login !== undefined) {
      const password = behindColon(script.document.text, login.word);
      if (password !== undefined) yield { word: password, name: login.name, context: 'credential' };
    }
    const [, variable] = isDocker ? (/^([A-Za-z_]\w*)=./.exec(written) ?? []) : [];
    if (variable !== undefined && /^(?:-e|--env|--build-arg)$/.test(words[index - 1]?.written ?? ''))
      yield { word: behind(source, variable.length + 1), name: variable, context: contextOf(variable) };
    const [, long, equals] = /^--([A-Za-z][\w.-]{2,60})(=)?/.exec(written) ?? [];
    if (long === undefined || secretName(long) !== 'secret') continue;
    const context = /^(?:[a-z]+-)?password$/.test(long) && short !== undefined ? 'credential' : 'named';
    if (equals !== undefined) yield { word: behind(source, long.length + 3), name: `--${long}`, context };
    else if (next !== undefined && written.length === long.length + 2)
      yield { word: next, name: `--${long}`, context };
  }
}

/** The `name:password` of `-u name:password`, `-uname:password`, `--user=name:password`, `-sSu name:password`. */
function loginAt(
  words: Command['words'],
  index: number,
): { readonly word: ShellWord; readonly name: string } | undefined {
  const { written, source } = words[index] ?? {};
  if (written === undefined || source === undefined) return undefined;
  const next = words[index + 1]?.source;
  if (/^(?:-[a-zA-Z]*u|-U|--(?:proxy-)?user)$/.test(written))
    return next === undefined
      ? undefined
      : { word: next, name: written.startsWith('--') ? written : `-${written.slice(-1)}` };
  const [before, name] = /^(-u|--(?:proxy-)?user)=?(?=[^=-])/.exec(written) ?? [];
  return before === undefined || name === undefined
    ? undefined
    : { word: behind(source, before.length), name };
}

/** The password of `name:password`. */
function behindColon(text: string, word: ShellWord): ShellWord | undefined {
  const [first, ...rest] = word.parts;
  if (first?.kind !== 'literal' || rest.length > 0) return undefined;
  const colon = first.text.indexOf(':');
  if (colon <= 0 || text.slice(first.start, first.end) !== first.text) return undefined;
  const start = first.start + colon + 1;
  const password = { kind: 'literal', text: first.text.slice(colon + 1), start, end: first.end } as const;
  return { start, end: first.end, quote: undefined, parts: password.text === '' ? [] : [password] };
}
