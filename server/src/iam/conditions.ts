import { asBoolean, type Value } from '../base/value';
import { type Answer, and, answerOf, every, not, or, some } from './answer';
import { operatorOf } from './operators';
import { exactly, type Pattern } from './pattern';
import type { Condition } from './policy';
import type { ContextValue } from './request';
import type { Names } from './symbols';
import { expand, hasVariables, type LookUp } from './variables';

/** A condition made ready to be tested often. */
export interface CompiledCondition {
  readonly condition: Condition;
  /** In lower case, as keys are compared. */
  readonly key: string;
  test(lookUp: LookUp): Answer;
}

/**
 * Makes a condition ready. `variables` tells whether the policy's version knows policy variables; undefined when
 * the version is not known.
 */
export function compileCondition(
  condition: Condition,
  names: Names,
  variables: boolean | undefined,
): CompiledCondition {
  const key = condition.key.toLowerCase();
  const test = testOf(condition, names, variables);
  return { condition, key, test: (lookUp) => test(lookUp(key), lookUp) };
}

type Test = (found: ContextValue, lookUp: LookUp) => Answer;
/** The policy's value for a request; undefined when a variable in it stands for nothing. */
type PolicyValue = (lookUp: LookUp) => Pattern | undefined;

function testOf(condition: Condition, names: Names, variables: boolean | undefined): Test {
  if (condition.operator.toLowerCase() === 'null') return (found) => isAbsent(condition, found);
  const operator = operatorOf(condition.operator);
  if (operator === undefined) return () => 'unknown';
  const { negated, wild } = operator;
  const values = condition.values.map((value) => policyValue(value, names, wild, variables));

  /** Whether one value of the request passes: compares with one of the policy's, or, negated, with none. */
  const passes = (actual: Pattern, lookUp: LookUp): Answer => {
    const compared = some(values, (value) => {
      const expected = value(lookUp);
      if (expected === undefined) return negated ? 'unknown' : 'no';
      return operator.compare(expected, actual);
    });
    const any = condition.open ? or(compared, 'unknown') : compared;
    return negated ? not(any) : any;
  };

  return (found, lookUp) => {
    if (found === 'absent') return withoutKey(condition, negated);
    if (found === 'unknown') return 'unknown';
    const actual = found.map((value) => (typeof value === 'string' ? exactly(value) : value));
    // An empty set of values is read as an absent key.
    if (actual.length === 0) return withoutKey(condition, negated);
    const all = condition.set === 'ForAllValues' || (condition.set === undefined && negated);
    return all
      ? every(actual, (value) => passes(value, lookUp))
      : some(actual, (value) => passes(value, lookUp));
  };
}

/**
 * The documented outcomes for an absent key: `IfExists` and `ForAllValues` hold, `ForAnyValue` does not, a negated
 * operator holds, every other does not.
 */
function withoutKey(condition: Condition, negated: boolean): Answer {
  if (condition.ifExists || condition.set === 'ForAllValues') return 'yes';
  return answerOf(negated && condition.set !== 'ForAnyValue');
}

/** `Null: true` holds when the key is absent, `Null: false` when it is there. */
function isAbsent(condition: Condition, found: ContextValue): Answer {
  const absent: Answer = found === 'unknown' ? 'unknown' : answerOf(found === 'absent' || found.length === 0);
  const answer = some(condition.values, (value) => {
    const expected = asBoolean(value);
    if (expected === undefined) return value.kind === 'scalar' ? 'no' : 'unknown';
    return expected ? absent : not(absent);
  });
  return condition.open ? or(answer, 'unknown') : answer;
}

function policyValue(value: Value, names: Names, wild: boolean, variables: boolean | undefined): PolicyValue {
  const read = wild ? names.glob : names.exactly;
  const plain = read(value);
  if (variables === false || !hasVariables(value)) return () => plain;
  if (variables === undefined) return () => expand(value, read, wild, () => 'unknown');
  return (lookUp) => expand(value, read, wild, lookUp);
}

/** Whether all conditions of a statement hold. */
export function testAll(conditions: readonly CompiledCondition[], open: boolean, lookUp: LookUp): Answer {
  const answer = every(conditions, (condition) => condition.test(lookUp));
  return open ? and(answer, 'unknown') : answer;
}
