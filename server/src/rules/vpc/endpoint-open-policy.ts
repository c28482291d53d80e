import { asString } from '../../base/value';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { isConditional } from '../../graph/policy-holder';
import type { Element, Statement } from '../../iam/policy';
import type { Endpoint } from '../../network/network';
import { serviceName } from '../../network/phrase';
import { readEndpoint } from '../../network/read-endpoint';
import { accountPolicy } from '../../network/writing';

export const rule = defineRule({
  id: 'vpc-endpoint-open-policy',
  title: 'An endpoint that lets everything through',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EC2::VPCEndpoint'],
  why: `An endpoint without a policy, or with one that allows every action on every resource, lets whatever runs
    in the VPC use any account's data with any account's credentials: stolen data leaves through it into a
    foreign bucket without touching the internet. A policy with aws:PrincipalAccount and aws:ResourceAccount
    keeps it to this account. Amazon's own buckets, for packages and container images, then need a statement
    of their own. It is fine to allow this where a central team attaches the policy.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  S3Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcId: !Ref Vpc
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: s3:*
            Resource: '*'
            Condition:
              StringEquals:
                aws:PrincipalAccount: !Ref AWS::AccountId
                aws:ResourceAccount: !Ref AWS::AccountId
`,
  },
  references: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
    'https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html',
  ],
  knownAs: [],
  *check(resource, graph) {
    const endpoint = readEndpoint(resource);
    const { kind, service } = endpoint;
    if ((kind !== 'gateway' && kind !== 'interface') || resource.stack.template.open) return;
    const through = service === undefined ? 'data' : serviceName(service);
    const fixes = service === undefined ? [] : [fixOf(endpoint, service)];
    if (!resource.has('PolicyDocument')) {
      const message = `${resource.id} has no policy: any credentials may use any account's ${through} through it.`;
      yield { at: resource.idAt, message, severity: kind === 'gateway' ? 'warning' : 'info', fixes };
      return;
    }
    for (const { statements } of graph.policiesOf(resource)) {
      const open = statements.find((statement) => allowsEverything(statement, service));
      if (open === undefined || statements.some(keepsOthersOut)) continue;
      const message = `The policy of ${resource.id} lets any credentials use any account's ${through} through it.`;
      yield {
        at: resource.at('PolicyDocument'),
        message,
        related: [{ at: open.at, message: 'allowed here' }],
        fixes,
      };
    }
  },
});

/** True when what is allowed is denied again for whom, or for whose data, a condition says. */
function keepsOthersOut({ effect, conditions, conditionsOpen }: Statement): boolean {
  return (
    effect === 'Deny' &&
    (conditionsOpen || conditions.some(({ key }) => /^(?:aws|s3):(?:principal|resource)/i.test(key)))
  );
}

function allowsEverything(statement: Statement, service = ''): boolean {
  const { effect, actions, resources, principals } = statement;
  if (effect !== 'Allow' || isConditional(statement)) return false;
  if (
    principals?.negated === true ||
    !(principals?.principals ?? []).some(({ value }) => asString(value) === '*')
  )
    return false;
  return names(actions, ['*', `${service}:*`]) && names(resources, ['*', 'arn:aws:s3:::*']);
}

function names(element: Element | undefined, wanted: readonly string[]): boolean {
  if (element === undefined || element.negated) return false;
  return element.items.some((item) => wanted.includes(asString(item)?.toLowerCase() ?? ''));
}

function fixOf({ resource }: Endpoint, service: string): Fix {
  return {
    title: 'Limit the endpoint to this account',
    safe: false,
    changes: [resource.set(['PolicyDocument'], accountPolicy(resource.stack, service))],
  };
}
