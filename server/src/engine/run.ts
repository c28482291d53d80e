import type { Place } from '../base/range';
import { type Answer, everyDeployment, type Outcome } from '../cloudformation/decisions';
import { Reads } from '../cloudformation/reads';
import type { Graph } from '../graph/graph';
import type { Finding, Severity } from './finding';
import type { Result } from './results';
import type { Task } from './subjects';

/** A finding together with the deployments that have it. */
export interface Judged {
  readonly task: Task;
  readonly finding: Finding;
  /** "IsProd is false", or undefined when the finding holds in every deployment. */
  readonly when: string | undefined;
  readonly severity: Severity;
  /** The version of the workspace whose texts alone it was found in; undefined when older ones had a part in it. */
  readonly version: number | undefined;
}

/** How many deployments a rule may tell apart before it has to live with having seen only these. */
const mostDeployments = 32;

/** Runs a task in every deployment that makes a difference to it, and says on what each finding depends. */
export function runTask(
  task: Task,
  within: (given: readonly Answer[]) => Graph,
  version: number | undefined,
): Result {
  const outcomes = everyDeployment(
    (given) => {
      const graph = within(given);
      return { graph, decisions: graph.deployment.decisions };
    },
    mostDeployments,
    ({ graph }) => task.run(graph),
  );
  const deployed = outcomes.flatMap((outcome) =>
    outcome.result === undefined ? [] : [{ ...outcome, result: outcome.result }],
  );
  const judged =
    deployed.length === 1 ? alone(task, deployed[0]?.result ?? [], version) : merged(task, deployed, version);
  return {
    judged,
    reads:
      outcomes.length === 1
        ? (outcomes[0]?.reads ?? new Reads())
        : Reads.of(outcomes.map(({ reads }) => reads)),
  };
}

function alone(task: Task, findings: readonly Finding[], version: number | undefined): Judged[] {
  return findings.map((finding) => ({
    task,
    finding,
    when: undefined,
    severity: finding.severity ?? task.rule.severity,
    version,
  }));
}

function merged(task: Task, outcomes: readonly Outcome<Finding[]>[], version: number | undefined): Judged[] {
  const seen = new Map<string, { finding: Finding; in: Set<Outcome<Finding[]>> }>();
  for (const outcome of outcomes) {
    for (const finding of outcome.result) {
      const key = finding.about ?? keyOf(finding.at, finding.message);
      const known = seen.get(key) ?? { finding, in: new Set() };
      seen.set(key, known);
      known.in.add(outcome);
    }
  }
  return [...seen.values()].map(({ finding, in: having }) => {
    const always = having.size === outcomes.length;
    const byDefault = outcomes.some((outcome) => !outcome.againstDefaults && !having.has(outcome));
    const onlyAgainstDefaults =
      !always && byDefault && [...having].every((outcome) => outcome.againstDefaults);
    return {
      task,
      finding,
      when: always ? undefined : dependence([...having], outcomes),
      severity: onlyAgainstDefaults ? 'hint' : (finding.severity ?? task.rule.severity),
      version,
    };
  });
}

/** The outcomes of named conditions that all deployments with the finding share, and not all deployments do. */
function dependence(having: readonly Outcome<unknown>[], all: readonly Outcome<unknown>[]): string {
  const [first] = having;
  const shared = [...(first?.conditions ?? [])].filter(
    ([name, outcome]) =>
      having.every(({ conditions }) => conditions.get(name) === outcome) &&
      all.some(({ conditions }) => conditions.has(name) && conditions.get(name) !== outcome),
  );
  if (shared.length === 0) return 'the conditions of this template allow it';
  return shared.map(([name, outcome]) => `${name} is ${outcome}`).join(' and ');
}

function keyOf({ file, range }: Place, message: string): string {
  return `${file} ${range.start} ${range.end} ${message}`;
}
