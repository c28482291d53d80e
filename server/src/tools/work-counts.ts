import { join } from 'node:path';
import { discover } from '../cli/discover';
import type { AnyRule } from '../engine/rule';
import { defaultSettings } from '../engine/settings';
import { Workspace } from '../engine/workspace';

/**
 * How often each rule is asked for the playground, and how often all are asked again after a keystroke in each file.
 * Unlike times, these are the same on every machine, so that a test can hold them.
 */
export interface WorkCounts {
  readonly files: number;
  readonly whole: Readonly<Record<string, number>>;
  /** By file: calls after a blank was typed at its end, in every file that had to be checked again. */
  readonly keystroke: Readonly<Record<string, number>>;
}

export function countWork(root: string, rules: readonly AnyRule[]): WorkCounts {
  const calls = new Map<string, number>();
  const workspace = new Workspace(countedRules(rules, calls), { ...defaultSettings, profile: 'strict' });
  const { sources } = discover(['.'], join(root, 'test/projects/playground'), []);
  for (const { file, text } of sources) workspace.set(file, text);
  for (const { file } of sources) workspace.check(file);
  const whole = Object.fromEntries([...calls].sort(([a], [b]) => (a < b ? -1 : 1)));
  const keystroke: Record<string, number> = {};
  for (const { file, text } of sources) {
    calls.clear();
    workspace.set(file, `${text}\n`);
    for (const stale of workspace.stale()) workspace.check(stale);
    keystroke[file] = [...calls.values()].reduce((sum, n) => sum + n, 0);
  }
  return { files: sources.length, whole, keystroke };
}

/** The rules, which count by their ids how often they are asked. */
export function countedRules(rules: readonly AnyRule[], calls: Map<string, number>): readonly AnyRule[] {
  return rules.map((rule) => counting(rule, calls));
}

function counting(rule: AnyRule, calls: Map<string, number>): AnyRule {
  const counted = (subject: never, graph: never) => {
    calls.set(rule.id, (calls.get(rule.id) ?? 0) + 1);
    return (rule.check as (subject: never, graph: never) => ReturnType<AnyRule['check']>)(subject, graph);
  };
  // What a rule takes tells the engine how far it sees.
  const check = rule.check.length > 1 ? counted : (subject: never) => counted(subject, undefined as never);
  return { ...rule, check } as AnyRule;
}
