import type { Place } from '../base/range';
import { type Answer, and } from './answer';
import { type Candidate, compile } from './compile';
import type { Policy, Statement } from './policy';
import { admissionOf, appliesTo, isDenied, type Question } from './poll';
import { isMeant } from './principals';
import type { Because, PolicySet, Reason, Verdict } from './request';

/** The statements and elements that led to a verdict, the weightiest first. */
export function explain(verdict: Verdict, policies: PolicySet, question: Question): readonly Because[] {
  const found = sources(policies).flatMap((source) => statementsOf(source, { ...question, work: undefined }));
  switch (verdict.outcome) {
    case 'allowed':
      return found
        .filter(({ candidate, applies }) => isAllow(candidate) && applies === 'yes')
        .map(allows(question));
    case 'denied':
      return verdict.reason === 'explicit-deny'
        ? found
            .filter(({ candidate, applies }) => isDeny(candidate) && applies === 'yes')
            .map(denies(question))
        : whyNot(verdict.reason, policies, found, question);
    case 'unknown':
      return [
        ...found.filter(({ applies }) => applies === 'unknown').map((item) => doubt(item, question)),
        ...unseen(policies),
      ];
  }
}

type Side = 'identity' | 'boundary' | 'session' | 'resource' | 'service-control' | 'endpoint';

interface Source {
  readonly side: Side;
  readonly policy: Policy;
}

interface Found extends Source {
  readonly candidate: Candidate;
  readonly applies: Answer;
}

function sources(policies: PolicySet): readonly Source[] {
  const control = policies.serviceControl === 'unknown' ? [] : (policies.serviceControl ?? []).flat();
  return [
    ...from('service-control', control),
    ...from('endpoint', known(policies.endpoint)),
    ...from('resource', policies.resource),
    ...from('boundary', known(policies.boundary)),
    ...from('session', known(policies.session)),
    ...from('identity', policies.identity),
  ];
}

function from(side: Side, policies: readonly Policy[]): readonly Source[] {
  return policies.map((policy) => ({ side, policy }));
}

function known(policy: Policy | 'unknown' | undefined): readonly Policy[] {
  return policy === undefined || policy === 'unknown' ? [] : [policy];
}

function statementsOf(source: Source, question: Question): readonly Found[] {
  return compile(source.policy, question.names)
    .candidates(question.action)
    .map((candidate) => {
      const elements = appliesTo(candidate, question);
      return { ...source, candidate, applies: and(elements, meets(source.side, candidate, question)) };
    });
}

/** Whether the statement speaks of the caller. */
function meets(side: Side, { statement }: Candidate, question: Question): Answer {
  if (side !== 'resource' && side !== 'endpoint') return 'yes';
  return statement.statement.effect === 'Deny'
    ? isDenied(statement, question)
    : isMeant(admissionOf(statement, question));
}

function isAllow({ statement }: Candidate): boolean {
  return statement.statement.effect === 'Allow';
}

function isDeny({ statement }: Candidate): boolean {
  return statement.statement.effect === 'Deny';
}

function allows({ request }: Question): (found: Found) => Because {
  return ({ candidate: { statement } }) => ({
    statement: statement.statement,
    at: statement.statement.actions?.keyAt ?? statement.statement.at,
    says: `${named(statement.statement)} allows ${request.action} on ${request.resource.text}`,
  });
}

function denies({ request }: Question): (found: Found) => Because {
  return ({ candidate: { statement } }) => ({
    statement: statement.statement,
    at: statement.statement.effectAt ?? statement.statement.at,
    says: `${named(statement.statement)} denies ${request.action} on ${request.resource.text}`,
  });
}

/** Where the permission is missing: the statements that come nearest, or the policies that say nothing of it. */
function whyNot(
  reason: Reason,
  policies: PolicySet,
  found: readonly Found[],
  question: Question,
): readonly Because[] {
  const sides = sidesOf(reason);
  const near = found
    .filter(({ side, candidate }) => sides.includes(side) && isAllow(candidate))
    .map((item) => obstacle(item, 'no', question))
    .filter((item) => item !== undefined);
  if (near.length > 0) return near;
  return sources(policies)
    .filter(({ side }) => sides.includes(side))
    .map(({ policy }) => ({ at: policy.at, says: `no statement allows ${question.request.action}` }));
}

function sidesOf(reason: Reason): readonly Side[] {
  switch (reason) {
    case 'boundary':
    case 'session':
    case 'service-control':
    case 'endpoint':
      return [reason];
    case 'resource-policy':
    case 'trust-policy':
    case 'key-policy-does-not-delegate':
      return ['resource'];
    default:
      return ['identity', 'resource'];
  }
}

function doubt(item: Found, question: Question): Because {
  const { statement } = item.candidate.statement;
  return (
    obstacle(item, 'unknown', question) ?? {
      statement,
      at: statement.at,
      says: `${named(statement)} is not fully known`,
    }
  );
}

/** The first element of a statement for which `answer` was given. */
function obstacle(
  { side, candidate }: Found,
  answer: 'no' | 'unknown',
  question: Question,
): Because | undefined {
  const { statement: compiled, action } = candidate;
  const { statement } = compiled;
  const { request, lookUp } = question;
  const because = (at: Place | undefined, says: string): Because => ({
    statement,
    at: at ?? statement.at,
    says,
  });
  const open = answer === 'unknown' ? 'may or may not' : 'does not';
  if (action === answer)
    return because(statement.actions?.keyAt, `${named(statement)} ${open} mean ${request.action}`);
  if (compiled.resource(request.resource, lookUp) === answer) {
    return because(statement.resources?.keyAt, `${named(statement)} ${open} cover ${request.resource.text}`);
  }
  if (meets(side, candidate, question) === answer) {
    return because(
      statement.principals?.keyAt,
      `${named(statement)} ${open} name ${request.principal.name.text}`,
    );
  }
  const condition = compiled.conditions.find((one) => one.test(lookUp) === answer);
  if (condition === undefined) return undefined;
  return because(condition.condition.keyAt, `its condition on ${condition.condition.key} ${open} hold`);
}

/** Parts of the policy set that could not be read. */
function unseen(policies: PolicySet): readonly Because[] {
  return sources(policies)
    .filter(({ policy }) => policy.open)
    .map(({ policy }) => ({ at: policy.at, says: 'this policy may hold further statements' }));
}

function named(statement: Statement): string {
  return statement.sid === undefined ? 'this statement' : `statement ${statement.sid}`;
}
