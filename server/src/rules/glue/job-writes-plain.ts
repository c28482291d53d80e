import { asBoolean, asString, type Value } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { named } from '../../graph/configured-use';
import { bookmarksPart, type EncryptionPart, leavesPlain, logsPart } from '../../graph/glue-encryption';

/** What an argument makes a job write, and the part of the security configuration that encrypts it. */
const uses: readonly {
  readonly argument: string;
  readonly part: EncryptionPart;
  readonly deed: string;
  isOn(value: Value): boolean;
}[] = [
  {
    argument: '--job-bookmark-option',
    part: bookmarksPart,
    deed: 'keeps bookmarks',
    isOn: (value) => /^job-bookmark-(?:enable|pause)$/.test(asString(value) ?? ''),
  },
  {
    argument: '--enable-continuous-cloudwatch-log',
    part: logsPart,
    deed: 'logs while it runs',
    isOn: (value) => asBoolean(value) === true,
  },
];

export const rule = defineRule({
  id: 'glue-job-writes-plain',
  title: 'Job that writes what its security configuration does not encrypt',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Glue::Job', 'AWS::Glue::Session'],
  why: `Bookmarks hold names of files and highest values of columns, and logs hold whatever the job prints. A job that keeps them with
a security configuration whose mode for them is DISABLED or left out writes them without a key of yours, although it seems to be
encrypted. Allow it for a job whose logs and bookmarks tell nothing.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: GlueRole
      SecurityConfiguration: !Ref Etl
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
      DefaultArguments:
        --job-bookmark-option: job-bookmark-enable
  Etl:
    Type: AWS::Glue::SecurityConfiguration
    Properties:
      Name: etl
      EncryptionConfiguration:
        JobBookmarksEncryption:
          JobBookmarksEncryptionMode: DISABLED
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: GlueRole
      SecurityConfiguration: !Ref Etl
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
      DefaultArguments:
        --job-bookmark-option: job-bookmark-enable
  Etl:
    Type: AWS::Glue::SecurityConfiguration
    Properties:
      Name: etl
      EncryptionConfiguration:
        JobBookmarksEncryption:
          JobBookmarksEncryptionMode: CSE-KMS
          KmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: [
    'https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html',
    'https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html',
  ],
  knownAs: ['cdk-nag GlueEncryptedCloudWatchLogs', 'cdk-nag GlueJobBookmarkEncrypted'],
  *check(job, graph) {
    const given = job.get('SecurityConfiguration');
    const configuration = named(given, job, 'AWS::Glue::SecurityConfiguration', graph);
    if (configuration === undefined) return;
    for (const { argument, part, deed, isOn } of uses) {
      const path = argumentPath(job, argument);
      const value = path === undefined ? undefined : job.get(...path);
      if (path === undefined || value === undefined || !isOn(value) || !leavesPlain(configuration, part))
        continue;
      yield {
        at: job.at(...path),
        message: `${job.id} ${deed}, and ${configuration.id} does not encrypt ${part.name}.`,
        related: [
          { at: configuration.at(...part.path, part.mode), message: 'the security configuration of the job' },
        ],
      };
    }
  },
});

/** Where an argument of a job is set; what cannot be overridden counts first. */
function argumentPath(job: Resource, argument: string): Path | undefined {
  const paths: readonly Path[] = [
    ['NonOverridableArguments', argument],
    ['DefaultArguments', argument],
  ];
  return paths.find((path) => job.has(...path));
}
