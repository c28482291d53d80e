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
  const seen = new Map<string, { findings: Finding[]; in: Set<Outcome<Finding[]>> }>();
  for (const outcome of outcomes) {
    for (const finding of outcome.result) {
      const key = finding.about?.what ?? keyOf(finding.at, finding.message);
      const known = seen.get(key) ?? { findings: [], in: new Set() };
      seen.set(key, known);
      known.findings.push(finding);
      known.in.add(outcome);
    }
  }
  return [...seen.values()].flatMap(({ findings, in: having }) => {
    const finding = asOne(findings);
    if (finding === undefined) return [];
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

function asOne([first, ...others]: readonly Finding[]): Finding | undefined {
  const about = first?.about;
  if (about === undefined || others.length === 0) return first;
  return about.together([about.part, ...others.flatMap((other) => other.about?.part ?? [])]);
}

/**
 * What the deployments with the finding have in common: the outcomes of named conditions that all of them share and not
 * all deployments do, else outcomes of which each brings the finding and every deployment with it has one.
 */
function dependence(having: readonly Outcome<unknown>[], all: readonly Outcome<unknown>[]): string {
  const without = all.filter((outcome) => !having.includes(outcome));
  const noted = new Map(
    having.flatMap(({ conditions }) => [...conditions]).map((one) => [described(one), one] as const),
  );
  const shared = [...noted.values()].filter(
    (one) => having.every((outcome) => has(outcome, one)) && all.some((outcome) => differs(outcome, one)),
  );
  if (shared.length > 0) {
    const tellApart = (some: readonly Noted[]): boolean =>
      without.every((outcome) => some.some((one) => differs(outcome, one)));
    return fewest(shared, tellApart).map(described).join(' and ');
  }
  const bringing = [...noted.values()].filter((one) => without.every((outcome) => differs(outcome, one)));
  const cover = (some: readonly Noted[]): boolean =>
    having.every((outcome) => some.some((one) => has(outcome, one)));
  return cover(bringing)
    ? fewest(bringing, cover).map(described).join(' or ')
    : 'the conditions of this template allow it';
}

/** The outcome of a named condition. */
type Noted = readonly [name: string, outcome: boolean | string];

function has({ conditions }: Outcome<unknown>, [name, outcome]: Noted): boolean {
  return conditions.get(name) === outcome;
}

/** True when the condition was asked about and had another outcome. */
function differs({ conditions }: Outcome<unknown>, [name, outcome]: Noted): boolean {
  return conditions.has(name) && conditions.get(name) !== outcome;
}

/** As few of some outcomes as are still enough; those that are asked about last say the most. */
function fewest(some: readonly Noted[], isEnough: (left: readonly Noted[]) => boolean): readonly Noted[] {
  let left = some;
  for (const one of some) {
    const rest = left.filter((other) => other !== one);
    if (rest.length > 0 && isEnough(rest)) left = rest;
  }
  return left;
}

function described([name, outcome]: Noted): string {
  return `${name} is ${outcome}`;
}

function keyOf({ file, range }: Place, message: string): string {
  return `${file} ${range.start} ${range.end} ${message}`;
}
