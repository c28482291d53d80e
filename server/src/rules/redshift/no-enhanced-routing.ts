import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-no-enhanced-routing',
  title: 'Redshift whose loads leave the VPC',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Workgroup'],
  why: `Without EnhancedVpcRouting COPY and UNLOAD go from Redshift's own network to S3: no endpoint policy limits to which buckets
the data goes, bucket policies that ask for the VPC refuse them, and flow logs see nothing. With it they go through the VPC, which then
needs a path to S3. Allow it where data is loaded through an integration only.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Workgroup
    Properties:
      WorkgroupName: warehouse
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Workgroup
    Properties:
      WorkgroupName: warehouse
      EnhancedVpcRouting: true
`,
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html'],
  knownAs: [
    'SecurityHub Redshift.7',
    'Guard REDSHIFT_ENHANCED_VPC_ROUTING_ENABLED',
    'cdk-nag RedshiftEnhancedVPCRoutingEnabled',
    'SecurityHub RedshiftServerless.1',
  ],
  *check(warehouse) {
    const written = warehouse.get('EnhancedVpcRouting');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: warehouse.at('EnhancedVpcRouting'),
      message: `${warehouse.id} loads and unloads data outside of the VPC, where no endpoint policy says to which buckets it goes.`,
      // The VPC needs a path to S3 then.
      fixes: [
        {
          title: `Route the traffic of ${warehouse.id} through the VPC`,
          safe: false,
          changes: [warehouse.set(['EnhancedVpcRouting'], true)],
        },
      ],
    };
  },
});
