import { describe, expect, it } from 'vitest';
import { Decisions } from '../server/src/cloudformation/decisions';
import { Deployment } from '../server/src/cloudformation/deployment';
import { type Path, Resource } from '../server/src/cloudformation/resource';
import { readTemplate } from '../server/src/cloudformation/template';
import { TemplateIndex } from '../server/src/cloudformation/template-index';
import { isKnownType, property } from '../server/src/data/resource-types';
import { explainNetwork } from '../server/src/network/explain';
import type { Identity } from '../server/src/network/identity';
import type { Network } from '../server/src/network/network';
import { pathToInternet, pathToService, routeTableOf } from '../server/src/network/reach';
import { readNetwork } from '../server/src/network/read-network';
import { strandedSubnets } from '../server/src/network/stranded';
import { workloadOf } from '../server/src/network/workloads';
import { gatewayEndpointContent, interfaceEndpointContents } from '../server/src/network/writing';
import { parseYaml } from '../server/src/syntax/yaml';
import { acls } from './models/network-acls';
import { explanations } from './models/network-explanations';
import { groups } from './models/network-groups';
import { needs } from './models/network-needs';
import { paths, spread } from './models/network-paths';
import { smallNetwork } from './models/small-network';

describe('what a subnet reaches', () => {
  it.each(paths)('$name: $ask', ({ network, ask, expected }) => {
    expect(answer(networkOf({ 'a.yaml': smallNetwork(network) }), `a.yaml/${ask}`)).toBe(expected);
  });

  it.each(spread)('over several templates: $name', ({ files, ask, expected }) => {
    const texts = Object.entries(files).map(([file, { network, outputs = '' }]) => [
      file,
      smallNetwork(network) + outputs,
    ]);
    expect(answer(networkOf(Object.fromEntries(texts)), ask)).toBe(expected);
  });
});

describe('what a workload calls from its subnets', () => {
  it.each(needs)('$name', ({ network, ask, expected }) => {
    const read = networkOf({ 'a.yaml': smallNetwork(network) });
    const resource = read.stacks[0]?.resource(ask);
    const workload = resource === undefined ? undefined : workloadOf(resource, read);
    expect(workload?.needs.map(({ service }) => service).join(' ')).toBe(expected);
  });
});

describe('what security groups let through', () => {
  it.each(groups)('$name', ({ egress, ingress, expected }) => {
    const group = (id: string, property: string, rules: string): string =>
      `${id}: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref V${rules === '-' ? '' : `, ${property}: ${rules}`}}}`;
    const text = [
      "param P; list L; vpc V; A: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24}}",
      group('Own', 'SecurityGroupEgress', egress),
      group('Theirs', 'SecurityGroupIngress', ingress),
      group('Other', 'SecurityGroupIngress', '-'),
      "E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, ServiceName: com.amazonaws.eu-central-1.sqs, VpcId: !Ref V, PrivateDnsEnabled: true, SecurityGroupIds: [!Ref Theirs]}}",
      "F: {Type: 'AWS::Lambda::Function', Properties: {VpcConfig: {SubnetIds: [!Ref A], SecurityGroupIds: [!Ref Own]}}}",
    ].join('; ');
    const read = networkOf({ 'a.yaml': smallNetwork(text) });
    const resource = read.stacks[0]?.resource('F');
    const workload = resource === undefined ? undefined : workloadOf(resource, read);
    const stranded = workload === undefined ? undefined : strandedSubnets(read, workload, 'sqs');
    expect(stranded?.map(({ stopped }) => stopped?.by).join() || 'passes').toBe(expected);
  });
});

describe('what network ACLs let through', () => {
  it.each(acls)('$name', ({ entries, to, expected }) => {
    const written = entries.map(
      (entry, index) =>
        `N${index}: {Type: 'AWS::EC2::NetworkAclEntry', Properties: {NetworkAclId: !Ref Acl, RuleNumber: ${index + 1}, ${entry}}}`,
    );
    const text = [
      'param P; vpc V; subnet A in V on T; table T in V; subnet B in V; s3 gateway G in V on T',
      "Acl: {Type: 'AWS::EC2::NetworkAcl', Properties: {VpcId: !Ref V}}",
      "AclOfA: {Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: {SubnetId: !Ref A, NetworkAclId: !Ref Acl}}",
      "E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, ServiceName: com.amazonaws.eu-central-1.sqs, VpcId: !Ref V, PrivateDnsEnabled: true, SubnetIds: [!Ref B]}}",
      "Beside: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, ServiceName: com.amazonaws.eu-central-1.sns, VpcId: !Ref V, PrivateDnsEnabled: true, SubnetIds: [!Ref A]}}",
      "F: {Type: 'AWS::Lambda::Function', Properties: {VpcConfig: {SubnetIds: [!Ref A], SecurityGroupIds: [sg-0a1b2c3d]}}}",
      ...written,
    ].join('; ');
    const read = networkOf({ 'a.yaml': smallNetwork(text) });
    const resource = read.stacks[0]?.resource('F');
    const workload = resource === undefined ? undefined : workloadOf(resource, read);
    const [first] = workload === undefined ? [] : strandedSubnets(read, workload, to);
    const stopped = first?.stopped?.by === 'acl' ? first.stopped.direction : 'passes';
    expect(stopped).toBe(expected);
  });
});

describe('what is said about a part of a network', () => {
  it.each(explanations)('$ask', ({ network, ask, expected }) => {
    const read = networkOf({ 'a.yaml': smallNetwork(network) });
    const resource = read.stacks[0]?.resource(ask);
    const said = resource === undefined ? undefined : explainNetwork(resource, read);
    expect([said?.title, ...(said?.notes ?? []).map(({ text }) => text)]).toEqual(expected);
  });
});

describe('what a repair writes', () => {
  const stack = networkOf({ 'a.yaml': smallNetwork('vpc V; subnet A in V on T; table T in V') }).stacks[0];
  const named = (id: string): Identity => {
    const resource = stack?.resource(id);
    if (resource === undefined) throw new Error(`no ${id}`);
    return { kind: 'resource', key: `a.yaml/${id}`, resource, at: resource.idAt };
  };

  it.each(['s3', 'dynamodb'])('is a valid gateway endpoint for %s', (service) => {
    if (stack === undefined) throw new Error('no stack');
    const tables = [...readNetwork(stack).routeTables.values()];
    expect(unknownProperties(gatewayEndpointContent(stack, service, named('V'), tables))).toEqual([]);
  });

  it('is a valid interface endpoint with its group', () => {
    if (stack === undefined) throw new Error('no stack');
    const contents = interfaceEndpointContents(stack, 'kms', named('V'), [named('A')], 'Group');
    expect(unknownProperties(contents?.endpoint)).toEqual([]);
    expect(unknownProperties(contents?.group)).toEqual([]);
  });
});

/** The properties of a resource's content that its type does not have. */
function unknownProperties(content: unknown): string[] {
  const { Type: type = '', Properties: properties = {} } = content as { Type?: string; Properties?: object };
  expect(isKnownType(type)).toBe(true);
  return Object.keys(properties).filter((name) => property(type, name) === undefined);
}

describe('reading a network', () => {
  it('asks each resource for its properties a number of times that does not depend on the others', () => {
    const reads = [10, 20, 40].map((size) => countReads(chain(size)) / size);
    expect(reads[2]).toBeLessThanOrEqual((reads[0] ?? 0) * 1.2);
  });
});

/** A VPC with as many subnets, each with its own table and route. */
function chain(size: number): string {
  const subnets = Array.from(
    { length: size },
    (_, i) => `subnet S${i} in V on T${i}; table T${i} in V; T${i} -> nat N`,
  );
  return smallNetwork(`vpc V; regional nat N in V; ${subnets.join('; ')}`);
}

function countReads(text: string): number {
  const { get } = Resource.prototype;
  let count = 0;
  Resource.prototype.get = function (...path: Path) {
    count++;
    return get.apply(this, [...path]);
  };
  try {
    const network = networkOf({ 'a.yaml': text });
    for (const key of network.subnets.keys()) pathToService(network, key, 's3');
  } finally {
    Resource.prototype.get = get;
  }
  return count;
}

function answer(network: Network, ask: string): string {
  const [key = '', word, service = ''] = ask.split(' ');
  if (word === 'to') return pathToService(network, key, service).via;
  if (word === 'out') return pathToInternet(network, key).via;
  const found = routeTableOf(network, key);
  return found.kind === 'table' ? found.table.resource.id : found.kind;
}

function networkOf(files: Readonly<Record<string, string>>): Network {
  const templates = Object.entries(files).flatMap(([file, text]) => {
    const template = readTemplate(parseYaml(file, text));
    return template === undefined ? [] : [template];
  });
  const index = new TemplateIndex(templates, new Map());
  const stack = new Deployment(index, new Decisions()).stack(Object.keys(files)[0] ?? '');
  if (stack === undefined) throw new Error('no template');
  return readNetwork(stack);
}
