import { defineRule } from '../../engine/rule';
import { listed } from '../../graph/policy-holder';
import { servicesFor, shutsOut, type TrustedService, trustPolicyOf } from '../../graph/trust';
import { addPrincipal, addStatement } from '../../iam/edits';
import type { Policy, Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-trust-missing-service',
  title: 'Role that its service cannot assume',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IAM::Role'],
  why: `A service works with a role only when the role's trust policy admits it. A role that is given to a Glue job and
trusts only Lambda deploys, and every run fails with "is not authorized to perform sts:AssumeRole" or a role that cannot be
assumed. Add the service to the trust policy. Allow it where the trust policy is completed by a macro or after the
deployment.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
  Etl:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt EtlRole.Arn
      Command:
        Name: glueetl
        ScriptLocation: s3://code-bucket/etl.py
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: glue.amazonaws.com
            Action: sts:AssumeRole
  Etl:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt EtlRole.Arn
      Command:
        Name: glueetl
        ScriptLocation: s3://code-bucket/etl.py
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  ],
  knownAs: [],
  *check(role, graph) {
    const policy = trustPolicyOf(role, graph);
    if (policy === undefined) return;
    const missing = new Map<string, TrustedService[]>();
    for (const service of [...servicesFor(role, graph)].sort(byId)) {
      if (!shutsOut(policy, service.principals, graph)) continue;
      const [name = ''] = service.principals;
      missing.set(name, [...(missing.get(name) ?? []), service]);
    }
    for (const [service, workloads] of missing) {
      const users = [...new Set(workloads.map(({ resource }) => resource.id))];
      yield {
        at: pointAt(policy),
        message: `${service} cannot assume ${role.id}, so ${listed(users)} ${users.length > 1 ? 'fail' : 'fails'} at run time.`,
        related: workloads
          .slice(0, 3)
          .map(({ resource, at }) => ({ at, message: `${resource.id} works with ${role.id}` })),
        fixes: [
          { title: `Let ${service} assume ${role.id}`, safe: true, changes: [repair(policy, service)] },
        ],
      };
    }
  },
});

function byId(a: TrustedService, b: TrustedService): number {
  return a.resource.id < b.resource.id ? -1 : 1;
}

/** The principal that is admitted in the service's place. */
function pointAt(policy: Policy) {
  const statement = policy.statements.find(({ effect }) => effect === 'Allow');
  return statement?.principals?.principals[0]?.at ?? statement?.at ?? policy.at;
}

function repair(policy: Policy, service: string) {
  const statement = policy.statements.find(admitsServices);
  if (statement !== undefined) return addPrincipal(statement, 'Service', service);
  return addStatement(policy, { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
}

/** A statement that says nothing else than which services may assume the role. */
function admitsServices({ effect, principals, conditions, conditionsOpen }: Statement): boolean {
  if (effect !== 'Allow' || conditions.length > 0 || conditionsOpen || principals === undefined) return false;
  return (
    !principals.negated &&
    principals.principals.length > 0 &&
    principals.principals.every(({ type }) => type === 'Service')
  );
}
