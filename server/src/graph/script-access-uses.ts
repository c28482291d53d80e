import type { Place } from '../base/range';
import { asList, asString, type Value } from '../base/value';
import { type DataCall, dataCall, type GivenAt, type PathCall, pathCall } from '../data/script-data-calls';
import { alternatives } from '../glue/meaning';
import type { Argument, Call, Script } from '../glue/script';
import { argumentOf } from '../glue/sources';

/** Something that is done with data, before it is known which data its names name. */
export interface DataUse {
  /** Where it names the data; the call itself where that stands in another file. */
  readonly at: Place;
  readonly actions: readonly string[];
  /** A name, an ARN or a URL; with `isPath` an `s3://` path. */
  readonly name: Value;
  readonly isPath: boolean;
  readonly key: Value | undefined;
  /** The path or key is one of a folder. */
  readonly isFolder: boolean;
  /** A write may be told how to encrypt, by the call or by settings of Spark. */
  readonly mayChooseKey: boolean;
}

/** A use that a call of a script makes. */
export interface ScriptUse extends DataUse {
  readonly call: Call;
}

/** Everything that a script does with data as the role that it runs as, itself or in its modules. */
export function usesIn(script: Script): ScriptUse[] {
  const sparkHasKeys = hasOwnFilesystemKeys(script);
  const sparkEncrypts = script.text.includes('fs.s3') && /server-?side-?encryption/i.test(script.text);
  return [...script.calls, ...script.beyond].flatMap((call) => {
    const known = dataCall(calleeOf(call));
    if (known !== undefined) return isOwnCaller(call) ? [] : dataUse(call, known);
    const paths = pathCall(call.callee);
    if (paths === undefined) return [];
    const isSpark = /^(?:spark|sc|glueContext|\.)/.test(call.callee);
    return (isSpark && sparkHasKeys) || isOtherwiseOpened(call) ? [] : pathUses(call, paths, sparkEncrypts);
  });
}

/** `get_paginator('list_objects_v2').paginate(…)` is a call of `list_objects_v2`. */
function calleeOf(call: Call): string {
  const client = /^(boto3\.[\w-]+)\.get_paginator\.paginate$/.exec(call.callee)?.[1];
  const operation = client === undefined ? undefined : asString(call.receiver?.positional[0]?.value);
  return operation === undefined ? call.callee : `${client}.${operation}`;
}

function dataUse(call: Call, known: DataCall): ScriptUse[] {
  const name = given(call, known.name);
  if (name === undefined || call.keyword.has('VersionId') || call.keyword.has('IndexName')) return [];
  const key = known.key === undefined ? undefined : given(call, known.key);
  return [
    {
      call,
      at: placeOf(call, name),
      actions: known.actions,
      name: name.value,
      isPath: false,
      key: key?.value,
      isFolder: false,
      mayChooseKey: saysHowToEncrypt(call),
    },
  ];
}

function given(call: Call, { keyword, position, ofReceiver }: GivenAt): Argument | undefined {
  const from = ofReceiver ? maker(call) : call;
  if (from === undefined) return undefined;
  return position === undefined ? from.keyword.get(keyword) : argumentOf(from, keyword, position);
}

/** The call that made the resource object: `dynamodb.Table('orders')`. */
function maker(call: Call): Call | undefined {
  for (let from = call.receiver; from !== undefined; from = from.receiver) {
    if (/^boto3\.[\w-]+\.[A-Z]\w*$/.test(from.callee)) return from;
  }
  return undefined;
}

function pathUses(call: Call, paths: PathCall, sparkEncrypts: boolean): ScriptUse[] {
  const uses: ScriptUse[] = [];
  for (const argument of pathsGiven(call, paths)) {
    for (const value of listed(argument.value)) {
      uses.push({
        call,
        at: placeOf(call, { ...argument, value }),
        actions: actionsOf(paths),
        name: value,
        isPath: true,
        key: undefined,
        isFolder: paths.folders,
        mayChooseKey: sparkEncrypts || saysHowToEncrypt(call),
      });
    }
  }
  return uses;
}

function actionsOf({ deed, folders }: PathCall): readonly string[] {
  switch (deed) {
    case 'read':
      return folders ? ['s3:GetObject', 's3:ListBucket'] : ['s3:GetObject'];
    case 'write':
      return ['s3:PutObject'];
    case 'delete':
      return ['s3:DeleteObject'];
    case 'list':
      return ['s3:ListBucket'];
  }
}

function* pathsGiven(call: Call, { keywords, positions, all, options }: PathCall): Generator<Argument> {
  for (const keyword of keywords) {
    const argument = call.keyword.get(keyword);
    if (argument !== undefined) yield argument;
  }
  for (const [position, argument] of call.positional.entries())
    if (all || positions.includes(position)) yield argument;
  for (const option of options) {
    const argument = call.options.get(option);
    if (argument !== undefined) yield argument;
  }
  const isGlue = call.callee.startsWith('glueContext.');
  for (const argument of isGlue ? [...call.positional, ...call.keyword.values()] : []) {
    if (argument.value.kind !== 'mapping') continue;
    for (const option of options) {
      const entry = argument.value.entries.get(option);
      if (entry !== undefined) yield { ...argument, value: entry.value };
    }
  }
}

function listed(value: Value): readonly Value[] {
  return alternatives(value).length > 1 ? [value] : asList(value);
}

/** Literals are pointed at where they are written, anything else where the call is given it. */
function placeOf(call: Call, { value, at }: Argument): Place {
  const isWritten = value.kind === 'scalar' || value.kind === 'text';
  const place = isWritten ? value.at : at;
  const isHere = (one: Place) => one.file === call.script.file && one.range.start < one.range.end;
  return isHere(place) ? place : isHere(at) ? at : call.at;
}

function saysHowToEncrypt({ keyword, open }: Call): boolean {
  const name = /ServerSideEncryption|SSE|ExtraArgs|s3_additional_kwargs/;
  return open || [...keyword.keys()].some((one) => name.test(one));
}

/** A client that was given keys, a profile or an endpoint is not called as the role of the job. */
function isOwnCaller(call: Call): boolean {
  for (let from = call.receiver; from !== undefined; from = from.receiver) {
    if (!/^boto3\.(?:client|resource|Session)$/.test(from.callee)) continue;
    if (from.open || from.positional.length > 1) return true;
    for (const name of from.keyword.keys()) if (ownCaller.test(name)) return true;
  }
  return false;
}

const ownCaller =
  /^(?:aws_access_key_id|aws_secret_access_key|aws_session_token|profile_name|endpoint_url|botocore_session)$/;

/** Readers and writers that are given a session or storage options of their own. */
function isOtherwiseOpened({ keyword }: Call): boolean {
  return keyword.has('boto3_session') || keyword.has('storage_options');
}

/** Spark that is given keys, a role or an endpoint for S3 does not use the role of the job. */
function hasOwnFilesystemKeys(script: Script): boolean {
  return /fs\.s3[an]?\.[\w.-]*(?:access\.?key|secret\.?key|credentials|assumed\.role|endpoint|customAWSCredentials)/i.test(
    script.text,
  );
}
