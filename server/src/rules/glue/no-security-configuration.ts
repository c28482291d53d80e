import type { Change } from '../../base/edit';
import { asString } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import type { Content } from '../../cloudformation/writing';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

interface Property {
  readonly path: Path;
  /** What is written without a key of the customer. */
  readonly written: string;
}

const ofJobs = 'its logs, its bookmarks and what it writes to S3 are';

/** The property has another name on each type. */
const properties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ['AWS::Glue::Job', { path: ['SecurityConfiguration'], written: ofJobs }],
  ['AWS::Glue::Crawler', { path: ['CrawlerSecurityConfiguration'], written: 'its logs are' }],
  ['AWS::Glue::DevEndpoint', { path: ['SecurityConfiguration'], written: ofJobs }],
  ['AWS::Glue::Session', { path: ['SecurityConfiguration'], written: ofJobs }],
  [
    'AWS::Glue::MLTransform',
    {
      path: ['TransformEncryption', 'TaskRunSecurityConfigurationName'],
      written: 'what its task runs log and write to S3 is',
    },
  ],
]);

export const rule = defineRule({
  id: 'glue-no-security-configuration',
  title: 'Glue without a security configuration',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [...properties.keys()],
  why: `Without a security configuration Glue writes its logs, its job bookmarks and what goes to S3 with the defaults of the account
and of the bucket: logs and bookmarks are not encrypted with a key of yours, and nobody notices when a job writes in plain. One security
configuration serves all jobs and crawlers of a template. Allow it for a crawler that reads only public data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: GlueRole
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  SecurityConfigurationName:
    Type: String
Resources:
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: GlueRole
      SecurityConfiguration: !Ref SecurityConfigurationName
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html'],
  knownAs: ['Checkov CKV_AWS_195', 'cdk-nag GlueEncryptedCloudWatchLogs'],
  *check(resource) {
    const property = properties.get(resource.type);
    if (property === undefined) return;
    const { path, written } = property;
    const name = resource.get(...path);
    if (name !== undefined && asString(name) !== '') return;
    const configuration = configurationFor(resource);
    yield {
      at: resource.at(...path),
      message: `${resource.id} has no security configuration, so ${written} not encrypted with a key of yours.`,
      fixes: [
        {
          title: `Attach ${configuration.name} to ${resource.id}`,
          safe: false,
          changes: [
            resource.set(path, resource.stack.write.ref(configuration.name)),
            ...configuration.changes,
          ],
        },
      ],
    };
  },
});

/** The template's only security configuration, or a new one; not safe, because the role then needs the key. */
function configurationFor(resource: Resource): { name: string; changes: readonly Change[] } {
  const { stack } = resource;
  const [only, ...others] = [...stack.resources('AWS::Glue::SecurityConfiguration')];
  if (only !== undefined && others.length === 0) return { name: only.id, changes: [] };
  const name = stack.freeId('GlueSecurityConfiguration');
  const key = keyFor(stack, resource);
  const content: Content = {
    Type: 'AWS::Glue::SecurityConfiguration',
    Properties: {
      Name: stack.write.sub('${AWS::StackName}-glue'),
      EncryptionConfiguration: {
        S3Encryptions: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn: key.arn }],
        CloudWatchEncryption: { CloudWatchEncryptionMode: 'SSE-KMS', KmsKeyArn: key.arn },
        JobBookmarksEncryption: { JobBookmarksEncryptionMode: 'CSE-KMS', KmsKeyArn: key.arn },
      },
    },
  };
  return { name, changes: [stack.insertResource(name, content, resource.id), ...key.changes] };
}
