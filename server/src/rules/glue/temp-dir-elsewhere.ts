import { asString } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'glue-temp-dir-elsewhere',
  title: 'Temporary files in a bucket of somebody else',
  severity: 'hint',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Glue::Job'],
  why: `A job writes copies of its data to --TempDir, in plain files that nobody removes. In a bucket that the template does not define,
such as the one that the console of Glue made, neither encryption nor who may read them is known here. Allow it for a bucket that another
stack protects.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Lake:
    Type: AWS::S3::Bucket
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: GlueRole
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
      DefaultArguments:
        --TempDir: s3://aws-glue-temporary-111122223333-eu-central-1/etl/
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Lake:
    Type: AWS::S3::Bucket
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: GlueRole
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
      DefaultArguments:
        --TempDir: !Sub s3://\${Lake}/temp/
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html'],
  knownAs: [],
  *check(job, graph) {
    const paths: readonly Path[] = [
      ['NonOverridableArguments', '--TempDir'],
      ['DefaultArguments', '--TempDir'],
    ];
    const path = paths.find((one) => job.has(...one));
    const bucket = /^s3:\/\/([^/]+)/.exec(asString(path && job.get(...path)) ?? '')?.[1];
    if (path === undefined || bucket === undefined || !isElsewhere(bucket, job, graph)) return;
    yield {
      at: job.at(...path),
      message: `${job.id} writes copies of its data to ${bucket}, which this template neither encrypts nor closes.`,
    };
  },
});

/** True when the template has buckets, and all of them have other names. */
function isElsewhere(name: string, job: Resource, graph: Graph): boolean {
  const buckets = graph.joined(job.stack).flatMap((stack) => [...stack.resources('AWS::S3::Bucket')]);
  return (
    buckets.length > 0 &&
    buckets.every((bucket) => {
      const given = bucket.get('BucketName');
      return given === undefined || (given.kind === 'scalar' && asString(given) !== name);
    })
  );
}
