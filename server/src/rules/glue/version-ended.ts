import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

/** https://docs.aws.amazon.com/glue/latest/dg/glue-version-support-policy.html */
const ended: ReadonlySet<string> = new Set(['0.9', '1.0', '1', '2.0', '2']);

export const rule = defineRule({
  id: 'glue-version-ended',
  title: 'Glue version that no longer runs',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Glue::Job', 'AWS::Glue::Session'],
  why: `Glue 0.9, 1.0 and 2.0 got no security updates of Spark, Python and their libraries for years, and reached the end of their life
on 1 April 2026: a Spark job of these versions cannot be started. A job without GlueVersion gets the newest one. Allow it for a job that
is no longer run.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: GlueRole
      GlueVersion: '1.0'
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
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
      GlueVersion: '5.0'
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/glue-version-support-policy.html'],
  knownAs: ['SecurityHub Glue.4'],
  *check(resource) {
    const version = asString(resource.get('GlueVersion'));
    if (version === undefined || !ended.has(version)) return;
    // Python shell jobs do not run on Spark: their version only names a Python.
    const command = asString(resource.get('Command', 'Name'));
    if (command !== 'glueetl' && command !== 'gluestreaming') return;
    yield {
      at: resource.at('GlueVersion'),
      message: `${resource.id} cannot be started: Glue ${version} reached the end of its life on 1 April 2026.`,
      fixes: [
        {
          title: `Run ${resource.id} on Glue 5.0`,
          // Spark and Python change with the version, and the script may have to.
          safe: false,
          changes: [resource.set(['GlueVersion'], '5.0')],
        },
      ],
    };
  },
});
