import { names, policyOf, type Written } from '../../../test/models/iam/values';
import { evaluate } from '../iam/evaluate';
import { exactly, type Pattern } from '../iam/pattern';
import type { Policy } from '../iam/policy';
import { noContext, type PolicySet, type Request, type Work } from '../iam/request';
import { accountAtom } from '../iam/symbols';

/** Roles and resources as the evaluation meets them: read, and nothing made ready for requests yet. */
export interface Access {
  readonly roles: readonly { readonly name: Pattern; readonly policies: PolicySet }[];
  readonly resources: readonly Pattern[];
}

/** So many roles of which each names so many of the resources, one per statement. */
export function accessOf(roles: number, statements: number, resources: number): Access {
  return {
    roles: Array.from({ length: roles }, (_, role) => ({
      name: exactly('arn:aws:iam::', accountAtom, `:role/role-${role}`),
      policies: policiesOf(policyOf('identity', statementsOf(role, statements, resources))),
    })),
    resources: Array.from({ length: resources }, (_, index) =>
      exactly(`arn:aws:s3:::bucket-${index}/data/part-0`),
    ),
  };
}

function statementsOf(role: number, statements: number, resources: number): Written {
  return Array.from({ length: statements }, (_, index) => ({
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: `arn:aws:s3:::bucket-${(role * 7 + index) % resources}/*`,
  }));
}

function policiesOf(policy: Policy): PolicySet {
  return { identity: [policy], identityOpen: false, resource: [], resourceOpen: false };
}

/** Decides for every role and every resource whether the role may read it; gives how many requests are allowed. */
export function decideAll({ roles, resources }: Access, work?: Work): number {
  const account = exactly(accountAtom);
  let allowed = 0;
  for (const { name, policies } of roles) {
    for (const resource of resources) {
      const request: Request = {
        principal: { kind: 'role', name, account },
        action: 's3:GetObject',
        resource,
        resourceAccount: account,
        context: noContext,
      };
      if (evaluate(request, policies, names, work).outcome === 'allowed') allowed++;
    }
  }
  return allowed;
}
