/** What can be said before deployment: it holds, it does not, or it depends on something unknown. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Holds when both hold; a certain `no` outweighs what is unknown. */
export function and(a: Answer, b: Answer): Answer {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

/** Holds when one holds; a certain `yes` outweighs what is unknown. */
export function or(a: Answer, b: Answer): Answer {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}

export function not(a: Answer): Answer {
  return a === 'yes' ? 'no' : a === 'no' ? 'yes' : 'unknown';
}

/** The disjunction over many; `no` for none. Stops at the first `yes`. */
export function some<T>(items: readonly T[], test: (item: T) => Answer): Answer {
  let answer: Answer = 'no';
  for (const item of items) {
    answer = or(answer, test(item));
    if (answer === 'yes') return answer;
  }
  return answer;
}

/** The conjunction over many; `yes` for none. Stops at the first `no`. */
export function every<T>(items: readonly T[], test: (item: T) => Answer): Answer {
  let answer: Answer = 'yes';
  for (const item of items) {
    answer = and(answer, test(item));
    if (answer === 'no') return answer;
  }
  return answer;
}

export function answerOf(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}
