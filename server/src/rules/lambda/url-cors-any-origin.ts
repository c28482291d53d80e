import { asBoolean, asList, asString } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const places: ReadonlyMap<string, Path> = new Map<string, Path>([
  ['AWS::Lambda::Url', ['Cors']],
  ['AWS::Serverless::Function', ['FunctionUrlConfig', 'Cors']],
]);

export const rule = defineRule({
  id: 'lambda-url-cors-any-origin',
  title: 'Function URL that pages of any origin may call',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [...places.keys()],
  why: `With the origin "*" every page on the internet may call the function through the browsers of its visitors and read the answer;
with AllowCredentials it does so in their name. Name the origins of your own pages. Allow it for a public interface that tells everyone
the same.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hook:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: load
      AuthType: AWS_IAM
      Cors:
        AllowOrigins: ['*']
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
      Cors:
        AllowOrigins: [https://portal.example.com]
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors'],
  knownAs: ['Checkov CKV2_AWS_75'],
  *check(resource) {
    // The URL that SAM makes is repaired in the function that it comes from.
    if (resource.origin !== undefined) return;
    const path = places.get(resource.type) ?? [];
    const any = asList(resource.get(...path, 'AllowOrigins')).find((origin) =>
      /^(?:https?:\/\/)?\*$/.test(asString(origin) ?? ''),
    );
    if (any === undefined) return;
    const inTheirName = asBoolean(resource.get(...path, 'AllowCredentials')) === true;
    yield {
      at: any.at,
      message: `Pages of any origin may call ${resource.id} through the browsers of their visitors${inTheirName ? ' and in their name' : ''}.`,
      fixes: [{ title: 'Let no other origin call it', safe: false, changes: [resource.remove(path)] }],
    };
  },
});
