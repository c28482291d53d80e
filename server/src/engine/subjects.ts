import { inlineTemplate } from '../cloudformation/inline-template';
import { partOf } from '../cloudformation/reads';
import type { Stack } from '../cloudformation/stack';
import type { Declaration, Template } from '../cloudformation/template';
import type { Script } from '../glue/script';
import type { ShellScript } from '../glue/shell-script';
import type { Graph } from '../graph/graph';
import { policyPlaces } from '../graph/policy-places';
import { policiesIn } from '../graph/script-policies';
import { shellPolicies } from '../graph/shell-policies';
import { mayHaveUserData, userDataOf } from '../graph/user-data';
import type { Policy } from '../iam/policy';
import { callsToAsk } from './calls-to-ask';
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
  /** Names the task among those of its file, from one version of the text to the next. */
  readonly key: string;
}

/**
 * Tasks that mostly look at the same part of a file, a resource as a rule. They are listed only when one of them may have
 * to run again.
 */
export interface TaskGroup {
  /** Names the group among those of its file; where the tasks are others, the key is another. */
  readonly key: string;
  tasks(): Iterable<Task>;
}

type RulesOn = { readonly [S in SubjectName]: readonly Rule<S>[] };

/** Sorts the rules by what they look at; done once per set of rules. */
export function bySubject(rules: readonly AnyRule[]): RulesOn {
  const on = <S extends SubjectName>(name: S): Rule<S>[] =>
    rules.filter((rule): rule is AnyRule & Rule<S> => rule.on === name);
  return {
    stack: on('stack'),
    resource: on('resource'),
    parameter: on('parameter'),
    policy: on('policy'),
    statement: on('statement'),
    parameters: on('parameters'),
    setup: on('setup'),
    script: on('script'),
    call: on('call'),
    shell: on('shell'),
    command: on('command'),
  };
}

/** Everything that the rules have to look at in a file. `context` tells which of the stacks made from it is meant. */
export function* groupsFor(source: SourceFile, rules: RulesOn, context: number): Generator<TaskGroup> {
  const { file, template } = source;
  if (template !== undefined)
    yield* templateGroups(template, rules, `${context}`, (graph) => graph.deployment.contexts(file)[context]);
  yield { key: `${context}`, tasks: () => fileTasks(source, rules, context) };
}

function* fileTasks(source: SourceFile, rules: RulesOn, context: number): Generator<Task> {
  const { file, policy, script, shell, parameters, setup } = source;
  for (const rule of parameters === undefined ? [] : rules.parameters) {
    const run: Task['run'] = (graph) => (parameters === undefined ? [] : [...rule.check(parameters, graph)]);
    yield task(rule, undefined, context, wholeFile(file, run));
  }
  for (const rule of setup === undefined ? [] : rules.setup) {
    const run: Task['run'] = (graph) => (setup === undefined ? [] : [...rule.check(setup, graph)]);
    yield task(rule, undefined, context, wholeFile(file, run));
  }
  if (policy !== undefined)
    yield* policyTasks(
      rules,
      undefined,
      context,
      () => [policy],
      (run) => wholeFile(file, run),
    );
  if (script !== undefined) yield* scriptTasks(script, rules);
  if (shell === undefined) return;
  const whole = (run: Task['run']): Task['run'] => wholeFile(file, run);
  yield* shellTasks(rules, undefined, 0, () => [shell], whole);
  const policies = shellPolicies(shell);
  if (policies.length > 0) yield* policyTasks(rules, undefined, 0, () => policies, whole);
}

type StackIn = (graph: Graph) => Stack | undefined;

function* templateGroups(
  template: Template,
  rules: RulesOn,
  context: string,
  stackIn: StackIn,
): Generator<TaskGroup> {
  yield { key: `${context} stack`, tasks: () => stackTasks(template, rules, context, stackIn) };
  for (const declaration of template.resources.values()) {
    const tasks = () => resourceTasks(declaration, rules, context, stackIn);
    yield { key: `${context}/${declaration.id} ${declaration.type}`, tasks };
  }
  for (const declaration of template.resources.values()) {
    const { id } = declaration;
    const inner = inlineTemplate(declaration);
    if (inner === undefined) continue;
    yield* templateGroups(inner, rules, `${context}#${id}`, (graph) => stackIn(graph)?.child(id));
  }
  // What SAM makes is looked at as a whole only; its statements are looked at where they are written.
  for (const { id, type } of template.derived.values()) {
    const named = rules.resource.filter(({ types }) => types?.includes(type) === true);
    if (named.length === 0) continue;
    const tasks = () => named.map((rule) => resourceTask(rule, id, context, stackIn));
    yield { key: `${context}/${id}`, tasks };
  }
}

function* stackTasks(template: Template, rules: RulesOn, context: string, stackIn: StackIn): Generator<Task> {
  const { file } = template;
  for (const rule of rules.stack) {
    const run: Task['run'] = (graph) => {
      const stack = stackIn(graph);
      return stack === undefined ? undefined : [...rule.check(stack, graph)];
    };
    yield task(rule, undefined, context, wholeFile(file, run));
  }
  for (const rule of rules.parameter) {
    for (const parameter of template.parameters.values()) {
      yield task(
        rule,
        parameter.name,
        context,
        wholeFile(file, (graph) => [...rule.check(parameter, graph)]),
      );
    }
  }
}

function* resourceTasks(
  { id, type }: Declaration,
  rules: RulesOn,
  context: string,
  stackIn: StackIn,
): Generator<Task> {
  for (const rule of rules.resource) {
    if (rule.types === undefined || rule.types.includes(type)) yield resourceTask(rule, id, context, stackIn);
  }
  if (mayHaveUserData(type)) {
    yield* shellTasks(rules, id, context, (graph) => {
      const resource = stackIn(graph)?.resource(id);
      return resource === undefined ? undefined : userDataOf(resource);
    });
  }
  if (!policyPlaces.has(type)) return;
  yield* policyTasks(rules, id, context, (graph) => {
    const resource = stackIn(graph)?.resource(id);
    return resource === undefined ? undefined : graph.policiesOf(resource);
  });
}

function resourceTask(rule: Rule<'resource'>, id: string, context: string, stackIn: StackIn): Task {
  return task(rule, id, context, (graph) => {
    const resource = stackIn(graph)?.resource(id);
    return resource === undefined ? undefined : [...rule.check(resource, graph)];
  });
}

function* scriptTasks(script: Script, rules: RulesOn): Generator<Task> {
  const whole = (run: Task['run']): Task['run'] => wholeFile(script.file, run);
  for (const rule of rules.script) {
    const run: Task['run'] = (graph) => [...rule.check(script, graph)];
    yield task(rule, undefined, 0, whole(run));
  }
  const calls = callsToAsk(script, rules.call);
  for (const rule of rules.call) {
    const run: Task['run'] = (graph) =>
      (calls.get(rule) ?? []).flatMap((call) => [...rule.check(call, graph)]);
    yield task(rule, undefined, 0, whole(run));
  }
  if (script.policies.length === 0) return;
  const policies = policiesIn(script);
  yield* policyTasks(rules, undefined, 0, () => policies, whole);
}

function* shellTasks(
  rules: RulesOn,
  resource: string | undefined,
  context: number | string,
  programs: (graph: Graph) => readonly ShellScript[] | undefined,
  wrap: (run: Task['run']) => Task['run'] = (run) => run,
): Generator<Task> {
  for (const rule of rules.shell) {
    const run: Task['run'] = (graph) => programs(graph)?.flatMap((shell) => [...rule.check(shell, graph)]);
    yield task(rule, resource, context, wrap(run));
  }
  for (const rule of rules.command) {
    const run: Task['run'] = (graph) =>
      programs(graph)?.flatMap(({ commands }) =>
        commands.flatMap((command) => [...rule.check(command, graph)]),
      );
    yield task(rule, resource, context, wrap(run));
  }
}

function* policyTasks(
  rules: RulesOn,
  resource: string | undefined,
  context: number | string,
  policies: (graph: Graph) => readonly Policy[] | undefined,
  wrap: (run: Task['run']) => Task['run'] = (run) => run,
): Generator<Task> {
  for (const rule of rules.policy) {
    const run: Task['run'] = (graph) => policies(graph)?.flatMap((policy) => [...rule.check(policy, graph)]);
    yield task(rule, resource, context, wrap(run));
  }
  for (const rule of rules.statement) {
    const run: Task['run'] = (graph) =>
      policies(graph)?.flatMap(({ statements }) =>
        statements.flatMap((statement) => [...rule.check(statement, graph)]),
      );
    yield task(rule, resource, context, wrap(run));
  }
}

function task(rule: AnyRule, resource: string | undefined, context: number | string, run: Task['run']): Task {
  return { rule, resource, run, key: `${context} ${rule.id} ${resource ?? ''}` };
}

/** Work that looks at a file as a whole, or at trees without asking a stack: any change of the file calls for it again. */
function wholeFile(file: string, run: Task['run']): Task['run'] {
  return (graph) => {
    graph.deployment.decisions.reads(partOf(file, '*'));
    return run(graph);
  };
}
