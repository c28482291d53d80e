import type { Place } from '../base/range';
import { asList, asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { argumentOf } from '../glue/sources';
import type { Graph } from './graph';

/** A workload that passes an argument to a script, and where. */
export interface PassedArgument {
  readonly workload: Resource;
  readonly at: Place;
}

/** The workloads that pass an argument, by its name without `--`, to a script that they run. */
export function passersOf(file: string, name: string, graph: Graph): PassedArgument[] {
  return graph.runsOf(file).flatMap(({ workload, isMain }) => {
    const path = ['DefaultArguments', `--${name}`];
    return isMain && workload.has(...path) ? [{ workload, at: workload.at(...path) }] : [];
  });
}

/** Where the scripts that a workload runs take an argument, by its name with `--`. */
export function takersOf(workload: Resource, written: string, graph: Graph): Place[] {
  return graph.scriptRuns(workload.stack).flatMap((run) => {
    if (run.workload !== workload || !run.isMain) return [];
    const calls = graph.script(run.file)?.calls.filter(({ callee }) => callee === 'getResolvedOptions') ?? [];
    return calls.flatMap((call) =>
      asList(argumentOf(call, 'options', 1)?.value)
        .filter((item) => `--${asString(item)}` === written && item.at.file === run.file)
        .map(({ at }) => at),
    );
  });
}
