import { impliedOutcome, implies, type Outcomes } from '../cloudformation/implied';
import type { Stack } from '../cloudformation/stack';
import { type Content, isNode, type Node, TaggedContent } from '../syntax/tree';
import { type Identity, identify, same } from './identity';
import type { RouteTable } from './network';
import { serviceName } from './phrase';
import { gatewayServices } from './reach';

export type { Content } from '../syntax/tree';

/** How a stack's author would name a thing there; undefined when the stack has no name for it. */
export function nameIn(stack: Stack, identity: Identity): Content | undefined {
  if (identity.kind === 'resource' && identity.resource.stack.id === stack.id)
    return stack.write.ref(identity.resource.id);
  for (const [name, value] of stack.parent?.parameters ?? []) {
    if (same(identify(value, stack.deployment), identity)) return stack.write.ref(name);
  }
  return identity.at.file === stack.file && isNode(identity.at) ? contentOf(identity.at) : undefined;
}

/** What a gateway endpoint of a service for some route tables of a VPC is written as in a stack. */
export function gatewayEndpointContent(
  stack: Stack,
  service: string,
  vpc: Identity,
  tables: readonly RouteTable[],
): Content | undefined {
  const vpcName = nameIn(stack, vpc);
  if (vpcName === undefined) return undefined;
  const condition = sharedCondition(stack, vpc, tables);
  const given = givenIn(condition);
  return {
    Type: 'AWS::EC2::VPCEndpoint',
    ...(condition === undefined ? {} : { Condition: condition }),
    Properties: {
      VpcEndpointType: 'Gateway',
      ServiceName: stack.write.sub(`com.amazonaws.\${AWS::Region}.${service}`),
      VpcId: vpcName,
      RouteTableIds: tables.flatMap((table) => tableItem(stack, table, given) ?? []),
      PolicyDocument: accountPolicy(stack, service),
    },
  };
}

/** An interface endpoint under the service's usual name, and the group that lets the VPC's own addresses in. */
export function interfaceEndpointContents(
  stack: Stack,
  service: string,
  vpc: Identity,
  subnets: readonly Identity[],
  groupId: string,
): { readonly endpoint: Content; readonly group: Content } | undefined {
  const vpcName = nameIn(stack, vpc);
  const names = subnets.flatMap((subnet) => nameIn(stack, subnet) ?? []);
  if (vpcName === undefined || names.length < subnets.length || vpc.kind !== 'resource') return undefined;
  if (vpc.resource.stack.id !== stack.id) return undefined;
  const { write } = stack;
  const endpoint = {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: {
      VpcEndpointType: 'Interface',
      ServiceName: write.sub(`com.amazonaws.\${AWS::Region}.${service}`),
      VpcId: vpcName,
      SubnetIds: names,
      SecurityGroupIds: [write.getAtt(groupId, 'GroupId')],
      PrivateDnsEnabled: true,
      PolicyDocument: accountPolicy(stack, service),
    },
  };
  const group = {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: `HTTPS from the VPC to the ${serviceName(service)} endpoint`,
      VpcId: vpcName,
      SecurityGroupIngress: [
        {
          Description: 'HTTPS from the VPC',
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          CidrIp: write.getAtt(vpc.resource.id, 'CidrBlock'),
        },
      ],
    },
  };
  return { endpoint, group };
}

/**
 * A list item that names a route table, for as long as the table is deployed; undefined where it never is. `given` is what
 * is known where the item is written.
 */
export function tableItem(stack: Stack, { resource }: RouteTable, given: Outcomes): Content | undefined {
  const { write, template } = stack;
  const ref = write.ref(resource.id);
  const { condition } = resource.declaration;
  if (condition === undefined) return ref;
  const outcome = impliedOutcome(condition, given, template);
  if (outcome === undefined) return write.onlyIf(condition, ref);
  return outcome ? ref : undefined;
}

/** What is known inside a resource: it is only there when its condition holds. */
export function givenIn(condition: string | undefined): Outcomes {
  return new Map(condition === undefined ? [] : [[condition, true]]);
}

/**
 * An endpoint policy that lets this account's principals use this account's data and nothing else: stolen data cannot be
 * carried to a foreign bucket, and foreign credentials cannot be used from inside.
 */
export function accountPolicy(stack: Stack, service: string): Content {
  const account = stack.write.ref('AWS::AccountId');
  const own: Content = {
    Sid: 'OnlyThisAccount',
    Effect: 'Allow',
    Principal: '*',
    // The names of endpoints and of actions differ for many services; those of gateway endpoints are the same.
    Action: gatewayServices.has(service) ? `${service}:*` : '*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account } },
  };
  return { Version: '2012-10-17', Statement: service === 's3' ? [own, ...amazonBuckets(stack)] : [own] };
}

/**
 * Amazon Linux and EMR install packages from Amazon's buckets, and container images lie in one.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
function amazonBuckets(stack: Stack): Content[] {
  const region = '${AWS::Region}';
  const installs = stack.declares(
    'AWS::EMR::Cluster',
    'AWS::EC2::Instance',
    'AWS::AutoScaling::LaunchConfiguration',
    'AWS::EC2::LaunchTemplate',
    'AWS::EKS::Nodegroup',
  );
  const pulls = stack.declares(
    'AWS::EKS::Cluster',
    'AWS::ECS::Cluster',
    'AWS::ECS::TaskDefinition',
    'AWS::Batch::JobDefinition',
  );
  const names = [
    ...(installs ? [`amazonlinux-2-repos-${region}`, `al2023-repos-${region}-de612dc2`] : []),
    ...(stack.declares('AWS::EMR::Cluster')
      ? [`repo.${region}.emr.amazonaws.com`, `prod.${region}.appinfo.src`]
      : []),
    ...(pulls ? [`prod-${region}-starport-layer-bucket`] : []),
  ];
  if (names.length === 0) return [];
  return [
    {
      Sid: 'AmazonBuckets',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: names.map((name) => stack.write.sub(`arn:\${AWS::Partition}:s3:::${name}/*`)),
    },
  ];
}

/** The condition that holds wherever one of them is deployed, where there is one. */
function sharedCondition(
  { template }: Stack,
  vpc: Identity,
  tables: readonly RouteTable[],
): string | undefined {
  const ofVpc = vpc.kind === 'resource' ? vpc.resource.declaration.condition : undefined;
  const conditions = tables.map(({ resource }) => resource.declaration.condition);
  const shared = conditions.find((one) =>
    conditions.every((other) => one !== undefined && other !== undefined && implies(other, one, template)),
  );
  return shared ?? ofVpc;
}

/** The same data again, for another place in the file. */
function contentOf(node: Node): Content {
  const plain = plainContent(node);
  return node.tag === undefined || node.tag.startsWith('!!') ? plain : new TaggedContent(node.tag, plain);
}

function plainContent(node: Node): Content {
  if (node.kind === 'sequence') return node.items.map(contentOf);
  if (node.kind === 'scalar') return node.value ?? node.text;
  return Object.fromEntries(node.pairs.map(({ key, value }) => [key.text, contentOf(value)]));
}
