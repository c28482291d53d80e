import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'databrew-log-off',
  title: 'DataBrew job whose log is switched off',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DataBrew::Job'],
  why: `With LogSubscription DISABLE a job writes nothing to CloudWatch Logs: neither which data it could not read nor which access was
refused can be found out afterwards. Allow it for a job that is made for a test.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Clean:
    Type: AWS::DataBrew::Job
    Properties:
      Name: clean
      Type: RECIPE
      LogSubscription: DISABLE
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Clean:
    Type: AWS::DataBrew::Job
    Properties:
      Name: clean
      Type: RECIPE
      LogSubscription: ENABLE
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-databrew-job.html',
  ],
  knownAs: [],
  *check(job) {
    if (asString(job.get('LogSubscription')) !== 'DISABLE') return;
    yield {
      at: job.at('LogSubscription'),
      message: `${job.id} logs nothing, so refused access and failed reads leave no trace.`,
      fixes: [
        {
          title: 'Log the job to CloudWatch',
          safe: false,
          changes: [job.set(['LogSubscription'], 'ENABLE')],
        },
      ],
    };
  },
});
