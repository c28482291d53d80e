import { defineRule } from '../../engine/rule';
import { permissionsIn } from '../../network/security-group';

export const rule = defineRule({
  id: 'vpc-security-group-no-description',
  title: 'A security group rule without a description',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
  why: `Nobody dares to remove a rule whose purpose is forgotten, so it stays open for ever. A description says
    who needs it and why. It is fine to allow this where the template's comments say it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Workers
      VpcId: vpc-0a1b2c3d4e5f67890
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 203.0.113.7/32
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Workers
      VpcId: vpc-0a1b2c3d4e5f67890
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 203.0.113.7/32
          Description: From the office
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  knownAs: [
    'Checkov CKV_AWS_23',
    'Trivy AWS-0099',
    'Trivy AWS-0124',
    'cfn_nag W36',
    'KICS security_group_rule_without_description',
    'Guard SECURITY_GROUP_DESCRIPTION_RULE',
    'cdk-nag EC2SecurityGroupDescription',
  ],
  *check(resource) {
    if (resource.type === 'AWS::EC2::SecurityGroup' && !resource.has('GroupDescription')) {
      yield { at: resource.idAt, message: `${resource.id} has no description.` };
    }
    for (const { described, path, direction } of permissionsIn(resource)) {
      if (described) continue;
      const rule = path.length === 0 ? resource.id : `An ${direction} rule of ${resource.id}`;
      yield { at: resource.at(...path, 'IpProtocol'), message: `${rule} has no description.` };
    }
  },
});
