import type { Path } from '../cloudformation/resource';

/** Where the resources that work inside a network name their subnets. */
export const workloadPlaces: ReadonlyMap<string, readonly Path[]> = new Map<string, readonly Path[]>([
  [
    'AWS::Glue::Connection',
    [
      ['ConnectionInput', 'PhysicalConnectionRequirements', 'SubnetId'],
      ['ConnectionInput', 'PhysicalConnectionRequirements', 'SecurityGroupIdList'],
    ],
  ],
  ['AWS::Glue::DevEndpoint', [['SubnetId']]],
  ['AWS::Lambda::Function', [['VpcConfig', 'SubnetIds']]],
  ['AWS::Serverless::Function', [['VpcConfig', 'SubnetIds']]],
  [
    'AWS::EMR::Cluster',
    [
      ['Instances', 'Ec2SubnetId'],
      ['Instances', 'Ec2SubnetIds'],
    ],
  ],
  ['AWS::EMR::Studio', [['SubnetIds']]],
  ['AWS::EMRServerless::Application', [['NetworkConfiguration', 'SubnetIds']]],
  ['AWS::Redshift::ClusterSubnetGroup', [['SubnetIds']]],
  ['AWS::RedshiftServerless::Workgroup', [['SubnetIds']]],
  ['AWS::RDS::DBSubnetGroup', [['SubnetIds']]],
  ['AWS::MSK::Cluster', [['BrokerNodeGroupInfo', 'ClientSubnets']]],
  ['AWS::MSK::ServerlessCluster', [['VpcConfigs']]],
  ['AWS::KafkaConnect::Connector', [['KafkaCluster', 'ApacheKafkaCluster', 'Vpc', 'Subnets']]],
  ['AWS::DMS::ReplicationSubnetGroup', [['SubnetIds']]],
  ['AWS::KinesisAnalyticsV2::Application', [['ApplicationConfiguration', 'VpcConfigurations']]],
  ['AWS::DAX::SubnetGroup', [['SubnetIds']]],
]);
