import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-classic-group',
  title: 'Redshift with a security group of EC2-Classic',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: [
    'AWS::Redshift::ClusterSecurityGroup',
    'AWS::Redshift::ClusterSecurityGroupIngress',
    'AWS::Redshift::Cluster',
  ],
  why: `Cluster security groups belong to EC2-Classic, which AWS has retired: a cluster in a VPC takes no rules from them. A security group
of the VPC says who may connect. There is no good reason to allow it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: multi-node
      NumberOfNodes: 2
      NodeType: ra3.xlplus
      DBName: sales
      MasterUsername: sales_owner
      ManageMasterPassword: true
      ClusterSecurityGroups: [clients]
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: multi-node
      NumberOfNodes: 2
      NodeType: ra3.xlplus
      DBName: sales
      MasterUsername: sales_owner
      ManageMasterPassword: true
      VpcSecurityGroupIds: [sg-0a1b2c3d]
`,
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/security-network-isolation.html'],
  knownAs: ['Trivy AWS-0085'],
  *check(resource) {
    const groups = resource.get('ClusterSecurityGroups');
    const isCluster = resource.type === 'AWS::Redshift::Cluster';
    if (isCluster && (groups?.kind !== 'list' || groups.items.length === 0)) return;
    const verb = isCluster ? 'names' : resource.type.endsWith('Ingress') ? 'opens' : 'is';
    yield {
      at: isCluster ? resource.at('ClusterSecurityGroups') : resource.idAt,
      message: `${resource.id} ${verb} a security group of EC2-Classic, which does not exist any more and guards no cluster in a VPC.`,
    };
  },
});
