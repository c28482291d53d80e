import type { Change } from '../base/edit';
import type { Place } from '../base/range';
import { asBoolean, asString, lookUp, type Value } from '../base/value';
import { type EncryptedCreation, encryptedCreations, switchedOff } from '../data/script-encryption';
import type { Call } from '../glue/script';
import { addStatementAfter, editsFor } from './script-edits';
import { knownMappings, knownTexts, optionsOf, requoted } from './script-values';

/** Something that a script writes or creates less encrypted than it could be. */
export interface WeakEncryption {
  readonly at: Place;
  readonly message: string;
  readonly severity: 'warning' | 'info';
  readonly title: string;
  readonly changes: readonly Change[];
}

/** True for the callees of which `weakEncryptions` may find something. */
export function mayBeUnencrypted(callee: string): boolean {
  return (
    callee.startsWith('boto3.') || s3Method.test(callee) || sparkSetting.test(callee) || followers.has(callee)
  );
}

/** What a call of boto3 leaves unencrypted, or encrypts with a key that nobody controls. */
export function* weakEncryptions(call: Call): Generator<WeakEncryption> {
  yield* createdLater(call);
  yield* createdHere(call);
  yield* namedOff(call);
  yield* withoutKms(call);
  yield* inSpark(call);
}

interface Follower {
  readonly method: string;
  readonly argument: string;
  readonly message: (name: string) => string;
  readonly severity: WeakEncryption['severity'];
  readonly title: string;
  readonly code: (receiver: string, name: string) => string;
}

/** Calls that take no encryption: another call has to follow. */
const followers: ReadonlyMap<string, Follower> = new Map<string, Follower>([
  [
    'boto3.s3.create_bucket',
    {
      method: 'boto3.s3.put_bucket_encryption',
      argument: 'Bucket',
      message: (name) =>
        `${name} is encrypted with a key of S3's own: whoever may read it reads the data, and no key's log shows it.`,
      severity: 'info',
      title: 'Encrypt it with a KMS key',
      code: (receiver, name) =>
        [
          `${receiver}.put_bucket_encryption(`,
          `    Bucket=${name},`,
          '    ServerSideEncryptionConfiguration={',
          '        "Rules": [',
          '            {',
          '                "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"},',
          '                "BucketKeyEnabled": True,',
          '            }',
          '        ]',
          '    },',
          ')',
        ].join('\n'),
    },
  ],
  [
    'boto3.kinesis.create_stream',
    {
      method: 'boto3.kinesis.start_stream_encryption',
      argument: 'StreamName',
      message: (name) =>
        `${name} keeps its records unencrypted: create_stream cannot encrypt, and no start_stream_encryption follows.`,
      severity: 'warning',
      title: 'Encrypt it with the key of Kinesis',
      code: (receiver, name) =>
        [
          `${receiver}.get_waiter("stream_exists").wait(StreamName=${name})`,
          `${receiver}.start_stream_encryption(StreamName=${name}, EncryptionType="KMS", KeyId="alias/aws/kinesis")`,
        ].join('\n'),
    },
  ],
]);

function* createdLater(call: Call): Generator<WeakEncryption> {
  const follower = followers.get(call.callee);
  if (follower === undefined) return;
  const named = call.keyword.get(follower.argument);
  const name = asString(named?.value);
  const follows = call.script.calls.some(({ callee, keyword }) => {
    if (callee !== follower.method && callee !== follower.method.replace(/^boto3\.\w+/, 'boto3.?'))
      return false;
    const other = asString(keyword.get(follower.argument)?.value);
    return name === undefined || other === undefined || name === other;
  });
  if (follows || (named === undefined && call.open)) return;
  const { text } = call.script;
  const code = named === undefined ? undefined : text.slice(named.at.range.start, named.at.range.end);
  const added =
    code === undefined ? undefined : addStatementAfter(call, (receiver) => follower.code(receiver, code));
  const what = call.callee.endsWith('bucket') ? 'bucket' : 'stream';
  yield {
    at: call.at,
    message: follower.message(name === undefined ? `The new ${what}` : `The ${what} ${name}`),
    severity: follower.severity,
    title: follower.title,
    changes: added === undefined ? [] : [added],
  };
}

function* createdHere(call: Call): Generator<WeakEncryption> {
  const creation = encryptedCreations.get(call.callee);
  if (creation === undefined || call.open) return;
  const { keyword } = call;
  if (creation.unless !== undefined && keyword.has(creation.unless)) return;
  if (isFromStream(keyword.get('DeliveryStreamType')?.value)) return;
  const [first = '', ...rest] = creation.path;
  const holder = keyword.get(first);
  const value = holder === undefined ? undefined : lookUp(holder.value, ...rest);
  if (value !== undefined) return;
  // A queue with `SqsManagedSseEnabled` has been thought about.
  if (lookUp(holder?.value, 'SqsManagedSseEnabled') !== undefined) return;
  yield {
    at: call.at,
    message: messageFor(creation),
    severity: creation.otherwise === 'plain' ? 'warning' : 'info',
    title: titleFor(creation),
    changes: [fill(call, creation)],
  };
}

function isFromStream(value: Value | undefined): boolean {
  const text = asString(value);
  return value !== undefined && text !== 'DirectPut';
}

function messageFor({ creates, otherwise, instead, path }: EncryptedCreation): string {
  const given = path.join('.');
  return otherwise === 'plain'
    ? `Without ${given}, the ${creates} ${instead}.`
    : `Without ${given}, the ${creates} is encrypted with ${instead}, which nobody can take away.`;
}

function titleFor({ path }: EncryptedCreation): string {
  return `Set ${path.join('.')}`;
}

function fill(call: Call, { path, code }: EncryptedCreation): Change {
  const [first = '', key] = path;
  const holder = call.keyword.get(first);
  const edits = editsFor(call.script);
  if (key === undefined) return edits.setKeyword(call, first, code);
  const [mapping] = holder === undefined ? [] : knownMappings(holder.value);
  if (mapping !== undefined) return edits.setKey(mapping, key, code);
  return edits.setKeyword(call, first, `{"${key}": ${code}}`);
}

function* namedOff(call: Call): Generator<WeakEncryption> {
  if (!call.callee.startsWith('boto3.')) return;
  for (const { name, value } of optionsOf(call)) {
    const entry = switchedOff.get(name);
    if (entry === undefined || asBoolean(value) !== false || value.at.file !== call.script.file) continue;
    const [callees, good] = entry;
    if (!callees.test(call.callee)) continue;
    yield {
      at: value.at,
      message: `${name} switches off the encryption of what ${call.callee.split('.').at(-1) ?? 'the call'} sets up.`,
      severity: 'warning',
      title: `Set ${name} to ${good.replaceAll('"', '')}`,
      changes: [editsFor(call.script).replace(value.at, good)],
    };
  }
}

const s3Method = /^\.(?:put|put_object|upload_file|upload_fileobj|copy|copy_object)$/;

/** `AES256` where `aws:kms` may stand. */
function* withoutKms(call: Call): Generator<WeakEncryption> {
  const { callee } = call;
  const isBoto = callee.startsWith('boto3.s3.') || callee.startsWith('boto3.?.');
  if (!isBoto && !s3Method.test(callee)) return;
  for (const { name, value } of optionsOf(call)) {
    if (name !== 'ServerSideEncryption' && name !== 'SSEAlgorithm') continue;
    const { script } = call;
    for (const { text, at } of knownTexts(script, value)) {
      if (text !== 'AES256') continue;
      yield {
        at,
        message:
          "AES256 is a key of S3's own: whoever may read the bucket reads the data, and no key's log shows it.",
        severity: 'info',
        title: 'Encrypt with a KMS key',
        changes: [editsFor(script).replace(at, requoted(script, at, 'aws:kms'))],
      };
    }
  }
}

const sparkSetting =
  /^(?:spark\.conf|SparkConf|hadoopConfiguration)\.(?:set|setAll)$|^SparkSession\.builder\.config$/;

/** Settings of Spark and EMRFS that switch encryption off or stay with S3's own key. */
function* inSpark(call: Call): Generator<WeakEncryption> {
  if (!sparkSetting.test(call.callee)) return;
  const { script } = call;
  for (const { name, value } of optionsOf(call)) {
    const isSwitch =
      /(?:fs\.s3\.enableServerSideEncryption|spark\.io\.encryption\.enabled|spark\.network\.crypto\.enabled|spark\.ssl\.enabled)$/.test(
        name,
      );
    const isAlgorithm =
      /fs\.s3[an]?\.(?:server-side-encryption-algorithm|encryption\.algorithm|serverSideEncryptionAlgorithm)$/i.test(
        name,
      );
    if (isSwitch && asBoolean(value) === false && value.at.file === script.file) {
      const isText = value.kind === 'scalar' && typeof value.value === 'string';
      yield {
        at: value.at,
        message: `${name} is switched off, so Spark writes or sends data unencrypted.`,
        severity: 'warning',
        title: 'Switch it on',
        changes: [editsFor(script).replace(value.at, isText ? requoted(script, value.at, 'true') : 'True')],
      };
    }
    if (!isAlgorithm) continue;
    for (const { text, at } of knownTexts(script, value)) {
      if (text !== 'AES256') continue;
      const good = /s3a/.test(name) ? 'SSE-KMS' : 'aws:kms';
      yield {
        at,
        message:
          "AES256 is a key of S3's own: whoever may read the bucket reads the data, and no key's log shows it.",
        severity: 'info',
        title: 'Encrypt with a KMS key',
        changes: [editsFor(script).replace(at, requoted(script, at, good))],
      };
    }
  }
}
