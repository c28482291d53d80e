import type { Stack } from '../cloudformation/stack';
import type { Graph } from '../graph/graph';
import { policyPlaces } from '../graph/policy-places';
import type { Policy } from '../iam/policy';
import type { Finding } from './finding';
import type { AnyRule, Rule, SubjectName } from './rule';
import type { SourceFile } from './source-file';

/**
 * A rule together with the smallest part of a file that it can be run on by itself. `run` gives undefined when that part
 * is not deployed.
 */
export interface Task {
  readonly rule: AnyRule;
  /** Logical id of the resource that the findings belong to, unless they say otherwise. */
  readonly resource: string | undefined;
  run(graph: Graph): Finding[] | undefined;
}

type RulesOn = { readonly [S in SubjectName]: readonly Rule<S>[] };

/** Sorts the rules by what they look at; done once per set of rules. */
export function bySubject(rules: readonly AnyRule[]): RulesOn {
  const on = <S extends SubjectName>(name: S): Rule<S>[] => rules.filter((rule): rule is AnyRule & Rule<S> => rule.on === name);
  return {
    stack: on('stack'),
    resource: on('resource'),
    parameter: on('parameter'),
    policy: on('policy'),
    statement: on('statement'),
    script: on('script'),
    call: on('call'),
  };
}

/** Everything that the rules have to look at in a file. `context` tells which of the stacks made from it is meant. */
export function* tasksFor(source: SourceFile, rules: RulesOn, context: number): Generator<Task> {
  if (source.template !== undefined) yield* templateTasks(source, rules, context);
  if (source.policy !== undefined) yield* policyTasks(rules, undefined, () => (source.policy === undefined ? [] : [source.policy]));
  if (source.script !== undefined) yield* scriptTasks(source.script, rules);
}

function* templateTasks({ file, template }: SourceFile, rules: RulesOn, context: number): Generator<Task> {
  if (template === undefined) return;
  const stackIn = (graph: Graph): Stack | undefined => graph.deployment.contexts(file)[context];
  for (const rule of rules.stack) {
    yield task(rule, undefined, (graph) => {
      const stack = stackIn(graph);
      return stack === undefined ? undefined : [...rule.check(stack, graph)];
    });
  }
  for (const rule of rules.parameter) {
    for (const parameter of template.parameters.values()) {
      yield task(rule, parameter.name, (graph) => [...rule.check(parameter, graph)]);
    }
  }
  for (const { id, type } of template.resources.values()) {
    for (const rule of rules.resource) {
      if (rule.types !== undefined && !rule.types.includes(type)) continue;
      yield task(rule, id, (graph) => {
        const resource = stackIn(graph)?.resource(id);
        return resource === undefined ? undefined : [...rule.check(resource, graph)];
      });
    }
    if (!policyPlaces.has(type)) continue;
    yield* policyTasks(rules, id, (graph) => {
      const resource = stackIn(graph)?.resource(id);
      return resource === undefined ? undefined : graph.policiesOf(resource);
    });
  }
}

function* scriptTasks(script: NonNullable<SourceFile['script']>, rules: RulesOn): Generator<Task> {
  for (const rule of rules.script) yield task(rule, undefined, (graph) => [...rule.check(script, graph)]);
  for (const rule of rules.call) {
    yield task(rule, undefined, (graph) => script.calls.flatMap((call) => [...rule.check(call, graph)]));
  }
}

function* policyTasks(
  rules: RulesOn,
  resource: string | undefined,
  policies: (graph: Graph) => readonly Policy[] | undefined,
): Generator<Task> {
  for (const rule of rules.policy) {
    yield task(rule, resource, (graph) => policies(graph)?.flatMap((policy) => [...rule.check(policy, graph)]));
  }
  for (const rule of rules.statement) {
    yield task(rule, resource, (graph) =>
      policies(graph)?.flatMap((policy) => policy.statements.flatMap((statement) => [...rule.check(statement, graph)])),
    );
  }
}

function task(rule: AnyRule, resource: string | undefined, run: Task['run']): Task {
  return { rule, resource, run };
}
