import { type Answer, answerOf, every } from './answer';
import { parseAddressRange } from './ip';
import { equals, matches } from './matching';
import { lowerCase, type Pattern, splitArn, UNKNOWN } from './pattern';

/**
 * A condition operator that compares one value of the policy with one of the request.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface Operator {
  /** `Not…`: holds when no value of the policy compares. */
  readonly negated: boolean;
  /** True when `*` and `?` in the policy's value are wildcards. */
  readonly wild: boolean;
  compare(policy: Pattern, request: Pattern): Answer;
}

/** The operator of a name without its set prefix and `IfExists`; undefined for `Null` and for what AWS does not know. */
export function operatorOf(name: string): Operator | undefined {
  return OPERATORS.get(name.toLowerCase());
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...bothWays('stringequals', 'stringnotequals', false, equals),
  ...bothWays('stringequalsignorecase', 'stringnotequalsignorecase', false, equalsIgnoringCase),
  ...bothWays('stringlike', 'stringnotlike', true, matches),
  ...bothWays('arnequals', 'arnnotequals', true, arnMatches),
  ...bothWays('arnlike', 'arnnotlike', true, arnMatches),
  ...bothWays('ipaddress', 'notipaddress', false, addressWithin),
  ...bothWays('bool', undefined, false, equalsIgnoringCase),
  ...bothWays('binaryequals', undefined, false, equals),
  ...ordered('numeric', numberOf),
  ...ordered('date', dateOf),
]);

type Compare = Operator['compare'];

function bothWays(
  name: string,
  negatedName: string | undefined,
  wild: boolean,
  compare: Compare,
): readonly (readonly [string, Operator])[] {
  const plain: readonly [string, Operator] = [name, { negated: false, wild, compare }];
  return negatedName === undefined ? [plain] : [plain, [negatedName, { negated: true, wild, compare }]];
}

/** The six comparisons of a type; the policy's value stands on the right. */
function ordered(
  type: string,
  read: (text: string) => number | undefined,
): readonly (readonly [string, Operator])[] {
  const compare =
    (test: (request: number, policy: number) => boolean): Compare =>
    (policy, request) => {
      if (!policy.exact || !request.exact) return 'unknown';
      const [left, right] = [read(request.text), read(policy.text)];
      return answerOf(left !== undefined && right !== undefined && test(left, right));
    };
  return [
    ...bothWays(
      `${type}equals`,
      `${type}notequals`,
      false,
      compare((a, b) => a === b),
    ),
    ...bothWays(
      `${type}lessthan`,
      undefined,
      false,
      compare((a, b) => a < b),
    ),
    ...bothWays(
      `${type}lessthanequals`,
      undefined,
      false,
      compare((a, b) => a <= b),
    ),
    ...bothWays(
      `${type}greaterthan`,
      undefined,
      false,
      compare((a, b) => a > b),
    ),
    ...bothWays(
      `${type}greaterthanequals`,
      undefined,
      false,
      compare((a, b) => a >= b),
    ),
  ];
}

function equalsIgnoringCase(policy: Pattern, request: Pattern): Answer {
  return equals(lowerCase(policy), lowerCase(request));
}

/** ARNs are compared part by part, so a wildcard in one part does not reach into the next. */
function arnMatches(policy: Pattern, request: Pattern): Answer {
  const expected = splitArn(policy);
  const actual = splitArn(request);
  // A part of unknown content may hold colons.
  if (hasUnknownColons(policy) || hasUnknownColons(request)) return matches(policy, request);
  if (expected.length < 6) return shortArnMatches(policy, request);
  if (actual.length < 6) return 'no';
  return every([...expected.entries()], ([i, part]) => {
    const other = actual[i];
    return other === undefined ? 'no' : matches(part, other);
  });
}

/** `*` alone stands for every ARN; for other patterns with parts missing nothing is documented. */
function shortArnMatches(policy: Pattern, request: Pattern): Answer {
  const answer = matches(policy, request);
  return answer === 'yes' && policy.text !== '*' ? 'unknown' : answer;
}

function hasUnknownColons(pattern: Pattern): boolean {
  return pattern.tokens.some(
    (token) => token === UNKNOWN || (typeof token === 'object' && token.alphabet === 'any'),
  );
}

/** A request whose address is only known as a block is certain where the whole block is inside or outside. */
function addressWithin(policy: Pattern, request: Pattern): Answer {
  if (!policy.exact || !request.exact) return 'unknown';
  const outer = parseAddressRange(policy.text);
  const inner = parseAddressRange(request.text);
  if (outer === undefined || inner === undefined || outer.bits !== inner.bits) return 'no';
  if (inner.first >= outer.first && inner.last <= outer.last) return 'yes';
  return inner.first > outer.last || inner.last < outer.first ? 'no' : 'unknown';
}

function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  return trimmed === '' || Number.isNaN(Number(trimmed)) ? undefined : Number(trimmed);
}

/** Milliseconds since 1970 of a W3C date, or of seconds since 1970. A time without a zone is UTC. */
function dateOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d{5,}$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i.test(trimmed))
    return undefined;
  const zoned = /T/i.test(trimmed) && !/(Z|[+-]\d\d:?\d\d)$/i.test(trimmed) ? `${trimmed}Z` : trimmed;
  const milliseconds = Date.parse(zoned);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
