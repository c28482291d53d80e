import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-public',
  title: 'Redshift with a public address',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Workgroup'],
  why: `A publicly accessible warehouse has an address on the internet: one security group rule stands between everybody and its
login, and every leaked password can be used from anywhere. Clients reach a private one through the VPC, a VPN, a managed endpoint or the
Data API. Allow it for a warehouse of public data.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Workgroup
    Properties:
      WorkgroupName: warehouse
      PubliclyAccessible: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Workgroup
    Properties:
      WorkgroupName: warehouse
      PubliclyAccessible: false
`,
  },
  references: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-connecting.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_87',
    'SecurityHub Redshift.1',
    'KICS redshift_publicly_accessible',
    'Guard REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK',
    'cdk-nag RedshiftClusterPublicAccess',
    'SecurityHub RedshiftServerless.3',
  ],
  *check(warehouse) {
    if (asBoolean(warehouse.get('PubliclyAccessible')) !== true) return;
    yield {
      at: warehouse.at('PubliclyAccessible'),
      message: `${warehouse.id} has an address on the internet, where anyone can try to log in as far as its security groups let them.`,
      fixes: [
        {
          title: `Make ${warehouse.id} private`,
          safe: false,
          changes: [warehouse.set(['PubliclyAccessible'], false)],
        },
      ],
    };
  },
});
