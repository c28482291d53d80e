import { asList } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'lambda-outside-vpc',
  title: 'Function outside a VPC, or in one subnet',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `A function without VpcConfig reaches every host of the internet, so code that is tampered with can send data anywhere, and no
security group or endpoint policy stops it. In a VPC its paths are those of its subnets; subnets in two zones keep it running when one
zone fails. Allow it for a function that only calls AWS services.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Code:
        S3Bucket: code
        S3Key: load.zip
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
      VpcConfig:
        SubnetIds: [subnet-0a1b2c3d4e5f67890, subnet-0a1b2c3d4e5f67891]
        SecurityGroupIds: [sg-0a1b2c3d4e5f67890]
      Code:
        S3Bucket: code
        S3Key: load.zip
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html'],
  knownAs: [
    'Checkov CKV_AWS_117',
    'cfn_nag W89',
    'SecurityHub Lambda.3',
    'SecurityHub Lambda.5',
    'Guard LAMBDA_INSIDE_VPC',
    'cdk-nag LambdaInsideVPC',
  ],
  *check(lambda) {
    const subnets = lambda.get('VpcConfig', 'SubnetIds');
    if (subnets === undefined || (subnets.kind === 'list' && !subnets.open && subnets.items.length === 0)) {
      yield {
        at: lambda.idAt,
        message: `${lambda.id} runs outside a VPC and reaches every host of the internet.`,
      };
    } else if (subnets.kind === 'list' && !subnets.open && isOneSubnet(asList(subnets))) {
      yield {
        at: lambda.at('VpcConfig', 'SubnetIds'),
        message: `${lambda.id} runs in one subnet, so it stops when the zone of that subnet fails.`,
      };
    }
  },
});

/** A parameter may hold a list of subnets. */
function isOneSubnet(items: ReturnType<typeof asList>): boolean {
  const [only] = items;
  if (items.length !== 1 || only === undefined) return false;
  return only.kind === 'scalar' || (only.kind === 'reference' && only.to.type === 'resource');
}
