import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'stepfunctions-logging-off',
  title: 'State machine without logs',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'],
  why: `The history of a standard workflow is kept for 90 days and can be deleted with it; an express workflow has none at all, so without
logs nobody can tell what it did and why it failed. A log group keeps both. Leave IncludeExecutionData off where inputs hold personal data.
Allow it for workflows of a test.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Pipeline:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipeline
      DefinitionString: '{}'
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Pipeline:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipeline
      DefinitionString: '{}'
      LoggingConfiguration:
        Level: ERROR
        Destinations:
          - CloudWatchLogsLogGroup:
              LogGroupArn: arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/states/pipeline:*
`,
  },
  references: ['https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html'],
  knownAs: [],
  *check(machine) {
    const serverless = machine.type === 'AWS::Serverless::StateMachine';
    const level = [serverless ? 'Logging' : 'LoggingConfiguration', 'Level'] as const;
    const written = machine.get(...level);
    if (written !== undefined && asString(written)?.toUpperCase() !== 'OFF') return;
    const express =
      asString(machine.get(serverless ? 'Type' : 'StateMachineType'))?.toUpperCase() === 'EXPRESS';
    yield {
      at: machine.at(...level),
      message: express
        ? `${machine.id} is an express workflow without logs: nothing tells what it did.`
        : `${machine.id} writes no logs, so what it did is lost after 90 days or with it.`,
      ...(express ? { severity: 'warning' } : {}),
    };
  },
});
