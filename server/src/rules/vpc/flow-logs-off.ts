import type { Change } from '../../base/edit';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { identify, keyOf } from '../../network/identity';
import type { Content } from '../../network/writing';

export const rule = defineRule({
  id: 'vpc-flow-logs-off',
  title: 'A VPC without flow logs',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EC2::VPC'],
  why: `Flow logs record which addresses talked to which, and what was refused. Without them nobody can say after
    an incident what was reached and where data went. A flow log of the VPC covers all its subnets; one that
    records only accepted or rejected traffic counts too. It is fine to allow this where a central team
    switches them on for every VPC.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  FlowLog:
    Type: AWS::EC2::FlowLog
    Properties:
      ResourceId: !Ref Vpc
      ResourceType: VPC
      TrafficType: ALL
      LogDestinationType: s3
      LogDestination: arn:aws:s3:::logs
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html'],
  knownAs: [
    'Trivy AWS-0178',
    'cfn_nag W60',
    'SecurityHub EC2.6',
    'KICS vpc_flowlogs_disabled',
    'cdk-nag VPCFlowLogsEnabled',
  ],
  *check(resource, graph) {
    const network = graph.network(resource.stack);
    const key = keyOf(resource);
    if (network.open || network.handedOut.has(key)) return;
    const logged = new Set<string>();
    for (const stack of network.stacks) {
      for (const flowLog of stack.resources('AWS::EC2::FlowLog')) {
        const of = identify(flowLog.get('ResourceId'), stack.deployment);
        if (of?.kind !== 'resource') return;
        logged.add(of.key);
      }
    }
    if (logged.has(key)) return;
    const subnets = [...network.subnets.values()].filter(
      ({ vpc }) => vpc?.kind === 'resource' && vpc.key === key,
    );
    if (subnets.length > 0 && subnets.every((subnet) => logged.has(subnet.key))) return;
    yield {
      at: resource.idAt,
      message: `${resource.id} keeps no flow logs: nobody can tell afterwards what was reached and where data went.`,
      fixes: [{ title: 'Log its traffic to CloudWatch', safe: false, changes: changes(resource) }],
    };
  },
});

function changes({ stack, id }: Resource): Change[] {
  const { write } = stack;
  const flowLog = stack.freeId(`${id}FlowLog`);
  const group = stack.freeId(`${id}FlowLogGroup`);
  const role = stack.freeId(`${id}FlowLogRole`);
  return [
    stack.insertResource(
      flowLog,
      flowLogContent(write.ref(id), write.ref(group), write.getAtt(role, 'Arn')),
      id,
    ),
    stack.insertResource(group, { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } }, id),
    stack.insertResource(role, roleContent(write.ref('AWS::AccountId'), write.getAtt(group, 'Arn')), id),
  ];
}

function flowLogContent(vpc: Content, group: Content, role: Content): Content {
  return {
    Type: 'AWS::EC2::FlowLog',
    Properties: {
      ResourceId: vpc,
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: group,
      DeliverLogsPermissionArn: role,
    },
  };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
function roleContent(account: Content, group: Content): Content {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': account } },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'flow-logs',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: [
                  'logs:CreateLogStream',
                  'logs:PutLogEvents',
                  'logs:DescribeLogGroups',
                  'logs:DescribeLogStreams',
                ],
                Resource: group,
              },
            ],
          },
        },
      ],
    },
  };
}
