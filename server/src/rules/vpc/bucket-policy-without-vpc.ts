import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Policy } from '../../iam/policy';
import { type Identity, identify, keyOf } from '../../network/identity';

export const rule = defineRule({
  id: 'vpc-bucket-policy-without-vpc',
  title: 'A bucket beside an S3 endpoint that can be used from anywhere',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `The template has an S3 endpoint, so its pipeline reaches the bucket from inside the VPC, but whoever gets
    hold of credentials can still use the bucket from anywhere else. A deny for requests that do not come
    through the endpoint or the VPC stops that; it needs exceptions for administrators and for AWS services
    that deliver into the bucket. It is fine to allow this for buckets that people or other networks use.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PrivateTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      RouteTableIds: [!Ref PrivateTable]
  Data:
    Type: AWS::S3::Bucket
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PrivateTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      RouteTableIds: [!Ref PrivateTable]
  Data:
    Type: AWS::S3::Bucket
  DataPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: OnlyThroughTheEndpoint
            Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: !Sub \${Data.Arn}/*
            Condition:
              StringNotEquals:
                aws:SourceVpce: !Ref S3Endpoint
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html',
  ],
  knownAs: [],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const endpoint = network.endpoints.find(({ service, kind }) => service === 's3' && kind !== 'other');
    if (endpoint === undefined || network.open || network.handedOut.has(keyOf(resource))) return;
    for (const stack of network.stacks) {
      for (const holder of stack.resources('AWS::S3::BucketPolicy')) {
        const bucket = identify(holder.get('Bucket'), stack.deployment);
        if (bucket?.kind === 'unknown') return;
        if (bucket?.kind === 'resource' ? bucket.key !== keyOf(resource) : !isNamed(resource, bucket))
          continue;
        if (graph.policiesOf(holder).some(mayKnowTheNetwork)) return;
      }
    }
    yield {
      at: resource.idAt,
      message: `${resource.id} can be used from anywhere, although the template has the S3 endpoint ${endpoint.resource.id}.`,
      related: [{ at: endpoint.resource.idAt, message: 'the endpoint' }],
    };
  },
});

/** A policy may name its bucket by the name that the bucket is given. */
function isNamed(bucket: Resource, identity: Identity | undefined): boolean {
  const name = asString(bucket.get('BucketName'));
  return name !== undefined && identity?.kind === 'outside' && identity.name === name;
}

const networkKeys: ReadonlySet<string> = new Set(['aws:sourcevpce', 'aws:sourcevpc', 'aws:vpcsourceip']);

function mayKnowTheNetwork({ open, statements }: Policy): boolean {
  if (open) return true;
  return statements.some(
    ({ conditions, conditionsOpen }) =>
      conditionsOpen || conditions.some(({ key }) => networkKeys.has(key.toLowerCase())),
  );
}
