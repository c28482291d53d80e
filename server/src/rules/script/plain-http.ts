import type { Place } from '../../base/range';
import { partOf } from '../../base/range';
import { asBoolean, asString } from '../../base/value';
import { spokenCallee } from '../../data/script-credentials';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { meaningOf } from '../../glue/meaning';
import { callsIn, foundIn } from '../../glue/parts';
import type { Binding, Call, Part, Script } from '../../glue/script';
import { isLocalAddress } from '../../graph/local-address';
import { editsFor } from '../../graph/script-edits';
import { openingOf } from '../../graph/script-literals';
import { speaksTo } from '../../graph/script-storage';
import { knownTexts, optionsOf, written } from '../../graph/script-values';

export const rule = defineRule({
  id: 'script-plain-http',
  title: 'AWS or an API called without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'script',
  why: `A client with an http:// endpoint, use_ssl=False or verify=False sends signed requests and data in a way that others on the
network can read, change or answer in the service's place. AWS offers every endpoint with TLS. Where a private certificate authority
is the reason, give its bundle as verify="/path/ca.pem". Allow it for an emulator in a closed test network.`,
  bad: {
    language: 'python',
    text: `import boto3

s3 = boto3.client("s3", verify=False)
`,
  },
  good: {
    language: 'python',
    text: `import boto3

s3 = boto3.client("s3")
`,
  },
  references: ['https://docs.aws.amazon.com/general/latest/gr/rande.html'],
  knownAs: [],
  *check(script) {
    for (const call of callsIn(script, clientsIn)) yield* ofCall(call);
    for (const binding of foundIn(script, attributesIn)) yield* ofBinding(script, binding);
  },
});

function clientsIn({ calls }: Part): readonly Call[] {
  return calls.filter(
    (call) =>
      isAwsClient(call) ||
      isRequest(call) ||
      call.callee === 'ssl._create_unverified_context' ||
      setsHadoop.test(call.callee),
  );
}

function attributesIn({ bindings }: Part): readonly Binding[] {
  return bindings.filter(({ of }) => of === 'attribute');
}

const setsHadoop = /^(?:spark\.conf|SparkConf|hadoopConfiguration)\.set$|^SparkSession\.builder\.config$/;

function* ofCall(call: Call): Generator<Finding> {
  if (isAwsClient(call)) yield* ofClient(call);
  else if (isRequest(call)) yield* ofRequest(call);
  else if (call.callee === 'ssl._create_unverified_context') {
    yield {
      at: call.at,
      message: 'Connections made with this context accept any certificate, also that of somebody in between.',
      fixes: [
        {
          title: 'Check certificates',
          safe: false,
          changes: [editsFor(call.script).replace(call.at, 'create_default_context')],
        },
      ],
    };
  } else yield* ofHadoop(call);
}

/** `session.verify = False`, `context.verify_mode = ssl.CERT_NONE`, the default context replaced by one that trusts anybody. */
function* ofBinding(script: Script, { name, of, value, valueAt }: Binding): Generator<Finding> {
  if (of !== 'attribute' || valueAt.file !== script.file) return;
  const isOff = value.kind === 'scalar' && value.value === false;
  const meant = meaningOf(value);
  const path = meant?.is === 'name' ? meant.path : '';
  const isRequests = script.imports.has('requests') || script.imports.has('httpx');
  const accepts =
    (name === 'verify' && isOff && isRequests) ||
    (name === 'check_hostname' && isOff && script.imports.has('ssl')) ||
    (name === 'verify_mode' && path === 'ssl.CERT_NONE') ||
    (name === '_create_default_https_context' && path === 'ssl._create_unverified_context');
  if (!accepts) return;
  yield {
    at: valueAt,
    message: `With ${name} set to ${written(script, valueAt)}, connections accept any certificate, also that of somebody in between.`,
    fixes: isOff
      ? [{ title: `Set ${name} to True`, safe: false, changes: [editsFor(script).replace(valueAt, 'True')] }]
      : [],
  };
}

function isAwsClient({ callee }: Call): boolean {
  return /^boto3\.(?:client|resource)$|^(?:s3fs(?:\.core)?|pyarrow\.fs)\.S3FileSystem$/.test(callee);
}

function isRequest({ callee }: Call): boolean {
  return /^(?:requests|httpx)\.(?:Session\.|Client\.|session\.)?(?:get|post|put|patch|delete|head|request)$|^urllib\.request\.(?:urlopen|Request|urlretrieve)$/.test(
    callee,
  );
}

function* ofClient(call: Call): Generator<Finding> {
  const { script } = call;
  const endpoint = call.keyword.get('endpoint_url');
  const urls = knownTexts(script, endpoint?.value);
  if (urls.some(({ text }) => isLocalAddress(text))) return;
  for (const { text, at } of urls) if (isPlain(text)) yield plainUrl(call, at, text);
  yield* switchedOff(call, 'use_ssl', 'talks to the service without TLS');
  yield* switchedOff(call, 'verify', 'accepts any certificate, also that of somebody in between');
}

function* ofRequest(call: Call): Generator<Finding> {
  const { script, positional, keyword } = call;
  const url = keyword.get('url') ?? positional.find(({ value }) => /^https?:/i.test(asString(value) ?? ''));
  const urls = knownTexts(script, url?.value);
  if (urls.some(({ text }) => isLocalAddress(text))) return;
  const carriesCredential = optionsOf(call).some(({ name }) =>
    /^(?:auth|authorization|x-api-key|password|token)$/i.test(name),
  );
  for (const { text, at } of urls) {
    if (isPlain(text) && (carriesCredential || /^http:\/\/[^/]*\.amazonaws\.com/i.test(text)))
      yield plainUrl(call, at, text);
  }
  yield* switchedOff(call, 'verify', 'accepts any certificate, also that of somebody in between');
}

function* ofHadoop(call: Call): Generator<Finding> {
  const endpoint = /fs\.s3[an]?\.(?:bucket\.[\w.-]+\.)?endpoint$/;
  for (const { name, value } of optionsOf(call)) {
    for (const { text, at } of endpoint.test(name) ? knownTexts(call.script, value) : [])
      if (isPlain(text) && !isLocalAddress(text)) yield plainUrl(call, at, text);
    if (speaksTo(call.script, isLocalAddress)) continue;
    if (!/fs\.s3[an]?\.connection\.ssl\.enabled$/.test(name) || asBoolean(value) !== false) continue;
    const code = typeof (value.kind === 'scalar' ? value.value : '') === 'boolean' ? 'True' : '"true"';
    yield {
      at: value.at,
      message: `With ${name} off, Spark talks to S3 without TLS.`,
      fixes: [{ title: 'Use TLS', safe: true, changes: [editsFor(call.script).replace(value.at, code)] }],
    };
  }
}

/** Addresses of the instance's own metadata have no TLS. */
function isPlain(url: string): boolean {
  return /^http:\/\//i.test(url) && !/^http:\/\/(?:169\.254\.|\[fd00:ec2)/i.test(url);
}

function plainUrl(call: Call, at: Place, text: string): Finding {
  const { script } = call;
  const code = written(script, at);
  const from = openingOf(code).length;
  const isHere = code.slice(from, from + text.length) === text;
  return {
    at,
    message: `${spokenCallee(call.callee)} talks to ${/^http:\/\/(?:[^/?@]*@)?([^/?@]+)/i.exec(text)?.[1] ?? 'the endpoint'} without TLS.`,
    fixes: isHere
      ? [
          {
            title: 'Use https',
            safe: false,
            changes: [editsFor(script).replace(partOf(at, from, from + 4), 'https')],
          },
        ]
      : [],
  };
}

function* switchedOff(call: Call, name: string, effect: string): Generator<Finding> {
  const given = call.keyword.get(name);
  if (given === undefined || given.value.kind !== 'scalar' || given.value.value !== false) return;
  yield {
    at: given.at,
    message: `With ${name}=False, ${spokenCallee(call.callee)} ${effect}.`,
    fixes: [
      {
        title: `Set ${name} to True`,
        safe: false,
        changes: [editsFor(call.script).replace(given.value.at, 'True')],
      },
    ],
  };
}
