import { asBoolean, asNumber, asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const argument = '--enable-continuous-cloudwatch-log';

export const rule = defineRule({
  id: 'glue-logging-off',
  title: 'Job that does not log while it runs',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Glue::Job'],
  why: `Without continuous logging the logs of a Spark job are written when it ends, and what a killed or stuck job did is not to be
found. Jobs of Glue 5.0 and newer always log while they run. Allow it for a job that reports in another way.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: GlueRole
      GlueVersion: '4.0'
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
      GlueVersion: '4.0'
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/etl.py
      DefaultArguments:
        --enable-continuous-cloudwatch-log: 'true'
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html'],
  knownAs: ['SecurityHub Glue.2'],
  *check(job) {
    const command = asString(job.get('Command', 'Name'));
    if (command !== 'glueetl' && command !== 'gluestreaming') return;
    if (job.has('NonOverridableArguments', argument)) return;
    const value = job.get('DefaultArguments', argument);
    if (value !== undefined && asBoolean(value) !== false) return;
    const version = asNumber(job.get('GlueVersion'));
    if (version === undefined || version >= 5) return;
    yield {
      at: job.at('DefaultArguments', argument),
      message: `${job.id} does not log while it runs, so a run that is killed leaves no trace.`,
      fixes: [
        {
          title: `Let ${job.id} log while it runs`,
          safe: false,
          changes: [job.set(['DefaultArguments', argument], 'true')],
        },
      ],
    };
  },
});
