import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { names } from '../../graph/mentions';

export const rule = defineRule({
  id: 'lambda-log-group-undeclared',
  title: 'Function whose log group nobody declares',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `Lambda makes the log group of a function when it first runs: without a key, kept for ever, and left behind when the stack is
deleted. A log group in the template has the key and the retention that you choose. Allow it where another stack sets all log groups up.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Code: { S3Bucket: code, S3Key: load.zip }
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Code: { S3Bucket: code, S3Key: load.zip }
  LoadLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/\${Load}
      RetentionInDays: 365
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html'],
  knownAs: ['cdk-nag LambdaLogging', 'cdk-nag LambdaLogLevel'],
  *check(lambda, graph) {
    if (lambda.has('LoggingConfig', 'LogGroup') || mayBeDeclared(lambda, graph)) return;
    const { stack, id } = lambda;
    const { condition } = lambda.declaration;
    yield {
      at: lambda.idAt,
      message: `Lambda makes the log group of ${id} by itself, without a key and kept for ever, because none is declared.`,
      fixes: [
        {
          title: `Declare the log group of ${id}`,
          // A function that ran before has this log group already, and it would have to be imported.
          safe: false,
          changes: [
            stack.insertResource(
              stack.freeId(`${id}Logs`),
              {
                Type: 'AWS::Logs::LogGroup',
                ...(condition === undefined ? {} : { Condition: condition }),
                Properties: {
                  LogGroupName: stack.write.sub(`/aws/lambda/\${${id}}`),
                  RetentionInDays: 365,
                },
              },
              id,
            ),
          ],
        },
      ],
    };
  },
});

/** True when a log group names the function, or has a name that may be its. */
function mayBeDeclared(lambda: Resource, graph: Graph): boolean {
  const given = lambda.get('FunctionName');
  return graph.joined(lambda.stack).some((stack) =>
    [...stack.resources('AWS::Logs::LogGroup')].some((group) => {
      const name = group.get('LogGroupName');
      if (name === undefined) return false;
      if (names(name, lambda, graph)) return true;
      const text = asString(name);
      // Both names are put together from parameters: they may be the same.
      if (text === undefined) return given !== undefined && asString(given) === undefined;
      return given !== undefined && text === `/aws/lambda/${asString(given)}`;
    }),
  );
}
