import { asString } from '../base/value';
import type { ShellDocument } from '../syntax/shell';
import type { ShellAssignment, ShellCommand, ShellWord } from '../syntax/shell-tree';
import { readAws } from './shell-aws';
import { behind, toWord } from './shell-option';
import type { Command, Setting, ShellScript, Variables, Word } from './shell-script';

/** Clients that are given a login, and addresses with one in them. */
const logins =
  /\b(?:sshpass|chpasswd|htpasswd)\b|\b(?:docker|podman|helm|skopeo|buildah)\s+(?:registry\s+)?login\b|\b(?:curl|wget)(?=\s)(?:[^\n]|\\\n)*?(?:\s-[a-zA-Z]*u|--(?:proxy-)?user|--(?:http-|ftp-|proxy-)?password|[Aa]uthorization:)|:\/\/[^\s/:@"'$]{1,80}:[^\s/@"']{1,80}@/;

/**
 * What a program that is worth reading has in it: AWS's command line and what deploys to it, AWS's keys, clients of databases,
 * tools of pipelines, or a variable for a password.
 */
const clients =
  /\baws\s+(?:--?\w|[a-z0-9-]+\s+[a-z])|\b(?:AWS_(?:ACCESS|SECRET|SESSION)|AKIA|ASIA)|\b(?:psql|mysql|mysqldump|mysqladmin|mariadb|mongo(?:sh|dump)?|redis-cli|snowsql|sqlcmd|sqlplus|bteq|beeline|sqoop|spark-submit|spark-sql|hdfs|airflow|kafka-[a-z-]+|connectors|PGPASSWORD|MYSQL_PWD)\b|\b(?:sam|cdk)\s+deploy\b|\b[A-Z][A-Z0-9_]*(?:PASSWORD|PASSWD)=/;

/** Reads a shell program; undefined when it has nothing to do with AWS, databases or logins. */
export function readShell(document: ShellDocument, embedded = false): ShellScript | undefined {
  if (!clients.test(document.text) && !logins.test(document.text)) return undefined;
  const variables = readVariables(document);
  const commands: Command[] = [];
  const settings: Setting[] = [];
  const script: ShellScript = { file: document.file, document, commands, settings, variables, embedded };
  for (const assignment of document.assignments) settings.push(...settingOf(script, assignment));
  for (const written of document.commands) {
    const command = readCommand(script, written);
    settings.push(...(command?.settings ?? written.environment.flatMap((one) => settingOf(script, one))));
    if (command === undefined) continue;
    commands.push(command);
    if (/^(?:export|declare|local|readonly|typeset)$/.test(command.name)) settings.push(...declared(command));
  }
  settings.sort((a, b) => a.nameAt.range.start - b.nameAt.range.start);
  return script;
}

/** Commands that run the command that their arguments are. */
const runners = new Set([
  'sudo',
  'time',
  'exec',
  'nohup',
  'env',
  'command',
  'nice',
  'eval',
  'retry',
  'builtin',
]);

function readCommand(script: ShellScript, written: ShellCommand): Command | undefined {
  const words = written.words.map((word) => toWord(script, word));
  const inFront: Setting[] = written.environment.flatMap((one) => settingOf(script, one));
  let index = 0;
  while (index < words.length) {
    const text = asString(words[index]?.value) ?? '';
    const before = asString(words[index - 1]?.value) ?? '';
    const set = index > 0 ? assignedBy(script, words[index]) : undefined;
    if (set !== undefined) inFront.push(set);
    else if (!runners.has(text) && !(index > 0 && (text.startsWith('-') || /^-[ugn]$/.test(before)))) break;
    index++;
  }
  const name = words[index];
  const called = asString(name?.value);
  if (name === undefined || called === undefined) return undefined;
  const base = called.slice(called.lastIndexOf('/') + 1);
  const rest = words.slice(index + 1);
  return {
    script,
    name: base,
    at: name.at,
    words: rest,
    settings: inFront,
    get heredocs() {
      return written.redirects.flatMap(({ heredoc, operator, target }) =>
        heredoc !== undefined
          ? [toWord(script, heredoc)]
          : operator === '<<<' && target !== undefined
            ? [toWord(script, target)]
            : [],
      );
    },
    aws: base === 'aws' ? readAws(script, rest) : undefined,
  };
}

function settingOf(script: ShellScript, { name, nameAt, value }: ShellAssignment): Setting[] {
  if (value === undefined) return [];
  return [{ name, nameAt: script.document.place(nameAt.start, nameAt.end), word: toWord(script, value) }];
}

/** `export NAME=value`: an assignment that is a word. */
function declared({ script, words }: Command): Setting[] {
  return words.flatMap((word) => assignedBy(script, word) ?? []);
}

function assignedBy(script: ShellScript, word: Word | undefined): Setting | undefined {
  const [first] = word?.source.parts ?? [];
  if (word === undefined || first?.kind !== 'literal') return undefined;
  const match = /^([A-Za-z_]\w*)=/.exec(first.text);
  const [whole, name] = match ?? [];
  if (whole === undefined || name === undefined || first.start !== word.source.start) return undefined;
  return {
    name,
    nameAt: script.document.place(first.start, first.start + name.length),
    word: toWord(script, behind(word.source, whole.length)),
  };
}

/** A variable is known when it is assigned once, outside of conditions, loops and functions. */
function readVariables(document: ShellDocument): Variables {
  const given = new Map<string, { readonly word: ShellWord | undefined; readonly sure: boolean }>();
  const give = (name: string, word: ShellWord | undefined, sure: boolean): void => {
    given.set(name, { word, sure: sure && !given.has(name) && !document.bound.has(name) });
  };
  for (const { name, value, appends, nested } of document.assignments) give(name, value, !appends && !nested);
  for (const { words } of document.commands) {
    const [command, ...rest] = words.map(({ start, end }) => document.text.slice(start, end));
    if (!/^(?:export|declare|local|readonly|typeset)$/.test(command ?? '')) continue;
    for (const [index, text] of rest.entries()) {
      const [whole, name] = /^([A-Za-z_]\w*)=/.exec(text) ?? [];
      const word = words[index + 1];
      if (whole === undefined || name === undefined || word === undefined) continue;
      give(name, behind(word, whole.length), command === 'export' || command === 'readonly');
    }
  }
  return {
    has: (name) => given.has(name) || document.bound.has(name),
    wordOf: (name) => {
      const found = given.get(name);
      return found?.sure === true ? found.word : undefined;
    },
  };
}
