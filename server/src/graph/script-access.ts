import type { Resource } from '../cloudformation/resource';
import { kmsNeeds } from '../data/kms-needs';
import type { Script } from '../glue/script';
import type { Pattern } from '../iam/pattern';
import type { Decision } from '../iam/request';
import { decideDataCall } from './data-calls';
import { grantsOn } from './data-grants';
import { usageOf } from './data-use';
import type { KeyUse } from './encryption';
import type { Graph } from './graph';
import { decideKeyCall, type KeyNeed, type MissingKey } from './key-access';
import { type Named, namedBy, targetOf } from './script-access-names';
import { reachOf } from './script-access-reach';
import { type DataUse, type ScriptUse, usesIn } from './script-access-uses';
import type { ScriptRun } from './script-link';

/** Something that a role certainly may not do with data. */
export interface Refusal {
  readonly role: Resource;
  readonly data: Resource;
  /** The calls on the data that are refused; empty when only the key is missing. */
  readonly denied: readonly DeniedCall[];
  /** The key of the data, when the role may not use that either. */
  readonly key: MissingKey | undefined;
}

/** Something that a script does and that the role it runs as certainly may not do. */
export interface ScriptMismatch extends Refusal {
  readonly use: ScriptUse;
  /** Who runs the script as this role; never empty. */
  readonly runs: readonly ScriptRun[];
}

export interface DeniedCall {
  readonly action: string;
  readonly target: Pattern;
  readonly decision: Decision;
}

/** What a script does that the roles of the workloads that run it do not allow, in the order of the text. */
export function mismatchesOf(script: Script, graph: Graph): ScriptMismatch[] {
  return mismatchesIn(script, graph.runsOf(script.file), graph);
}

/** What the scripts of a workload do that its role does not allow. */
export function mismatchesOfWorkload(workload: Resource, graph: Graph): ScriptMismatch[] {
  const runs = graph.scriptRuns(workload.stack).filter((run) => run.workload === workload);
  return runs.flatMap((run) => {
    const script = graph.script(run.file);
    return script === undefined ? [] : mismatchesIn(script, [run], graph);
  });
}

function mismatchesIn(script: Script, all: readonly ScriptRun[], graph: Graph): ScriptMismatch[] {
  const runs = all.filter(({ isMain }) => isMain);
  if (runs.length === 0) return [];
  const found = new Map<string, ScriptMismatch>();
  const decided = undecided();
  for (const { use, run, named } of namedUses(script, runs, graph)) {
    const refusal = refusalOf(use, run, named, graph, decided);
    if (refusal === undefined) continue;
    const mismatch: ScriptMismatch = { ...refusal, use, runs: [run] };
    const key = keyOf(mismatch);
    const known = found.get(key);
    if (known === undefined) found.set(key, mismatch);
    else if (!known.runs.some(({ workload }) => workload === run.workload))
      found.set(key, { ...known, runs: [...known.runs, run] });
  }
  return [...found.values()];
}

/** The data that the scripts of a workload name. */
export function dataOfScripts(workload: Resource, graph: Graph): ReadonlySet<Resource> {
  const data = new Set<Resource>();
  for (const run of graph.scriptRuns(workload.stack)) {
    if (run.workload !== workload) continue;
    const script = graph.script(run.file);
    for (const { named } of script === undefined ? [] : namedUses(script, [run], graph))
      for (const one of named) data.add(one.data);
  }
  return data;
}

interface NamedUse {
  readonly use: ScriptUse;
  readonly run: ScriptRun;
  readonly named: readonly Named[];
}

/** What a script does in its runs, as far as it is known with which data. */
function* namedUses(script: Script, runs: readonly ScriptRun[], graph: Graph): Generator<NamedUse> {
  const uses = usesIn(script);
  const reached = new Map(runs.map(({ entry }) => [entry, reachOf(script, entry)]));
  for (const use of uses) {
    for (const run of runs) {
      const isReached = reached.get(run.entry)?.(use.call.at) ?? false;
      const named = isReached ? namedBy(use, run, graph) : undefined;
      if (named !== undefined) yield { use, run, named };
    }
  }
}

/** What the role of a run may not do of a use of the data that it names there. */
export function refusalOf(
  use: DataUse,
  run: ScriptRun,
  named: readonly Named[],
  graph: Graph,
  decided = undecided(),
): Refusal | undefined {
  const { role } = run;
  const [first] = named;
  if (role === undefined || first === undefined) return undefined;
  const denied = use.actions.flatMap((action) => {
    const calls = named.map((one) => deniedCall(role, action, one, decided, graph));
    // Of several things that a name may mean, the one that is allowed may be the one that is meant.
    return calls[0] === undefined || calls.includes(undefined) ? [] : [calls[0]];
  });
  const key = named.length === 1 ? missingKey(use, run, role, first.data, decided, graph) : undefined;
  if (denied.length === 0 && key === undefined) return undefined;
  return { role, data: first.data, denied, key };
}

/** What was decided about calls before; scripts use the same data again and again. */
interface Decided {
  readonly calls: Map<string, DeniedCall | undefined>;
  readonly keys: Map<string, MissingKey | undefined>;
}

function undecided(): Decided {
  return { calls: new Map(), keys: new Map() };
}

function deniedCall(
  role: Resource,
  action: string,
  named: Named,
  { calls }: Decided,
  graph: Graph,
): DeniedCall | undefined {
  const target = targetOf(named, action, graph);
  if (target === undefined) return undefined;
  const question = [role.stack.id, role.id, named.data.stack.id, named.data.id, action, target.text].join(
    '\n',
  );
  return remembered(calls, question, () => {
    const decision = decideDataCall(role, action, named.data, graph, target);
    return decision?.outcome === 'denied' ? { action, target, decision } : undefined;
  });
}

function missingKey(
  use: DataUse,
  run: ScriptRun,
  role: Resource,
  data: Resource,
  { keys }: Decided,
  graph: Graph,
): MissingKey | undefined {
  const encryption = graph.encryptionOf(data);
  if (encryption.kind !== 'customer' || choosesKey(use, run)) return undefined;
  const question = [role.stack.id, role.id, data.stack.id, data.id, ...use.actions].join('\n');
  return remembered(keys, question, () => refusedKey(use, role, data, encryption, graph));
}

function refusedKey(
  use: DataUse,
  role: Resource,
  data: Resource,
  { key, at }: Extract<KeyUse, { kind: 'customer' }>,
  graph: Graph,
): MissingKey | undefined {
  const workloads = graph.workloadsOf(role);
  const uses: KeyNeed[] = [];
  const failing = new Map<string, Decision>();
  for (const action of use.actions) {
    const needs = kmsNeeds(action);
    const refused = (needs?.test ?? []).flatMap((call) => {
      const decision = decideKeyCall(role, key, call, data, graph);
      return decision?.outcome === 'denied' ? [{ call, decision }] : [];
    });
    if (needs === undefined || refused.length === 0) continue;
    for (const { call, decision } of refused) failing.set(call, decision);
    const { policies } = graph.identityOf(role);
    const grants = grantsOn(data, policies, usageOf(data, workloads, graph), graph);
    const grant = grants.find((one) => one.action === action);
    uses.push({ data, encryptedAt: at, needs, at: use.at, grant, fails: undefined });
  }
  const [decision] = failing.values();
  if (decision === undefined) return undefined;
  const keyPolicies = graph.policiesOf(key).filter(({ kind }) => kind === 'key');
  return { role, key, uses, failing: [...failing.keys()], decision, workloads, keyPolicies };
}

function remembered<T>(answers: Map<string, T>, question: string, decide: () => T): T {
  const known = answers.get(question);
  if (known !== undefined || answers.has(question)) return known as T;
  const answer = decide();
  answers.set(question, answer);
  return answer;
}

/** True when a write may say itself how it is encrypted, so that the key of the bucket does not count. */
function choosesKey({ actions, mayChooseKey }: DataUse, { workload }: ScriptRun): boolean {
  return actions.includes('s3:PutObject') && (mayChooseKey || workload.has('SecurityConfiguration'));
}

function keyOf({ role, data, denied, key }: ScriptMismatch): string {
  const calls = denied.map(({ action, target }) => `${action} ${target.text}`);
  return [
    role.stack.id,
    role.id,
    data.stack.id,
    data.id,
    ...calls,
    denied.length === 0 ? key?.failing.join() : '',
  ].join('\n');
}
