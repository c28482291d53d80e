import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

/** A template with the three headline defects, all of them certain. */
const certain = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Given: {Type: String}
  GivenList: {Type: CommaDelimitedList}
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root'}
            Action: kms:*
            Resource: '*'
  Raw:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !GetAtt DataKey.Arn
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: !Sub \${Raw.Arn}/*
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  Outside: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Association: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Outside, AllocationId: eipalloc-0a1b2c3d4e5f60718}}
  Route:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref Nat
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: etl
      MasterUserPassword: Wint3r-Levee-42
`;

const headline = ['kms-missing-permission', 'secrets-template-literal', 'vpc-nat-instead-of-endpoint'];

function foundIn(text: string): readonly string[] {
  const active = rules.filter(({ id }) => headline.includes(id));
  const workspace = new Workspace(active, defaultSettings);
  workspace.set('lake.yaml', text);
  const { findings, kind } = workspace.check('lake.yaml');
  expect(kind).toBe('template');
  return findings.map(({ rule }) => rule).sort();
}

/** Each row makes one fact unknown, and names the rule that then has to be silent. */
const unknowns: readonly (readonly [fact: string, written: string, instead: string, silent: string])[] = [
  [
    'which key encrypts',
    'KMSMasterKeyID: !GetAtt DataKey.Arn',
    'KMSMasterKeyID: !Ref Given',
    'kms-missing-permission',
  ],
  [
    'an imported key',
    'KMSMasterKeyID: !GetAtt DataKey.Arn',
    'KMSMasterKeyID: !ImportValue key',
    'kms-missing-permission',
  ],
  [
    'a key by a foreign ARN',
    'KMSMasterKeyID: !GetAtt DataKey.Arn',
    'KMSMasterKeyID: arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d',
    'kms-missing-permission',
  ],
  ['the algorithm', 'SSEAlgorithm: aws:kms', 'SSEAlgorithm: !Ref Given', 'kms-missing-permission'],
  [
    'the whole encryption',
    'ServerSideEncryptionConfiguration:\n',
    'Fn::Transform: {Name: Encrypt}\n        Other:\n',
    'kms-missing-permission',
  ],
  [
    'a further managed policy',
    '[arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    '[!Ref Given]',
    'kms-missing-permission',
  ],
  [
    'the list of managed policies',
    '[arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    '!Ref GivenList',
    'kms-missing-permission',
  ],
  ['a managed policy of nobody’s', 'AWSLambdaBasicExecutionRole', 'SomethingNew', 'kms-missing-permission'],
  [
    'a managed policy of the account',
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    'arn:aws:iam::111122223333:policy/keys',
    'kms-missing-permission',
  ],
  [
    'a statement',
    '              - Effect: Allow\n                Action: s3:GetObject\n',
    '              - !Ref Given\n              - Effect: Allow\n                Action: s3:GetObject\n',
    'kms-missing-permission',
  ],
  [
    'the policy',
    '        - PolicyName: data\n',
    '        - !Ref Given\n        - PolicyName: data\n',
    'kms-missing-permission',
  ],
  ['the data action', 'Action: s3:GetObject', 'Action: !Ref Given', 'kms-missing-permission'],
  ['the resource', 'Resource: !Sub ${Raw.Arn}/*', 'Resource: !Ref Given', 'kms-missing-permission'],
  [
    'the effect',
    '- Effect: Allow\n                Action: s3',
    '- Effect: !Ref Given\n                Action: s3',
    'kms-missing-permission',
  ],
  [
    'who the key policy admits',
    "{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}",
    '{AWS: !Ref Given}',
    'kms-missing-permission',
  ],
  [
    'what the key policy says',
    'KeyPolicy:\n',
    'KeyPolicy: !Ref Given\n      Unused:\n',
    'kms-missing-permission',
  ],
  [
    'what a macro does',
    "AWSTemplateFormatVersion: '2010-09-09'\n",
    "AWSTemplateFormatVersion: '2010-09-09'\nTransform: [OurMacro]\n",
    'kms-missing-permission',
  ],
  [
    'whose VPC it is',
    'Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}',
    'Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Given}}',
    'vpc-nat-instead-of-endpoint',
  ],
  [
    'whether an endpoint is there',
    '  Database:\n',
    '  Endpoint: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, ServiceName: !Ref Given, RouteTableIds: [!Ref Table]}}\n  Database:\n',
    'vpc-nat-instead-of-endpoint',
  ],
  [
    'the tables of the endpoint',
    '  Database:\n',
    "  Endpoint: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3', RouteTableIds: !Ref GivenList}}\n  Database:\n",
    'vpc-nat-instead-of-endpoint',
  ],
  [
    'what a macro adds',
    "AWSTemplateFormatVersion: '2010-09-09'\n",
    "AWSTemplateFormatVersion: '2010-09-09'\nTransform: [OurMacro]\n",
    'vpc-nat-instead-of-endpoint',
  ],
  [
    'where the route leads',
    'NatGatewayId: !Ref Nat',
    'TransitGatewayId: !Ref Given',
    'vpc-nat-instead-of-endpoint',
  ],
  [
    'the password',
    'MasterUserPassword: Wint3r-Levee-42',
    'MasterUserPassword: !Ref Given',
    'secrets-template-literal',
  ],
  [
    'an imported password',
    'MasterUserPassword: Wint3r-Levee-42',
    'MasterUserPassword: !ImportValue password',
    'secrets-template-literal',
  ],
  [
    'a resolved password',
    'MasterUserPassword: Wint3r-Levee-42',
    "MasterUserPassword: '{{resolve:secretsmanager:db:SecretString:password}}'",
    'secrets-template-literal',
  ],
  [
    'a password put together',
    'MasterUserPassword: Wint3r-Levee-42',
    "MasterUserPassword: !Join ['', ['{{resolve:secretsmanager:', !Ref Given, ':SecretString:password}}']]",
    'secrets-template-literal',
  ],
];

describe('what cannot be known is silent', () => {
  test('the template as it is has all three defects', () => expect(foundIn(certain)).toEqual(headline));

  test.each(unknowns)('%s', (_, written, instead, silent) => {
    const text = certain.replace(written, () => instead);
    expect(text).not.toBe(certain);
    expect(foundIn(text)).not.toContain(silent);
  });
});
