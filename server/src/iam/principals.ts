import { type Answer, and, not, or } from './answer';
import { equals, intersects } from './matching';
import { exactly, fromTokens, glob, MANY, type Pattern, splitArn, UNKNOWN } from './pattern';
import type { Principal, PrincipalElement } from './policy';
import type { Caller } from './request';
import type { Names } from './symbols';

/**
 * As what a Principal element admits a caller; the difference decides whether other policies count too.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface Admission {
  /** By its own name: a user, one session, a service, a provider, an account for its root user. */
  readonly named: Answer;
  /** By the ARN of its role. */
  readonly role: Answer;
  /** Through its account, which leaves the decision to the account's policies. */
  readonly account: Answer;
  /** Because anyone is admitted. */
  readonly everyone: Answer;
}

export interface CompiledPrincipals {
  readonly negated: boolean;
  admits(caller: Caller): Admission;
}

export const nobody: Admission = { named: 'no', role: 'no', account: 'no', everyone: 'no' };
const anybody: Admission = { ...nobody, everyone: 'yes' };
const perhaps: Admission = { named: 'unknown', role: 'unknown', account: 'unknown', everyone: 'unknown' };

export function compilePrincipals(element: PrincipalElement, names: Names): CompiledPrincipals {
  const tests = element.principals.map((principal) => principalTest(principal, names));
  const unseen = element.open ? perhaps : nobody;
  return {
    negated: element.negated,
    admits: (caller) => tests.reduce((sum, test) => join(sum, test(caller)), unseen),
  };
}

export function join(a: Admission, b: Admission): Admission {
  if (a === nobody) return b;
  if (b === nobody) return a;
  return {
    named: or(a.named, b.named),
    role: or(a.role, b.role),
    account: or(a.account, b.account),
    everyone: or(a.everyone, b.everyone),
  };
}

/** The admission as far as `answer`, the rest of the statement, holds. */
export function limit(admission: Admission, answer: Answer): Admission {
  if (answer === 'yes') return admission;
  if (answer === 'no') return nobody;
  return {
    named: and(admission.named, answer),
    role: and(admission.role, answer),
    account: and(admission.account, answer),
    everyone: and(admission.everyone, answer),
  };
}

/** Whether the caller is meant at all, as a Deny statement asks. */
export function isMeant({ named, role, account, everyone }: Admission): Answer {
  return or(or(named, role), or(account, everyone));
}

/**
 * Whether a Deny with `NotPrincipal` meets the caller. To be spared, a user or role must be listed together with its
 * account; with the role alone AWS only says that it may still be denied.
 */
export function isLeftOut(listed: Admission, caller: Caller): Answer {
  const self = or(listed.named, listed.role);
  if (listed.everyone === 'yes') return 'no';
  if (caller.account === undefined) return not(or(self, listed.everyone));
  if (self === 'no' && listed.everyone === 'no') return 'yes';
  return self === 'yes' && (listed.account === 'yes' || caller.kind === 'root') ? 'no' : 'unknown';
}

/** An Allow with `NotPrincipal` admits everyone but those it lists. */
export function allButListed(listed: Admission): Admission {
  return { ...nobody, everyone: not(or(or(listed.named, listed.role), listed.everyone)) };
}

/** The account of a root ARN or of a bare account id. */
export function accountOf(principal: Pattern): Pattern | undefined {
  const { tokens, text } = principal;
  if (principal.exact && /^\d{12}$/.test(text)) return principal;
  const [only] = tokens;
  if (tokens.length === 1 && typeof only === 'object' && only.alphabet === 'digits') return principal;
  const parts = splitArn(principal);
  const isRoot = parts[0]?.text === 'arn' && parts[2]?.text === 'iam' && parts[5]?.text === 'root';
  return isRoot ? parts[4] : undefined;
}

type Test = (caller: Caller) => Admission;

function principalTest({ type, value }: Principal, names: Names): Test {
  const pattern = names.exactly(value);
  const isStar = pattern.exact && pattern.text === '*';
  switch (type) {
    case '*':
      return () => anybody;
    case 'AWS':
      return isStar ? () => anybody : awsTest(pattern);
    case 'Service':
      return (caller) => nameTest(caller, 'service', withoutCountry(pattern));
    case 'Federated':
      return (caller) => nameTest(caller, 'federated', pattern);
    case 'CanonicalUser':
      return (caller) => {
        // The canonical id of an account is not the one it has elsewhere, so a caller may belong to it.
        if (caller.account !== undefined) return { ...nobody, account: 'unknown' };
        return nameTest(caller, 'canonical', pattern);
      };
    case 'unknown':
      return () => perhaps;
  }
}

function nameTest(caller: Caller, kind: Caller['kind'], pattern: Pattern): Admission {
  return caller.kind === kind ? { ...nobody, named: equals(pattern, caller.name) } : nobody;
}

function awsTest(pattern: Pattern): Test {
  const account = accountOf(pattern);
  if (account !== undefined) return (caller) => accountTest(caller, account);
  if (!isArn(pattern)) return (caller) => (isPerson(caller) ? notArn(pattern, caller) : nobody);
  // IAM knows no wildcards within a principal's ARN and rejects such a policy.
  if (pattern.tokens.some((token) => token === STAR || token === QUESTION)) {
    return (caller) => (isPerson(caller) ? { ...nobody, named: 'unknown', role: 'unknown' } : nobody);
  }
  return (caller) => arnTest(caller, pattern);
}

const STAR = 42;
const QUESTION = 63;
const SLASH = 47;

function accountTest(caller: Caller, account: Pattern): Admission {
  if (!isPerson(caller)) return nobody;
  const same = caller.account === undefined ? 'unknown' : equals(account, caller.account);
  return caller.kind === 'root' ? { ...nobody, named: same, account: same } : { ...nobody, account: same };
}

/** A unique id (`AROA…`), or a text that may turn out as an account or an ARN. */
function notArn(pattern: Pattern, caller: Caller): Admission {
  if (!pattern.exact) {
    const same = equals(pattern, caller.name);
    return { named: same, role: same, account: 'unknown', everyone: 'unknown' };
  }
  return /^A(ID|RO)A\w+$/.test(pattern.text) ? { ...nobody, named: 'unknown', role: 'unknown' } : nobody;
}

function arnTest(caller: Caller, pattern: Pattern): Admission {
  switch (caller.kind) {
    case 'role': {
      const role = equals(pattern, caller.name);
      if (role === 'yes') return { ...nobody, role };
      const named: Answer = intersects(pattern, sessionsOf(caller.name)) ? 'unknown' : 'no';
      return { ...nobody, role, named };
    }
    case 'session':
      return {
        ...nobody,
        named: equals(pattern, caller.name),
        role: caller.role === undefined ? 'unknown' : equals(pattern, caller.role),
      };
    case 'user':
    case 'root':
      return { ...nobody, named: equals(pattern, caller.name) };
    default:
      return nobody;
  }
}

/** Callers that belong to an account and can be named under `AWS`. */
function isPerson(caller: Caller): boolean {
  return (
    caller.kind === 'role' || caller.kind === 'session' || caller.kind === 'user' || caller.kind === 'root'
  );
}

function isArn(pattern: Pattern): boolean {
  return splitArn(pattern)[0]?.text === 'arn' && pattern.tokens.length > 4;
}

/** Every session of a role: `arn:aws:sts::<account>:assumed-role/<name without path>/*`. */
function sessionsOf(role: Pattern): Pattern {
  const parts = splitArn(role);
  const [account, rest] = [parts[4], parts[5]];
  if (account === undefined || rest === undefined) return glob(UNKNOWN);
  const name = rest.tokens.slice(rest.tokens.lastIndexOf(SLASH) + 1);
  const head = exactly('arn:aws:sts::').tokens;
  return fromTokens([...head, ...account.tokens, ...exactly(':assumed-role/').tokens, ...name, SLASH, MANY]);
}

/** Service principals of China are written with and without the country. */
function withoutCountry(pattern: Pattern): Pattern {
  return pattern.exact ? exactly(pattern.text.toLowerCase().replace(/\.cn$/, '')) : pattern;
}
