import { asBoolean, asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { identify, identifyAll, keyOf } from './identity';
import type { Endpoint } from './network';
import { serviceOf } from './service-name';

/**
 * A VPC endpoint. Properties:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html
 */
export function readEndpoint(resource: Resource): Endpoint {
  const { deployment } = resource.stack;
  const service = serviceOf(resource.get('ServiceName'));
  return {
    key: keyOf(resource),
    resource,
    kind: kindOf(resource),
    service,
    vpc: identify(resource.get('VpcId'), deployment),
    routeTables: identifyAll(resource.get('RouteTableIds'), deployment),
    subnets: identifyAll(resource.get('SubnetIds'), deployment),
    securityGroups: identifyAll(resource.get('SecurityGroupIds'), deployment),
    usualNames: usualNames(resource, service),
  };
}

function kindOf(resource: Resource): Endpoint['kind'] {
  const written = resource.get('VpcEndpointType');
  if (written === undefined) return 'gateway';
  const type = asString(written);
  if (type === undefined) return 'unknown';
  if (type === 'Gateway') return 'gateway';
  return type === 'Interface' ? 'interface' : 'other';
}

/**
 * Private DNS is off unless it is switched on. For S3 it serves only the resolver's inbound endpoints unless all
 * resolvers are asked for; for DynamoDB it does not exist.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
 */
function usualNames(resource: Resource, service: string | undefined): boolean | undefined {
  const written = resource.get('PrivateDnsEnabled');
  if (written === undefined) return false;
  const privateDns = asBoolean(written);
  if (privateDns !== true) return privateDns;
  if (service === 'dynamodb') return false;
  if (service !== 's3') return true;
  const only = resource.get('DnsOptions', 'PrivateDnsOnlyForInboundResolverEndpoint');
  const text = only === undefined ? 'OnlyInboundResolver' : asString(only);
  return text === undefined ? undefined : text === 'AllResolvers';
}
