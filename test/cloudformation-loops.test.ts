import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { deployments, resourcesOf, show, stackOf } from './models/cloudformation/deployments';
import { loopCases } from './models/cloudformation/loops';

describe('a loop becomes its resources', () => {
  test.each(loopCases.map((one) => [one.name, one] as const))('%s', (_, { text, resources, open }) => {
    const stack = stackOf(text);
    expect(resourcesOf(stack)).toEqual(resources);
    expect(stack.template.open).toBe(open);
  });

  test('of another loop in properties nothing is known', () => {
    const stack = stackOf(`Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: x
      Fn::ForEach::Settings: [Setting, !Ref Names, {'Is\${Setting}': true}]
`);
    const bucket = stack.resource('B');
    expect(show(bucket?.get('BucketName'))).toBe('x');
    expect(show(bucket?.get('IsOne'))).toBe('?');
  });

  test('outputs of each turn', () => {
    const stack = stackOf(`Resources:
  Fn::ForEach::Buckets: [Name, [A, B], {'\${Name}Bucket': {Type: AWS::S3::Bucket}}]
Outputs:
  Fn::ForEach::Arns: [Name, [A, B], {'\${Name}Arn': {Value: !GetAtt '\${Name}Bucket.Arn'}}]
`);
    expect(show(stack.output('AArn'))).toBe('<ABucket.Arn>');
    expect(show(stack.output('BArn'))).toBe('<BBucket.Arn>');
  });

  test('a finding points into the body, and a repair changes it', () => {
    const text = `Resources:
  Fn::ForEach::Buckets:
    - Name
    - [A, B]
    - \${Name}Bucket:
        Type: AWS::S3::Bucket
        Properties:
          AccessControl: PublicRead
`;
    const stack = stackOf(text);
    const { start, end } = stack.resource('BBucket')?.at('AccessControl').range ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toBe('PublicRead');
    const edits = stack.resource('BBucket')?.set(['AccessControl'], 'Private').edits() ?? [];
    expect(applyEdits(text, edits)).toBe(text.replace('PublicRead', 'Private'));
  });

  test('is the same in JSON', () => {
    const text = JSON.stringify({
      Resources: {
        'Fn::ForEach::B': [
          'N',
          ['x', 'y'],
          { 'B${N}': { Type: 'AWS::S3::Bucket', Properties: { P: { Ref: 'N' } } } },
        ],
      },
    });
    const stack = deployments({ 't.json': text })([]).stack('t.json');
    expect(stack === undefined ? undefined : resourcesOf(stack)).toEqual({ Bx: { P: 'x' }, By: { P: 'y' } });
  });
});
