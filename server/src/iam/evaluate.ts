import { type Answer, and, or } from './answer';
import { explain } from './explain';
import { equals } from './matching';
import { exactly, type Pattern } from './pattern';
import { type Poll, poll, pollEndpoint, pollLevels, pollOne, pollResource, type Question } from './poll';
import { type Admission, isMeant } from './principals';
import type {
  Because,
  Caller,
  ContextValue,
  Decision,
  PolicySet,
  Reason,
  Request,
  Verdict,
  Work,
} from './request';
import { resourceKey } from './resource-key';
import { type Names, plainNames } from './symbols';

/**
 * Decides a request as AWS does, as far as it can be known before deployment: an explicit denial anywhere wins;
 * service control policy, endpoint, boundary and session policy limit; within an account identity or resource
 * policy must allow, across accounts both; a KMS key and a role's trust policy must admit the caller or delegate
 * to its account whatever the identity's policies say.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(
  request: Request,
  policies: PolicySet,
  names: Names = plainNames,
  work?: Work,
): Decision {
  const question = questionOf(request, names, work);
  return new LazyDecision(decide(question, policies), policies, question);
}

/** Thousands of requests are decided for one that somebody wants explained, so the explanation waits. */
class LazyDecision implements Decision {
  readonly outcome: Decision['outcome'];
  readonly reason: Reason;
  private explained: readonly Because[] | undefined;

  constructor(
    verdict: Verdict,
    private readonly policies: PolicySet,
    private readonly question: Question,
  ) {
    this.outcome = verdict.outcome;
    this.reason = verdict.reason;
  }

  get because(): readonly Because[] {
    this.explained ??= explain(this, this.policies, this.question);
    return this.explained;
  }
}

const UNLIMITED: Poll = { deny: 'no', allow: 'yes' };

function decide(question: Question, policies: PolicySet): Verdict {
  const votes = collect(question, policies);
  if (votes.deny === 'yes') return { outcome: 'denied', reason: 'explicit-deny' };
  const verdict = verdictOf(votes, question, policies);
  if (verdict.outcome === 'allowed' && votes.deny === 'unknown')
    return { outcome: 'unknown', reason: 'not-known' };
  return verdict;
}

interface Votes {
  readonly deny: Answer;
  readonly identity: Answer;
  readonly resource: Admission;
  readonly boundary: Answer;
  readonly session: Answer;
  readonly serviceControl: Answer;
  readonly endpoint: Answer;
}

function collect(question: Question, policies: PolicySet): Votes {
  const isService =
    question.request.principal.account === undefined && question.request.principal.kind === 'service';
  const identity = poll(policies.identity, question);
  const boundary = policies.boundary === undefined ? UNLIMITED : pollOne(policies.boundary, question);
  const session = policies.session === undefined ? UNLIMITED : pollOne(policies.session, question);
  const endpoint = policies.endpoint === undefined ? UNLIMITED : pollEndpoint(policies.endpoint, question);
  const resource = pollResource(policies.resource, question);
  const control =
    policies.serviceControl === undefined || isService
      ? UNLIMITED
      : policies.serviceControl === 'unknown'
        ? pollOne('unknown', question)
        : pollLevels(policies.serviceControl, question);
  const unseen: Answer = policies.identityOpen || policies.resourceOpen ? 'unknown' : 'no';
  return {
    deny: or(
      or(or(unseen, identity.deny), or(boundary.deny, session.deny)),
      or(or(endpoint.deny, resource.deny), control.deny),
    ),
    identity: policies.identityOpen ? or(identity.allow, 'unknown') : identity.allow,
    resource: policies.resourceOpen ? maybeMore(resource.allow) : resource.allow,
    boundary: boundary.allow,
    session: session.allow,
    serviceControl: control.allow,
    endpoint: endpoint.allow,
  };
}

function maybeMore({ named, role, account, everyone }: Admission): Admission {
  return {
    named: or(named, 'unknown'),
    role: or(role, 'unknown'),
    account: or(account, 'unknown'),
    everyone: or(everyone, 'unknown'),
  };
}

function verdictOf(votes: Votes, question: Question, policies: PolicySet): Verdict {
  if (votes.serviceControl === 'no') return denied('service-control');
  if (votes.endpoint === 'no') return denied('endpoint');
  const passage = and(votes.serviceControl, votes.endpoint);
  const { principal, resourceAccount } = question.request;
  if (!belongsToAccount(principal)) return outsider(votes, question, passage);
  const same = sameAccount(principal.account, resourceAccount);
  const within = () => withinAccount(votes, question, policies, passage);
  if (same === 'yes') return within();
  const across = acrossAccounts(votes, question, passage);
  if (same === 'no') return across;
  const inside = within();
  return inside.outcome === across.outcome ? inside : NOT_KNOWN;
}

/** Services, federated and anonymous callers have no policies of their own. */
function outsider(votes: Votes, question: Question, passage: Answer): Verdict {
  const { named, role, everyone } = votes.resource;
  const reason = isTrust(question) ? 'trust-policy' : 'resource-policy';
  return verdict(and(passage, or(or(named, role), everyone)), 'resource-allows', reason);
}

function withinAccount(votes: Votes, question: Question, policies: PolicySet, passage: Answer): Verdict {
  const limits = and(votes.boundary, votes.session);
  const byIdentity = and(votes.identity, limits);
  const byResource = alone(votes.resource, limits);
  if (!isGated(question)) {
    const allowedBy = byIdentity === 'yes' ? 'identity-allows' : 'resource-allows';
    return verdict(and(passage, or(byIdentity, byResource)), allowedBy, missing(votes));
  }
  const delegated = delegation(votes, question, policies);
  const allowed = or(byResource, and(delegated, byIdentity));
  const allowedBy = byResource === 'yes' ? 'resource-allows' : 'both-allow';
  const gate = isTrust(question) ? 'trust-policy' : 'key-policy-does-not-delegate';
  const isAdmitted = delegated !== 'no' || isMeant(votes.resource) !== 'no';
  return verdict(and(passage, allowed), allowedBy, isAdmitted ? missing(votes) : gate);
}

/** What the resource's policy grants without any help of the identity's. */
function alone({ named, role, everyone }: Admission, limits: Answer): Answer {
  // Documented: naming a user or a session is not limited by what boundary and session policy leave out, naming a
  // role is. For a policy that admits everyone nothing is documented.
  const toEveryone = limits === 'no' && everyone !== 'no' ? 'unknown' : everyone;
  return or(or(named, and(role, limits)), toEveryone);
}

/** Whether the key or trust policy leaves the decision to the account's policies. A key without one does. */
function delegation(votes: Votes, question: Question, policies: PolicySet): Answer {
  const isDefault = policies.resource.length === 0 && !isTrust(question);
  return isDefault ? 'yes' : votes.resource.account;
}

function acrossAccounts(votes: Votes, question: Question, passage: Answer): Verdict {
  const byIdentity = and(votes.identity, and(votes.boundary, votes.session));
  const byResource = isMeant(votes.resource);
  const gate = isTrust(question) ? 'trust-policy' : 'resource-policy';
  const reason = byResource === 'no' ? gate : missing(votes);
  return verdict(and(passage, and(byIdentity, byResource)), 'both-allow', reason);
}

/** Why the identity's side does not allow. */
function missing(votes: Votes): Reason {
  if (votes.identity === 'no') return 'implicit-deny';
  if (votes.boundary === 'no') return 'boundary';
  return votes.session === 'no' ? 'session' : 'implicit-deny';
}

const NOT_KNOWN: Verdict = { outcome: 'unknown', reason: 'not-known' };

function verdict(allowed: Answer, allowedBy: Reason, deniedBy: Reason): Verdict {
  if (allowed === 'unknown') return NOT_KNOWN;
  return allowed === 'yes' ? { outcome: 'allowed', reason: allowedBy } : denied(deniedBy);
}

function denied(reason: Reason): Verdict {
  return { outcome: 'denied', reason };
}

/** Actions that need a statement in the resource's own policy even within the account. */
function isGated(question: Question): boolean {
  return question.action.startsWith('kms:') || isTrust(question);
}

function isTrust({ action }: Question): boolean {
  return action.startsWith('sts:assumerole');
}

function belongsToAccount({ kind }: Caller): boolean {
  return kind === 'role' || kind === 'session' || kind === 'user' || kind === 'root';
}

function sameAccount(a: Pattern | undefined, b: Pattern | undefined): Answer {
  return a === undefined || b === undefined ? 'unknown' : equals(a, b);
}

function questionOf(request: Request, names: Names, work: Work | undefined): Question {
  const { context } = request;
  const lookUp = (key: string): ContextValue =>
    context.keys.get(key) ?? impliedKey(key, request) ?? (context.complete ? 'absent' : 'unknown');
  const key = resourceKey(request.resource);
  return { request, action: request.action.toLowerCase(), key, names, lookUp, work };
}

/** Condition keys that follow from the request itself. */
function impliedKey(key: string, request: Request): ContextValue | undefined {
  const { principal } = request;
  const isInside = belongsToAccount(principal);
  switch (key) {
    case 'aws:principalarn':
      if (!isInside) return 'absent';
      // Of a session it is the ARN of its role.
      return principal.kind === 'session'
        ? principal.role
          ? [principal.role]
          : 'unknown'
        : [principal.name];
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      if (!isInside) return key === 'aws:principalaccount' ? 'absent' : 'unknown';
      return principal.account === undefined ? 'unknown' : [principal.account];
    case 'aws:resourceaccount':
      return request.resourceAccount === undefined ? 'unknown' : [request.resourceAccount];
    case 'aws:principalisawsservice':
      return [exactly(principal.kind === 'service' ? 'true' : 'false')];
    case 'aws:principalservicename':
      return principal.kind === 'service' ? [principal.name] : 'absent';
    default:
      return undefined;
  }
}
