/** One promise, kept or broken inside the editor. */
export interface Case {
  readonly name: string;
  run(): Promise<void>;
}

/** A case that hangs must not hang the others. Generous, because machines of continuous integration are slow. */
const caseTimeout = 45_000;

/** Runs the cases one after the other, because they share one editor. Throws when one of them failed. */
export async function runCases(cases: readonly Case[]): Promise<void> {
  let failed = 0;
  for (const { name, run } of cases) {
    try {
      await withTimeout(run(), caseTimeout);
      console.log(`  ok    ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`  FAIL  ${name}\n${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  // The host that runs the suite wants to have seen this line.
  console.log(`${cases.length - failed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} of ${cases.length} cases failed inside VS Code.`);
}

/** Asks again until there is an answer other than undefined. `what` completes the sentence "There never was …". */
export async function eventually<Answer>(
  what: string,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
): Promise<Answer> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`There never was ${what}.`);
    await pause(50);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function withTimeout(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
