import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'rds-classic-group',
  title: 'Database with a security group of EC2-Classic',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBSecurityGroup', 'AWS::RDS::DBInstance'],
  why: `DB security groups belong to EC2-Classic, which AWS has retired: a database in a VPC takes no rules from them. A security group of
the VPC says who may connect. There is no good reason to allow it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.m7g.large
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      DBSecurityGroups: [clients]
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.m7g.large
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      VPCSecurityGroups: [sg-0a1b2c3d]
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.Non-VPC2VPC.html'],
  knownAs: ['SecurityHub RDS.18'],
  *check(resource) {
    const isGroup = resource.type === 'AWS::RDS::DBSecurityGroup';
    const groups = resource.get('DBSecurityGroups');
    if (!isGroup && (groups?.kind !== 'list' || groups.items.length === 0)) return;
    yield {
      at: isGroup ? resource.idAt : resource.at('DBSecurityGroups'),
      message: `${resource.id} ${isGroup ? 'is' : 'names'} a security group of EC2-Classic, which does not exist any more and guards no database in a VPC.`,
    };
  },
});
