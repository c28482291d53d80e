/** A template, or a part of one. `<Id>` in a text is a Ref, `<Id.Arn>` an attribute, `<AWS::Region>` a pseudo parameter. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export type Resources = { readonly [id: string]: Json };

/** One small lake. `Key` with the default policy and the bucket `Raw`, which it encrypts, are in all of them. */
export interface KeyCase {
  readonly name: string;
  readonly resources: Resources;
  /** What other sections of the template say. */
  readonly sections?: Resources;
  /** The failing actions of every role with a finding. */
  readonly expected: { readonly [role: string]: string };
  /** Set when nobody but a person can repair it. */
  readonly stays?: true;
}

export function allow(actions: string | readonly string[], on: Json, more: Resources = {}): Json {
  return { Effect: 'Allow', Action: actions, Resource: on, ...more };
}

export function deny(actions: string | readonly string[], on: Json, more: Resources = {}): Json {
  return { Effect: 'Deny', Action: actions, Resource: on, ...more };
}

export function policy(...statements: readonly Json[]): Json {
  return { Version: '2012-10-17', Statement: statements };
}

const trust = policy({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

export function role(statements: readonly Json[], more: Resources = {}): Json {
  const own =
    statements.length === 0
      ? {}
      : { Policies: [{ PolicyName: 'own', PolicyDocument: policy(...statements) }] };
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, ...own, ...more } };
}

export function resource(type: string, properties: Resources = {}): Json {
  return { Type: `AWS::${type}`, Properties: properties };
}

export function key(...statements: readonly Json[]): Json {
  return resource('KMS::Key', { EnableKeyRotation: true, KeyPolicy: policy(...statements) });
}

/** A statement of a key policy. */
export function admit(principal: Json, actions: string | readonly string[], more: Resources = {}): Json {
  return { Effect: 'Allow', Principal: principal, Action: actions, Resource: '*', ...more };
}

export const root: Json = { AWS: 'arn:aws:iam::<AWS::AccountId>:root' };

export const delegation: Json = admit(root, 'kms:*');

export function bucket(named: Json, more: Resources = {}): Json {
  const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: named };
  return resource('S3::Bucket', {
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] },
    ...more,
  });
}

export const stream = (named: Json): Json =>
  resource('Kinesis::Stream', { ShardCount: 1, StreamEncryption: { EncryptionType: 'KMS', KeyId: named } });

export const table = (named: Json): Json =>
  resource('DynamoDB::Table', {
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: named },
  });

export const readsRaw = allow('s3:GetObject', '<Raw.Arn>/*');
export const writesRaw = allow('s3:PutObject', '<Raw.Arn>/*');

/** The template of a case, with its notations put as intrinsic functions. */
export function templateOf({ resources, sections = {} }: KeyCase): string {
  const base = { Key: resource('KMS::Key', { EnableKeyRotation: true }), Raw: bucket('<Key.Arn>') };
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    ...sections,
    Resources: { ...base, ...resources },
  };
  return JSON.stringify(written(template), undefined, 2);
}

function written(json: Json): Json {
  if (typeof json === 'string') return text(json);
  if (typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map(written);
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, written(value)]));
}

function text(given: string): Json {
  const only = /^<([\w:]+)(?:\.(\w+))?>$/.exec(given);
  if (only !== null)
    return only[2] === undefined ? { Ref: only[1] ?? '' } : { 'Fn::GetAtt': [only[1] ?? '', only[2]] };
  return given.includes('<') ? { 'Fn::Sub': given.replace(/<([\w:.]+)>/g, '${$1}') } : given;
}
