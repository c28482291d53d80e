import { asString } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const places: ReadonlyMap<string, Path> = new Map<string, Path>([
  ['AWS::Lambda::Url', ['AuthType']],
  ['AWS::Serverless::Function', ['FunctionUrlConfig', 'AuthType']],
]);

export const rule = defineRule({
  id: 'lambda-url-public',
  title: 'Function URL without authentication',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [...places.keys()],
  why: `A function URL with AuthType NONE is called by anyone on the internet who knows or finds it, with whatever input they like, at
your cost and with the function's role. With AWS_IAM the caller needs credentials and lambda:InvokeFunctionUrl. Allow it for a web hook
whose function checks a signature itself.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hook:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: load
      AuthType: NONE
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hook:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: load
      AuthType: AWS_IAM
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'],
  knownAs: ['Checkov CKV_AWS_258', 'cdk-nag LambdaFunctionUrlAuth'],
  *check(resource) {
    // The URL that SAM makes is repaired in the function that it comes from.
    if (resource.origin !== undefined) return;
    const path = places.get(resource.type) ?? [];
    if (asString(resource.get(...path)) !== 'NONE') return;
    yield {
      at: resource.at(...path),
      message: `Anyone on the internet may call ${resource.id} by its URL, without credentials.`,
      fixes: [
        { title: 'Ask callers for credentials', safe: false, changes: [resource.set(path, 'AWS_IAM')] },
      ],
    };
  },
});
