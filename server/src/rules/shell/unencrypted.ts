import { asString } from '../../base/value';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { addBehind, replaceAt } from '../../glue/shell-edits';
import type { AwsCommand, Command } from '../../glue/shell-script';

export const rule = defineRule({
  id: 'shell-unencrypted',
  title: 'Command that leaves data unencrypted',
  severity: 'warning',
  profile: 'recommended',
  on: 'command',
  why: `Databases, file systems and streams that a script makes are as long-lived as those of a template, and nobody reads the script
again. RDS instances, EFS file systems and Kinesis streams are not encrypted unless the call, or for streams a second call, says so;
instances and file systems cannot be encrypted later without a copy. Give the option, with a key of your own where readers are to be
told apart. Allow it for data that is public anyway.`,
  bad: {
    language: 'shell',
    text: `#!/bin/sh
aws efs create-file-system --creation-token exports --no-encrypted
`,
  },
  good: {
    language: 'shell',
    text: `#!/bin/sh
aws efs create-file-system --creation-token exports --encrypted
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/streams/latest/dev/getting-started-with-sse.html',
    'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html',
  ],
  knownAs: [],
  *check(command): Generator<Finding> {
    const { aws } = command;
    if (aws === undefined) return;
    yield* switchedOff(command, aws);
    yield* leftOut(command, aws);
    yield* takenAway(aws);
    yield* streamWithout(command, aws);
    yield* withKeysOfS3(aws);
  },
});

/** Options that switch encryption off, and those that switch it on. */
const offs: ReadonlyMap<string, string> = new Map([
  ['no-storage-encrypted', 'storage-encrypted'],
  ['no-encrypted', 'encrypted'],
  ['no-at-rest-encryption-enabled', 'at-rest-encryption-enabled'],
  ['no-transit-encryption-enabled', 'transit-encryption-enabled'],
]);

function* switchedOff({ script }: Command, { operation, options }: AwsCommand): Generator<Finding> {
  for (const [name, on] of offs) {
    const option = options.get(name);
    if (option === undefined) continue;
    const what = name.includes('transit') ? 'sends everything unencrypted' : 'stores everything unencrypted';
    yield {
      at: option.at,
      message: `What ${operation} makes ${what}.`,
      fixes: [{ title: 'Encrypt it', safe: true, changes: [replaceAt(script, option.at, `--${on}`)] }],
    };
  }
}

/** Operations whose data is not encrypted unless they are told to, with the option and the options that make it needless. */
const unencrypted: ReadonlyMap<string, readonly [option: string, ...needless: readonly string[]]> = new Map([
  [
    'rds create-db-instance',
    ['storage-encrypted', 'kms-key-id', 'db-cluster-identifier', 'cli-input-json', 'cli-input-yaml'],
  ],
  ['efs create-file-system', ['encrypted', 'kms-key-id', 'cli-input-json', 'cli-input-yaml']],
]);

function* leftOut({ script }: Command, { service, operation, options, at }: AwsCommand): Generator<Finding> {
  const [option, ...needless] = unencrypted.get(`${service} ${operation}`) ?? [];
  if (option === undefined || options.has('generate-cli-skeleton')) return;
  const engine = asString(options.get('engine')?.values[0]?.value);
  if (engine?.startsWith('aurora') === true) return;
  if ([option, `no-${option}`, ...needless].some((name) => options.has(name))) return;
  yield {
    at,
    message: `What ${operation} makes stores everything unencrypted, and cannot be encrypted later.`,
    fixes: [{ title: 'Encrypt it', safe: true, changes: [addBehind(script, at, `--${option}`)] }],
  };
}

const removals: ReadonlyMap<string, string> = new Map([
  ['kinesis stop-stream-encryption', 'New records of the stream are stored unencrypted from here on.'],
  [
    'ec2 disable-ebs-encryption-by-default',
    'New volumes of the account are unencrypted unless each is told otherwise.',
  ],
]);

function* takenAway({ service, operation, at }: AwsCommand): Generator<Finding> {
  const message = removals.get(`${service} ${operation}`);
  if (message !== undefined) yield { at, message };
}

/** `create-stream` takes no encryption: a second call switches it on. */
function* streamWithout(
  { script }: Command,
  { service, operation, options, at }: AwsCommand,
): Generator<Finding> {
  if (service !== 'kinesis' || operation !== 'create-stream') return;
  const name = options.get('stream-name')?.values[0]?.written;
  const isEncrypted = script.commands.some(
    ({ aws }) =>
      aws?.service === 'kinesis' &&
      aws.operation === 'start-stream-encryption' &&
      (aws.options.get('stream-name')?.values[0]?.written === name || aws.options.has('stream-arn')),
  );
  if (!isEncrypted)
    yield {
      at,
      message:
        'create-stream makes an unencrypted stream, and nothing in this script runs start-stream-encryption on it.',
    };
}

function* withKeysOfS3({ service, options }: AwsCommand): Generator<Finding> {
  const name = service === 's3' ? 'sse' : service === 's3api' ? 'server-side-encryption' : undefined;
  const [value] = (name === undefined ? undefined : options.get(name)?.values) ?? [];
  if (value === undefined || asString(value.value) !== 'AES256') return;
  yield {
    at: value.at,
    message:
      "AES256 encrypts with a key that S3 keeps for itself: reading needs no permission on a key, and no key's log tells who did.",
    severity: 'info',
  };
}
