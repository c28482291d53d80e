import { defineRule } from '../../engine/rule';

/** Sources that are reached by a host name or as an instance of the account. */
const hosted = [
  'AuroraParameters',
  'AuroraPostgreSqlParameters',
  'MariaDbParameters',
  'MySqlParameters',
  'OracleParameters',
  'PostgreSqlParameters',
  'PrestoParameters',
  'RdsParameters',
  'RedshiftParameters',
  'SqlServerParameters',
  'TeradataParameters',
  'TrinoParameters',
] as const;

export const rule = defineRule({
  id: 'quicksight-no-vpc-connection',
  title: 'Database that QuickSight reads over public addresses',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::QuickSight::DataSource'],
  why: `Without a VPC connection QuickSight reaches a database only by a public address, so that the database has to be on the internet,
with a security group for QuickSight's addresses. With one it is reached inside the VPC. Allow it for a database that is public for
other reasons.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sales:
    Type: AWS::QuickSight::DataSource
    Properties:
      Type: POSTGRESQL
      DataSourceParameters:
        PostgreSqlParameters:
          Host: db.example.com
          Port: 5432
          Database: sales
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sales:
    Type: AWS::QuickSight::DataSource
    Properties:
      Type: POSTGRESQL
      DataSourceParameters:
        PostgreSqlParameters:
          Host: db.internal
          Port: 5432
          Database: sales
      VpcConnectionProperties:
        VpcConnectionArn: arn:aws:quicksight:eu-west-1:111122223333:vpcConnection/lake
`,
  },
  references: ['https://docs.aws.amazon.com/quicksight/latest/user/working-with-aws-vpc.html'],
  knownAs: [],
  *check(source) {
    if (source.has('VpcConnectionProperties')) return;
    const isHosted = hosted.some((name) => source.get('DataSourceParameters', name)?.kind === 'mapping');
    if (!isHosted) return;
    yield {
      at: source.at('DataSourceParameters'),
      message: `${source.id} has no VPC connection, so its database has to be reachable from the internet.`,
    };
  },
});
