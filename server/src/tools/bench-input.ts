import { jsonTwin } from '../../../test/harness/twin';

export interface BenchInput {
  readonly file: string;
  readonly text: string;
  readonly lines: number;
}

/** A template of about so many lines: the resources of the given one again and again, under other names. */
export function longYaml(template: string, lines: number): BenchInput {
  return input(
    'bench.yaml',
    growYaml(template, (text) => countLines(text) >= lines),
  );
}

/** The same as JSON, which takes more lines. */
export function longJson(template: string, lines: number): BenchInput {
  let low = 1;
  let high = lines;
  // The share of lines that JSON adds depends on the template, so the right length of YAML is searched for.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (countLines(jsonTwin(longYaml(template, middle).text)) >= lines) high = middle;
    else low = middle + 1;
  }
  return input('bench.json', jsonTwin(longYaml(template, low).text));
}

/** A script of so many lines: the given one again and again, its top names renamed. */
export function longPython(script: string, lines: number): BenchInput {
  const names = [
    ...new Set([...script.matchAll(/^(?:def\s+)?(\w+)\s*(?:=|\()/gm)].map(([, name]) => name ?? '')),
  ];
  let text = script;
  for (let copy = 2; countLines(text) < lines; copy++) text += rename(script, names, copy);
  return input('bench.py', `${text.split('\n').slice(0, lines).join('\n')}\n`);
}

/** A template with so many roles, each with so many statements, and so many encrypted buckets and jobs that use them. */
export function manyRoles(roles: number, statements: number, buckets: number): BenchInput {
  const bucket = (index: number): string => `  Bucket${index}:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn}
`;
  const statement =
    (role: number) =>
    (index: number): string =>
      `              - Effect: Allow
                Action: [s3:GetObject, s3:PutObject]
                Resource: !Sub '\${Bucket${(role * 7 + index) % buckets}.Arn}/*'
`;
  const role = (index: number): string => `  Role${index}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: glue.amazonaws.com}, Action: sts:AssumeRole}
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
${many(statements, statement(index))}              - {Effect: Allow, Action: kms:Decrypt, Resource: !GetAtt Key.Arn}
  Job${index}:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Role${index}.Arn
      Command: {Name: glueetl, ScriptLocation: !Sub 's3://\${Bucket${(index * 7) % buckets}}/load.py'}
`;
  const head = 'Resources:\n  Key: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: true}}\n';
  return input('roles.yaml', `${head}${many(buckets, bucket)}${many(roles, role)}`);
}

function many(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join('');
}

function growYaml(template: string, isLong: (text: string) => boolean): string {
  const { head, resources, tail } = splitTemplate(template);
  const names = resources.map(({ name }) => name);
  let text = head;
  for (let copy = 1; ; copy++) {
    for (const { text: resource } of resources) {
      text += copy === 1 ? resource : rename(resource, names, copy);
      if (isLong(text + tail)) return text + tail;
    }
  }
}

interface SplitTemplate {
  readonly head: string;
  readonly resources: readonly { readonly name: string; readonly text: string }[];
  readonly tail: string;
}

function splitTemplate(template: string): SplitTemplate {
  const [, head = '', body = '', tail = ''] =
    /^([\s\S]*?^Resources:[^\n]*\n)([\s\S]*?)(^(?=[A-Za-z])[\s\S]*)?$(?![\s\S])/m.exec(template) ?? [];
  const indent = /^( +)[A-Za-z]/m.exec(body)?.[1] ?? '  ';
  const parts = body.split(new RegExp(`^(?=${indent}[A-Za-z]\\w*:)`, 'm'));
  const resources = parts.flatMap((text) => {
    const name = new RegExp(`^${indent}(\\w+):`).exec(text)?.[1];
    return name === undefined ? [] : [{ name, text }];
  });
  if (resources.length === 0) throw new Error('The template has no resources to repeat.');
  return { head, resources, tail };
}

function rename(text: string, names: readonly string[], copy: number): string {
  return text.replace(new RegExp(`\\b(?:${names.join('|')})\\b`, 'g'), (name) => `${name}${copy}`);
}

function input(file: string, text: string): BenchInput {
  return { file, text, lines: countLines(text) };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
