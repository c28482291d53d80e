import { type Answer, and, or } from './answer';
import { type Candidate, compile } from './compile';
import type { CompiledStatement } from './compiled-statement';
import { testAll } from './conditions';
import type { Policy } from './policy';
import { type Admission, allButListed, isLeftOut, isMeant, join, limit, nobody } from './principals';
import type { Request, Work } from './request';
import type { Names } from './symbols';
import type { LookUp } from './variables';

/** A request together with what is needed to put policies to it. */
export interface Question {
  readonly request: Request;
  /** In lower case. */
  readonly action: string;
  /** `resourceKey` of the resource. */
  readonly key: string | undefined;
  readonly names: Names;
  readonly lookUp: LookUp;
  readonly work: Work | undefined;
}

/** What policies without principals say. */
export interface Poll {
  readonly deny: Answer;
  readonly allow: Answer;
}

/** What a resource's policies say: whom they allow how, and whether they deny. */
export interface ResourcePoll {
  readonly deny: Answer;
  readonly allow: Admission;
}

const SILENT: Poll = { deny: 'no', allow: 'no' };
const DOUBTFUL: Poll = { deny: 'unknown', allow: 'unknown' };

/** Asks identity policies, boundaries, session and service control policies. */
export function poll(policies: readonly Policy[], question: Question): Poll {
  let deny: Answer = 'no';
  let allow: Answer = 'no';
  for (const policy of policies) {
    if (policy.open) {
      deny = or(deny, 'unknown');
      allow = or(allow, 'unknown');
    }
    for (const candidate of compile(policy, question.names).candidates(
      question.action,
      question.key,
      question.work,
    )) {
      const { effect } = candidate.statement.statement;
      // A further allowing statement adds nothing; a denying one always counts.
      if (effect === 'Allow' && allow === 'yes') continue;
      const applies = appliesTo(candidate, question);
      if (effect !== 'Allow') deny = or(deny, effect === undefined ? and(applies, 'unknown') : applies);
      if (effect !== 'Deny') allow = or(allow, effect === undefined ? and(applies, 'unknown') : applies);
    }
  }
  if (deny === 'no' && allow === 'no') return SILENT;
  return { deny, allow };
}

/** Asks policies of several levels, of which each must allow and any may deny. */
export function pollLevels(levels: readonly (readonly Policy[])[], question: Question): Poll {
  return levels
    .map((level) => poll(level, question))
    .reduce((above, below) => ({ deny: or(above.deny, below.deny), allow: and(above.allow, below.allow) }), {
      deny: 'no',
      allow: 'yes',
    });
}

/** Asks an optional policy; one that is not known may say anything. */
export function pollOne(policy: Policy | 'unknown', question: Question): Poll {
  return policy === 'unknown' ? DOUBTFUL : poll([policy], question);
}

/** Asks the policies of the resource, which name the callers they speak of. */
export function pollResource(policies: readonly Policy[], question: Question): ResourcePoll {
  let deny: Answer = 'no';
  let allow: Admission = nobody;
  for (const policy of policies) {
    if (policy.open) {
      deny = or(deny, 'unknown');
      allow = join(allow, { named: 'unknown', role: 'unknown', account: 'unknown', everyone: 'unknown' });
    }
    for (const candidate of compile(policy, question.names).candidates(
      question.action,
      question.key,
      question.work,
    )) {
      const { effect } = candidate.statement.statement;
      const applies =
        effect === undefined
          ? and(appliesTo(candidate, question), 'unknown')
          : appliesTo(candidate, question);
      if (applies === 'no') continue;
      if (effect !== 'Allow') deny = or(deny, and(applies, isDenied(candidate.statement, question)));
      if (effect !== 'Deny') allow = join(allow, limit(admissionOf(candidate.statement, question), applies));
    }
  }
  return { deny, allow };
}

/** As what an endpoint's policy decides: whether the caller may pass. */
export function pollEndpoint(policy: Policy | 'unknown', question: Question): Poll {
  if (policy === 'unknown') return DOUBTFUL;
  const { deny, allow } = pollResource([policy], question);
  return { deny, allow: isMeant(allow) };
}

/** Whether the caller is among those that a denying statement meets. */
export function isDenied({ principals }: CompiledStatement, { request }: Question): Answer {
  if (principals === undefined) return 'unknown';
  const admission = principals.admits(request.principal);
  return principals.negated ? isLeftOut(admission, request.principal) : isMeant(admission);
}

/** As what an allowing statement admits the caller, its other elements aside. */
export function admissionOf({ principals }: CompiledStatement, { request }: Question): Admission {
  // A resource policy without principals is not accepted by AWS; what was meant is not known.
  if (principals === undefined)
    return { named: 'unknown', role: 'unknown', account: 'unknown', everyone: 'unknown' };
  const admission = principals.admits(request.principal);
  return principals.negated ? allButListed(admission) : admission;
}

/** Whether a statement's actions, resources and conditions hold, principals aside. */
export function appliesTo({ statement, action }: Candidate, question: Question): Answer {
  if (question.work !== undefined) question.work.statements++;
  const resource = statement.resource(question.request.resource, question.lookUp);
  if (resource === 'no') return 'no';
  const { conditions, statement: written } = statement;
  const condition =
    conditions.length === 0 && !written.conditionsOpen
      ? 'yes'
      : testAll(conditions, written.conditionsOpen, question.lookUp);
  const answer = and(and(action, resource), condition);
  return statement.open ? and(answer, 'unknown') : answer;
}
