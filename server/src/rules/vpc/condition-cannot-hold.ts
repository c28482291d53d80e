import { asString, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import type { Condition, PolicyKind, Statement } from '../../iam/policy';
import { listed, serviceName } from '../../network/phrase';
import { readEndpoint } from '../../network/read-endpoint';

export const rule = defineRule({
  id: 'vpc-condition-cannot-hold',
  title: 'A policy condition about the VPC that no request can meet',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `aws:SourceVpce is the id of the endpoint that a request came through, aws:SourceVpc that of its VPC, and
    aws:SourceIp a public address: never that of a VPC, of a subnet, or a private range, and behind an
    endpoint not there at all (aws:VpcSourceIp is). A condition that compares them with something else is
    never met. A deny that is to spare the VPC then locks everyone out, its authors included, and an allow
    gives nothing. A deny that spares only ids written out, beside an endpoint or a VPC of the template that
    is not among them, keeps out what comes through that one, and a deny that spares only addresses keeps out
    what comes through any endpoint; that may be meant, so it is advice. It is fine to allow this where the
    data is for another network.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: data
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: OnlyFromTheVpc
            Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: arn:aws:s3:::data/*
            Condition:
              StringNotEquals:
                aws:SourceVpce: !Ref Vpc
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: data
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: OnlyFromTheVpc
            Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: arn:aws:s3:::data/*
            Condition:
              StringNotEquals:
                aws:SourceVpc: !Ref Vpc
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html',
  ],
  knownAs: [],
  *check(statement, graph) {
    for (const condition of statement.conditions) {
      const polarity = operators.get(condition.operator.toLowerCase());
      if (polarity === undefined || condition.open || condition.values.length === 0) continue;
      const reasons = condition.values.map((value) =>
        whyNever(condition.key.toLowerCase(), value, statement.policy.kind, graph),
      );
      const [reason] = reasons;
      const at = condition.values[0]?.at ?? condition.keyAt;
      if (reason !== undefined && !reasons.includes(undefined) && !isLiteralId(condition)) {
        yield {
          at,
          message: `${condition.key} ${reason}, so this statement ${effectOf(statement, polarity, condition.ifExists)}.`,
          severity: statement.effect === 'Deny' && polarity === 'negative' ? 'error' : 'warning',
        };
        continue;
      }
      if (statement.effect !== 'Deny' || polarity !== 'negative') continue;
      const [endpoint] = withoutAddress(condition, statement, graph);
      if (endpoint !== undefined) {
        yield {
          at,
          message: `Requests through ${endpoint.id} come without ${condition.key}, so this statement denies them.`,
          severity: 'info',
          related: [{ at: endpoint.idAt, message: 'the endpoint' }],
        };
        continue;
      }
      const kept = keptOut(condition, statement, graph);
      const [first] = kept;
      if (first === undefined) continue;
      yield {
        at,
        message: `${listed(kept.map(({ id }) => id))} ${kept.length > 1 ? 'are' : 'is'} not among the ids that ${condition.key} names, so this statement denies what comes through there.`,
        severity: 'info',
        related: [{ at: first.idAt, message: 'not spared' }],
      };
    }
  },
});

/**
 * The template's own endpoints to what a policy protects, or its VPCs, when a condition spares only ids that are written
 * out: those of other networks.
 */
function keptOut({ key, values }: Condition, { policy }: Statement, graph: Graph): Resource[] {
  const stack = graph.stack(policy.stack);
  const name = key.toLowerCase();
  const form = literalIds.get(name);
  if (stack === undefined || form === undefined || !values.every((value) => form.test(asString(value) ?? '')))
    return [];
  const { open, vpcs, endpoints } = graph.network(stack);
  if (open) return [];
  if (name === 'aws:sourcevpc') {
    const used = endpoints.flatMap(({ vpc, service }) =>
      vpc?.kind === 'resource' && isWanted(policy.kind, service) ? [vpc.key] : [],
    );
    return [...vpcs].flatMap(([vpc, resource]) => (used.includes(vpc) ? [resource] : []));
  }
  return endpoints.flatMap(({ resource, service }) => (isWanted(policy.kind, service) ? [resource] : []));
}

/**
 * The template's own endpoints to what a policy protects, when it spares addresses only: what comes through an endpoint
 * has no `aws:SourceIp`, and a negative operator holds for a key that is not there.
 */
function withoutAddress({ key }: Condition, { policy, conditions }: Statement, graph: Graph): Resource[] {
  const stack = graph.stack(policy.stack);
  if (stack === undefined || key.toLowerCase() !== 'aws:sourceip') return [];
  // Any other condition may spare those who come through there.
  if (conditions.some((other) => other.key !== key && !harmless.has(other.key.toLowerCase()))) return [];
  const { open, endpoints } = graph.network(stack);
  if (open) return [];
  return endpoints.flatMap(({ resource, service, kind, vpc, routeTables, usualNames }) => {
    const leadsThere = kind === 'gateway' ? routeTables.items.length > 0 : usualNames === true;
    return leadsThere && vpc?.kind === 'resource' && isWanted(policy.kind, service) ? [resource] : [];
  });
}

const harmless: ReadonlySet<string> = new Set([
  'aws:securetransport',
  'aws:viaawsservice',
  'aws:principalisawsservice',
]);

/** Only written-out ids: those that are none are the business of policy-invalid-value. */
function isLiteralId({ key, values }: Condition): boolean {
  return literalIds.has(key.toLowerCase()) && values.every((value) => asString(value) !== undefined);
}

const literalIds: ReadonlyMap<string, RegExp> = new Map([
  ['aws:sourcevpce', /^vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/],
  ['aws:sourcevpc', /^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/],
]);

function isWanted(kind: PolicyKind, service: string | undefined): boolean {
  return service !== undefined && servicesOf.get(kind)?.includes(service) === true;
}

/** Operators that hold when the value is one of those listed, and those that hold when it is none of them. */
const operators: ReadonlyMap<string, 'positive' | 'negative'> = new Map([
  ['stringequals', 'positive'],
  ['stringequalsignorecase', 'positive'],
  ['stringlike', 'positive'],
  ['ipaddress', 'positive'],
  ['stringnotequals', 'negative'],
  ['stringnotequalsignorecase', 'negative'],
  ['stringnotlike', 'negative'],
  ['notipaddress', 'negative'],
]);

function effectOf({ effect }: Statement, polarity: 'positive' | 'negative', ifExists: boolean): string {
  const rest = ifExists ? ' whose requests have the key' : '';
  if (effect === 'Deny') return polarity === 'negative' ? `denies everyone${rest}` : 'denies nobody';
  return polarity === 'negative' ? 'excepts nobody' : 'allows nothing';
}

/** Why a key never has a value: the end of a sentence that starts with the key. */
function whyNever(key: string, value: Value, kind: PolicyKind, graph: Graph): string | undefined {
  if (key === 'aws:sourceip') return privateRange(value);
  if (key !== 'aws:sourcevpce' && key !== 'aws:sourcevpc') return undefined;
  const expected = key === 'aws:sourcevpce' ? 'AWS::EC2::VPCEndpoint' : 'AWS::EC2::VPC';
  const noun = key === 'aws:sourcevpce' ? 'an endpoint' : 'a VPC';
  const text = asString(value);
  if (text !== undefined) {
    const prefix = key === 'aws:sourcevpce' ? 'vpce-' : 'vpc-';
    return text.startsWith(prefix) || /[*?$]/.test(text) || !/^[a-z]+-/.test(text)
      ? undefined
      : `is never ${text}, which is no id of ${noun}`;
  }
  if (value.kind !== 'reference' || value.to.type !== 'resource') return undefined;
  const resource = graph.resource(value.to.stack, value.to.id);
  if (resource === undefined || !resource.type.startsWith('AWS::EC2::')) return undefined;
  if (resource.type !== expected) {
    if (value.to.attribute === 'VpcId' && expected === 'AWS::EC2::VPC') return undefined;
    return `is never ${resource.id}, which is not ${noun}`;
  }
  const wanted = servicesOf.get(kind);
  const service = expected === 'AWS::EC2::VPCEndpoint' ? readEndpoint(resource).service : undefined;
  if (wanted === undefined || service === undefined || wanted.includes(service)) return undefined;
  return `is never ${resource.id}, which is an endpoint of ${serviceName(service)}`;
}

/** The endpoints through which requests to what a policy protects can come. */
const servicesOf: ReadonlyMap<PolicyKind, readonly string[]> = new Map<PolicyKind, readonly string[]>([
  ['bucket', ['s3', 's3express', 's3-outposts', 's3tables', 's3-global.accesspoint']],
  ['table', ['dynamodb', 'dynamodb-streams', 'dynamodb-fips']],
  ['queue', ['sqs', 'sqs-fips']],
  ['topic', ['sns', 'sns-fips']],
  ['secret', ['secretsmanager', 'secretsmanager-fips']],
]);

function privateRange(value: Value): string | undefined {
  const text = asString(value);
  if (text === undefined || !/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(text)) return undefined;
  return `is never in the private ${text}`;
}
