import type { Place } from '../../base/range';
import { asString } from '../../base/value';
import type { Finding, Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { removeWordAt, replaceStretch } from '../../glue/shell-edits';
import type { Command, Setting, Word } from '../../glue/shell-script';

export const rule = defineRule({
  id: 'shell-no-verify-ssl',
  title: 'Command that does not check whom it talks to',
  severity: 'warning',
  profile: 'recommended',
  on: 'command',
  why: `Without a check of the server's certificate, or without TLS at all, whoever sits between the machine and the service reads the
data and the signed requests, and can answer in the service's place. AWS's endpoints have certificates that every system trusts, so a
failing check means a proxy in between: give its authority with --ca-bundle or AWS_CA_BUNDLE. Allow it for a service on the same
machine.`,
  bad: {
    language: 'shell',
    text: `#!/bin/sh
aws s3 sync ./export s3://sales-data/export --no-verify-ssl
`,
  },
  good: {
    language: 'shell',
    text: `#!/bin/sh
aws s3 sync ./export s3://sales-data/export --ca-bundle /etc/ssl/proxy.pem
`,
  },
  references: [
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html',
  ],
  knownAs: [],
  *check(command): Generator<Finding> {
    yield* inAws(command);
    if (command.name === 'curl' || command.name === 'wget') yield* inDownload(command);
    for (const setting of command.settings) yield* inSetting(setting);
    if (command.name === 'export') yield* inExport(command);
    yield* inDatabase(command);
  },
});

function* inAws(command: Command): Generator<Finding> {
  const off = command.aws?.options.get('no-verify-ssl');
  if (off !== undefined) {
    const message = `aws ${nameOf(command)} sends its data to whatever answers, because the certificate is not checked.`;
    yield { at: off.at, message, fixes: [remove(command, off.at, 'Check the certificate')] };
  }
  const endpoint = command.aws?.options.get('endpoint-url')?.values[0];
  const url = asString(endpoint?.value);
  if (endpoint === undefined || url === undefined || !/^http:\/\//.test(url) || isNear(url)) return;
  const start = command.script.document.text.indexOf('http://', endpoint.source.start);
  const isWritten = start >= 0 && start < endpoint.source.end;
  yield {
    at: endpoint.at,
    message: `aws ${nameOf(command)} talks to ${hostOf(url)} without TLS.`,
    fixes: isWritten
      ? [
          {
            title: 'Use https',
            safe: false,
            changes: [replaceStretch(command.script, start, start + 4, 'https')],
          },
        ]
      : [],
  };
}

function nameOf({ aws }: Command): string {
  return `${aws?.service} ${aws?.operation}`;
}

/** A service on the same machine, or beside it in a container network. */
function isNear(url: string): boolean {
  return /^http:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[\w-]+(?=[:/]|$))/i.test(
    url,
  );
}

function hostOf(url: string): string {
  return url.replace(/^http:\/\//, '').replace(/[/:?].*$/, '');
}

function* inDownload(command: Command): Generator<Finding> {
  const { name, words } = command;
  if (
    words.some(
      ({ value }) =>
        isNear(asString(value) ?? '') || /^https:\/\/(?:localhost|127\.)/.test(asString(value) ?? ''),
    )
  )
    return;
  for (const [index, { written, at }] of words.entries()) {
    const long = name === 'curl' ? '--insecure' : '--no-check-certificate';
    const isShort =
      name === 'curl' && /^-[a-zA-Z]*k[a-zA-Z]*$/.test(written) && !takesValue(words[index - 1]);
    if (written !== long && !isShort) continue;
    const message = `${name} takes what it loads from whatever answers, because the certificate is not checked.`;
    yield {
      at,
      message,
      fixes: [
        written === '-k' || written === long
          ? remove(command, at, 'Check the certificate')
          : shorten(command, at, written),
      ],
    };
  }
}

/** Options of curl whose value could look like options. */
function takesValue(word: Word | undefined): boolean {
  return (
    word !== undefined && /^(?:-[HdXuoAebFTw]|--(?:header|data|user|output|user-agent))$/.test(word.written)
  );
}

function remove(command: Command, at: Place, title: string): Fix {
  return { title, safe: false, changes: [removeWordAt(command, at)] };
}

/** `-sk` without its `k`. */
function shorten(command: Command, at: Place, written: string): Fix {
  const word = command.words.find((one) => one.at.range.start === at.range.start);
  const { start, end } = word?.source ?? { start: 0, end: 0 };
  return {
    title: 'Check the certificate',
    safe: false,
    changes: [replaceStretch(command.script, start, end, written.replace('k', ''))],
  };
}

/** Variables that switch the check or the encryption off for what runs afterwards. */
const switches: readonly (readonly [name: string, value: RegExp, what: string])[] = [
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/, 'Node.js checks no certificate'],
  ['PYTHONHTTPSVERIFY', /^0$/, 'Python checks no certificate'],
  ['GIT_SSL_NO_VERIFY', /^(?:1|true)$/i, 'git checks no certificate'],
  ['PGSSLMODE', /^(?:disable|allow|prefer)$/, 'the database is reached without TLS when it allows that'],
];

function* inSetting({ name, word }: Setting): Generator<Finding> {
  const value = asString(word.value);
  const found = switches.find(
    ([switched, off]) => switched === name && value !== undefined && off.test(value),
  );
  if (found !== undefined) yield { at: word.at, message: `With this value of ${name}, ${found[2]}.` };
}

function* inExport(command: Command): Generator<Finding> {
  const exported = command.script.settings.filter(({ word }) =>
    command.words.some(({ source }) => source.start < word.source.start && word.source.end === source.end),
  );
  for (const setting of exported) yield* inSetting(setting);
}

/** `sslmode=disable` in a connection's text, `--ssl-mode=DISABLED`, `--skip-ssl`. */
function* inDatabase({ name, words }: Command): Generator<Finding> {
  const isClient = /^(?:psql|pg_dump|pg_restore|createdb|mysql|mysqldump|mysqladmin|mariadb)$/.test(name);
  if (!isClient) return;
  for (const { written, at } of words) {
    if (
      /\bsslmode=(?:disable|allow)\b|^--ssl-mode=(?:DISABLED|PREFERRED)$|^--(?:skip-ssl|ssl=0)$/i.test(
        written,
      )
    )
      yield {
        at,
        message: `${name} may reach the database without TLS, so the network sees the password and the data.`,
      };
  }
}
