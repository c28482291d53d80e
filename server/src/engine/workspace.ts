import type { Change } from '../base/edit';
import type { Range } from '../base/range';
import { partOf, Reads } from '../cloudformation/reads';
import { explainAccess } from '../graph/explain-access';
import { report } from './assemble';
import { changedParts } from './changes';
import { describeError } from './describe-error';
import { Graphs } from './graphs';
import { includesFiles, includesPolicy, isTemplatePart } from './included';
import { type Hint, hintsIn, hoverAt, type LinkTo, markdownOf, resourceAt } from './insight';
import { Modules } from './modules';
import { changeInFile } from './notebook-places';
import type { FileKind, FileReport, Hover } from './report';
import { type Result, Results } from './results';
import type { AnyRule } from './rule';
import { type Judged, runTask } from './run';
import type { Settings } from './settings';
import { readAgain, readSourceFile, type SourceFile } from './source-file';
import { bySubject, groupsFor, type Task } from './subjects';
import { whereabouts } from './whereabouts';

/**
 * The files that are checked together. Its answers depend on the texts, the rules and the settings alone.
 * File names are paths with forward slashes; relative ones are relative to the workspace folder.
 */
export class Workspace {
  private readonly sources = new Map<string, SourceFile>();
  private readonly modules = new Modules((file) => this.sources.get(file));
  /** Scripts that looked at a module which has changed since; they are read again when they are asked for. */
  private readonly outdated = new Set<string>();
  private readonly reports = new Map<string, FileReport>();
  private readonly active: ReturnType<typeof bySubject>;
  private readonly failed = new Set<string>();
  private readonly results = new Results();
  /** Counts the changes; a fix that was worked out before the newest is worked out again when it is asked for. */
  private version = 0;
  /** The policy files that were seen to be included by templates. */
  private readonly included = new Set<string>();
  private readonly graphs: Graphs;

  constructor(
    readonly rules: readonly AnyRule[],
    readonly settings: Settings,
    /** Told once about each rule that threw; the text says nothing about the file's content. */
    private readonly log: (message: string) => void = () => {},
  ) {
    this.active = bySubject(rules.filter((rule) => isOn(rule, settings)));
    const files = { all: () => this.sources.values(), script: (file: string) => this.source(file)?.script };
    this.graphs = new Graphs(files, settings);
  }

  /** Adds a file or gives it a new text. Parses as little as the change allows. */
  set(file: string, text: string): void {
    const previous = this.sources.get(file);
    if (previous?.text === text) return;
    const source = readSourceFile(file, text, previous, this.modules.of(file));
    this.outdated.delete(file);
    this.sources.set(file, source);
    this.forget(file, previous, source);
    this.outdate(file);
  }

  delete(file: string): void {
    const previous = this.sources.get(file);
    if (previous === undefined) return;
    this.sources.delete(file);
    this.outdated.delete(file);
    this.modules.forget(file);
    this.forget(file, previous, undefined);
    this.outdate(file);
  }

  has(file: string): boolean {
    return this.sources.has(file);
  }

  /** The newest text of a file, or undefined. */
  text(file: string): string | undefined {
    return this.sources.get(file)?.text;
  }

  files(): readonly string[] {
    return [...this.sources.keys()];
  }

  /** The findings of one file. Checks again only when a text that may matter has changed. */
  check(file: string): FileReport {
    const known = this.reports.get(file);
    if (known !== undefined) return known;
    const source = this.source(file);
    const fresh: FileReport =
      source === undefined || source.kind === 'other'
        ? { file, kind: 'other', findings: [], problems: [] }
        : report(
            source,
            this.judge(source),
            this.rules,
            this.settings,
            (judged, index) => this.changesInFile(judged, index),
            (name) => this.sources.get(name)?.notebook,
          );
    this.reports.set(file, fresh);
    return fresh;
  }

  /** Lets go of what only later edits would need, once a file is checked and no text will change any more. Its report stays. */
  close(file: string): void {
    this.results.delete(file);
    this.graphs.empty();
  }

  /** Files whose findings may differ since they were last checked. */
  stale(): readonly string[] {
    return this.files().filter((file) => !this.reports.has(file));
  }

  /** What names a place of a file when lines move; without any text of a secret. */
  whereabouts(file: string, range: Range): string {
    const source = this.sources.get(file);
    return source === undefined ? '' : whereabouts(source, range);
  }

  /** What a file was recognised as; `other` for files that the workspace does not have. */
  kind(file: string): FileKind {
    return this.sources.get(file)?.kind ?? 'other';
  }

  /** What there is to say about a place; `offset` in UTF-16 code units. */
  hover(file: string, offset: number): Hover | undefined {
    const source = this.sources.get(file);
    return source?.template === undefined
      ? undefined
      : this.guarded(() => hoverAt(source, offset, this.graphs.under([])));
  }

  /** Facts to show between the characters of a stretch of a file. */
  inlayHints(file: string, range: Range): readonly Hint[] {
    const source = this.sources.get(file);
    return source?.template === undefined
      ? []
      : (this.guarded(() => hintsIn(source, range, this.graphs.under([]))) ?? []);
  }

  /** Markdown that says who can reach what from a place; undefined where there is nothing to say. */
  explainAccess(file: string, offset: number, linkTo?: LinkTo): string | undefined {
    const source = this.sources.get(file);
    if (source?.template === undefined) return undefined;
    return this.guarded(() => {
      const graph = this.graphs.under([]);
      const resource = resourceAt(source, offset, graph);
      const explanation = resource === undefined ? undefined : explainAccess(resource, graph);
      return explanation === undefined ? undefined : markdownOf(explanation, linkTo);
    });
  }

  /** Explanations are a courtesy: one that fails is left out. */
  private guarded<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.blame('explanation', error);
      return undefined;
    }
  }

  /** A policy that templates include is what they make of it; by itself its shape has to tell what it is. */
  private judge(source: SourceFile): Judged[] {
    if (source.policy === undefined) return this.judgeAlone(source);
    const { file } = source;
    const users = [...this.sources.values()].filter(
      ({ template }) => template !== undefined && includesPolicy(template, file, this.graphs.under([])),
    );
    if (users.length === 0) return this.judgeAlone(source);
    this.included.add(file);
    return users.flatMap((user) => this.judgeAlone(user));
  }

  /** Runs the rules on what has changed, and takes over what they found where nothing that they looked at has. */
  private judgeAlone(source: SourceFile): Judged[] {
    const contexts =
      source.template === undefined ? 1 : this.graphs.under([]).deployment.contexts(source.file).length;
    const judged: Judged[] = [];
    const known = this.results.of(source.file);
    for (let context = 0; context < contexts; context++) {
      for (const group of groupsFor(source, this.active, context))
        judged.push(...known.take(group, (task) => this.run(task)));
    }
    known.settle();
    return judged;
  }

  private run(task: Task): Result {
    try {
      return runTask(
        task,
        (given) => this.graphs.under(given),
        this.graphs.areFresh ? this.version : undefined,
      );
    } catch (error) {
      this.blame(task.rule.id, error);
      return { judged: [], reads: new Reads() };
    }
  }

  private changesInFile(judged: Judged, index: number): readonly Change[] {
    const notebookOf = (file: string) => this.sources.get(file)?.notebook;
    return this.changesOf(judged, index).map((made) => changeInFile(made, notebookOf));
  }

  /** The changes of a finding's fix against the newest text: the rule is asked again when the text is newer. */
  private changesOf(judged: Judged, index: number): readonly Change[] {
    const { task, finding, version } = judged;
    if (version === this.version) return finding.fixes?.[index]?.changes ?? [];
    const { start } = finding.at.range;
    // Texts inside of texts can be edited only where they were read.
    const again = this.graphs
      .afresh(() => this.run(task))
      .judged.find(
        (other) => other.finding.message === finding.message && other.finding.at.range.start === start,
      );
    return again?.finding.fixes?.[index]?.changes ?? [];
  }

  /** A rule that throws costs its own findings for that subject, nothing else. */
  private blame(rule: string, error: unknown): void {
    if (this.failed.has(rule)) return;
    this.failed.add(rule);
    this.log(`rule ${rule} failed with ${describeError(error, 3, ' ')}`);
  }

  /** A file as it is read by the newest texts of its modules. */
  private source(file: string): SourceFile | undefined {
    const source = this.sources.get(file);
    if (source === undefined || !this.outdated.delete(file)) return source;
    const fresh = readAgain(source, this.modules.of(file));
    this.sources.set(file, fresh);
    return fresh;
  }

  /** Drops what was found out about the scripts that looked for a file as a module. */
  private outdate(file: string): void {
    const scripts = this.modules.seekersOf(file);
    if (scripts.length === 0) return;
    for (const script of scripts) {
      this.outdated.add(script);
      this.reports.delete(script);
    }
    const changed = new Set(scripts.map((script) => partOf(script, '*')));
    for (const stale of this.results.change(this.graphs.forget(changed))) this.reports.delete(stale);
  }

  /** Drops what a changed text may make wrong. */
  private forget(file: string, before: SourceFile | undefined, after: SourceFile | undefined): void {
    this.version++;
    this.reports.delete(file);
    const changed = changedParts(before, after);
    const joined = (source: SourceFile | undefined): boolean =>
      source !== undefined && source.kind !== 'other';
    if (!joined(before) && !joined(after)) return;
    if (isTemplatePart(before) || isTemplatePart(after)) {
      const mayInclude = includesFiles(before) || includesFiles(after);
      for (const [name, { policy }] of this.sources)
        if (policy !== undefined && (mayInclude || this.included.has(name))) this.reports.delete(name);
    }
    const all = this.graphs.change(changed, before, after);
    if (after === undefined) this.results.delete(file);
    for (const stale of this.results.change(all)) this.reports.delete(stale);
  }
}

function isOn(rule: AnyRule, { profile, rules }: Settings): boolean {
  const chosen = rules[rule.id];
  if (chosen !== undefined) return chosen !== 'off';
  return rule.profile === 'recommended' || profile === 'strict';
}
