import { asString, type Value } from '../base/value';
import { isParameterText, parameterOf } from '../cloudformation/condition';
import type { Deployment } from '../cloudformation/deployment';
import type { Resource } from '../cloudformation/resource';
import { identify } from './identity';
import type { Destination, Route, RouteTarget } from './network';

/**
 * A route. Properties: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html
 */
export function readRoute(resource: Resource, deployment: Deployment): Route {
  return {
    resource,
    table: identify(resource.get('RouteTableId'), deployment),
    destination: readDestination(resource),
    target: readTarget(resource, deployment),
  };
}

function readDestination(resource: Resource): Destination {
  const v4 = resource.get('DestinationCidrBlock');
  if (v4 !== undefined) return destinationOf(v4, resource, 'everywhere', /^0\.0\.0\.0\/0$/);
  const v6 = resource.get('DestinationIpv6CidrBlock');
  if (v6 !== undefined) return destinationOf(v6, resource, 'everywhere-v6', /^(::|0+(:0+){7})\/0$/);
  return resource.has('DestinationPrefixListId') ? 'listed' : 'unknown';
}

/**
 * A resource's own range (`VPC.CidrBlock`) is never the internet; a parameter is when its default is and nobody gives it
 * another value, and a part of the public addresses may happen to hold what a workload needs.
 */
function destinationOf(
  value: Value,
  { stack }: Resource,
  everywhere: Destination,
  pattern: RegExp,
): Destination {
  const text = asString(value)?.trim();
  if (text !== undefined)
    return pattern.test(text) ? everywhere : privateRange.test(text) ? 'somewhere' : 'unknown';
  const parameter = parameterOf(value, stack);
  const given = parameter?.default ?? '';
  if (parameter !== undefined && pattern.test(given)) {
    const isGiven = isParameterText(value, given, stack);
    stack.decisions.note(parameter.name, isGiven ? given : 'another range');
    return isGiven ? everywhere : 'unknown';
  }
  return value.kind === 'reference' && value.to.type === 'resource' ? 'somewhere' : 'unknown';
}

const privateRange =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd][0-9a-f]{2}:|64:ff9b::)/i;

const elsewhere = [
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'VpcEndpointId',
  'CarrierGatewayId',
  'LocalGatewayId',
  'CoreNetworkArn',
] as const;

function readTarget(resource: Resource, deployment: Deployment): RouteTarget {
  const named = (property: string, kind: RouteTarget['kind']): RouteTarget | undefined => {
    const value = resource.get(property);
    return value === undefined
      ? undefined
      : { kind, to: identify(value, deployment), at: resource.at(property) };
  };
  const gateway = named('GatewayId', 'unknown');
  if (gateway !== undefined) return { ...gateway, kind: gatewayKind(gateway) };
  const nat = named('NatGatewayId', 'nat-gateway');
  if (nat !== undefined) return { ...nat, kind: nat.to?.kind === 'unknown' ? 'unknown' : 'nat-gateway' };
  const instance = named('InstanceId', 'nat-instance');
  if (instance !== undefined) return instance;
  const networkInterface = named('NetworkInterfaceId', 'unknown');
  if (networkInterface !== undefined) {
    return {
      ...networkInterface,
      kind: networkInterface.to?.kind === 'resource' ? 'nat-instance' : 'unknown',
    };
  }
  const egressOnly = named('EgressOnlyInternetGatewayId', 'egress-only');
  if (egressOnly !== undefined) return egressOnly;
  for (const property of elsewhere) {
    const target = named(property, 'elsewhere');
    if (target !== undefined) return target;
  }
  return { kind: 'unknown', to: undefined, at: resource.idAt };
}

function gatewayKind({ to }: RouteTarget): RouteTarget['kind'] {
  if (to?.kind === 'resource') {
    if (to.resource.type === 'AWS::EC2::InternetGateway') return 'internet-gateway';
    return to.resource.type === 'AWS::EC2::VPNGateway' ? 'elsewhere' : 'unknown';
  }
  if (to?.kind !== 'outside') return 'unknown';
  if (to.name === 'local') return 'local';
  if (to.name.startsWith('igw-')) return 'internet-gateway';
  return to.name.startsWith('vgw-') ? 'elsewhere' : 'unknown';
}
