import { foundIn, inTextOrder } from '../glue/parts';
import { RecordedCall } from '../glue/recorded-call';
import type { Call, Part, Script } from '../glue/script';
import type { Finding } from './finding';
import type { Rule } from './rule';

/**
 * The calls that each rule may have something to say about, in text order. A rule that says nothing about a call, and has
 * looked at nothing but the call for that, says nothing about it for as long as the call reads the same.
 */
export function callsToAsk(
  script: Script,
  rules: readonly Rule<'call'>[],
): ReadonlyMap<Rule<'call'>, readonly Call[]> {
  const find = finders.get(rules) ?? ((part: Part) => questionsIn(part, rules));
  finders.set(rules, find);
  const calls = new Map<Rule<'call'>, Call[]>();
  for (const { rule, call } of foundIn(script, find)) {
    const its = calls.get(rule);
    if (its === undefined) calls.set(rule, [call]);
    else its.push(call);
  }
  return new Map([...calls].map(([rule, its]) => [rule, inTextOrder(its)]));
}

interface Question {
  readonly rule: Rule<'call'>;
  readonly call: Call;
}

/** One function for each set of rules, because a part keeps what it found by the function. */
const finders = new WeakMap<readonly Rule<'call'>[], (part: Part) => readonly Question[]>();

function questionsIn({ calls }: Part, rules: readonly Rule<'call'>[]): readonly Question[] {
  return calls.flatMap((call) => rules.filter((rule) => maySay(rule, call)).map((rule) => ({ rule, call })));
}

function maySay(rule: Rule<'call'>, call: Call): boolean {
  if (rule.callees?.test(call.callee) === false) return false;
  // A rule that takes the graph may look at other files.
  if (rule.check.length > 1 || !(call instanceof RecordedCall)) return true;
  const check = rule.check as (call: Call) => Iterable<Finding>;
  let says = false;
  const looks = call.looksBeyond(() => {
    try {
      for (const _ of check(call)) says = true;
    } catch {
      // It is asked again where a failure can be told.
      says = true;
    }
  });
  return says || looks;
}
