import type { Value } from '../base/value';
import { type Answer, Decisions } from '../cloudformation/decisions';
import { Deployment, type Templates } from '../cloudformation/deployment';
import type { Reads } from '../cloudformation/reads';
import { TemplateIndex } from '../cloudformation/template-index';
import type { Script } from '../glue/script';
import { type Declared, Graph } from '../graph/graph';
import type { Node } from '../syntax/tree';
import { type ChangedParts, touches } from './changes';
import { includable, isTemplatePart } from './included';
import type { SourceFile } from './source-file';

/** The files of a workspace as the graphs see them. */
export interface Sources {
  all(): Iterable<SourceFile>;
  /** A script as it is read by the newest texts of its modules. */
  script(file: string): Script | undefined;
}

/**
 * The joined models of a workspace, one for each set of answers that was asked for. They follow an edit inside of resources or
 * of a script and forget what looked there; after any other edit they are begun anew.
 */
export class Graphs {
  private graphs = new Map<string, Graph>();
  private index: Templates | undefined;
  private constants = new Map<string, Map<Node, Value>>();
  private scripts: readonly string[] | undefined;
  private followed = 0;

  constructor(
    private readonly sources: Sources,
    private readonly declared: Declared,
  ) {}

  /** True when no edit was followed since the graphs were begun: then all that they hold was read in the newest texts. */
  get areFresh(): boolean {
    return this.followed === 0;
  }

  /** The joined models under some answers; shared by all rules. */
  under(given: readonly Answer[]): Graph {
    const key = given.map(({ key: question, answer }) => `${question}:${answer}`).join('\n');
    const known = this.graphs.get(key);
    if (known !== undefined) return known;
    const deployment = new Deployment(this.templates(), new Decisions(given));
    const graph = new Graph(deployment, this.declared, {
      get: (file) => this.sources.script(file),
      files: () => this.scriptFiles,
    });
    this.graphs.set(key, graph);
    return graph;
  }

  /** Does some work on graphs that are begun for it. */
  afresh<T>(work: () => T): T {
    const { graphs } = this;
    this.graphs = new Map();
    try {
      return work();
    } finally {
      this.graphs = graphs;
    }
  }

  /** Lets go of everything that was found out; what is asked next is worked out again. */
  empty(): void {
    this.graphs = new Map();
    this.constants.clear();
  }

  /** Forgets what looked at some parts. */
  forget(changed: ReadonlySet<string>): void {
    for (const graph of this.graphs.values()) graph.forget((reads) => touches(changed, reads));
  }

  /** Takes over a new text of a file. */
  change(changed: ChangedParts, before: SourceFile | undefined, after: SourceFile | undefined): void {
    if (isTemplatePart(before) || isTemplatePart(after)) this.index = undefined;
    if (!this.follow(changed, before, after)) this.begin();
  }

  private follow(
    changed: ChangedParts,
    before: SourceFile | undefined,
    after: SourceFile | undefined,
  ): boolean {
    if (changed === 'all' || ++this.followed > mostFollowed) return false;
    if (!isTemplatePart(before) && !isTemplatePart(after)) {
      this.forget(changed);
      return true;
    }
    const [old, fresh] = [before?.template, after?.template];
    if (old === undefined || fresh === undefined) return false;
    const touched = (reads: Reads): boolean => touches(changed, reads);
    return [...this.graphs.values()].every((graph) => graph.follow(this.templates(), old, fresh, touched));
  }

  private begin(): void {
    this.followed = 0;
    this.graphs = new Map();
    this.constants = new Map();
    this.index = undefined;
    this.scripts = undefined;
  }

  private get scriptFiles(): readonly string[] {
    this.scripts ??= [...this.sources.all()].flatMap(({ file, script }) =>
      script === undefined ? [] : [file],
    );
    return this.scripts;
  }

  private templates(): Templates {
    if (this.index !== undefined) return this.index;
    const sources = [...this.sources.all()];
    const templates = sources.flatMap(({ template }) => (template === undefined ? [] : [template]));
    this.index = new TemplateIndex(templates, this.constants, includable(sources));
    return this.index;
  }
}

/** So many edits are followed before what was found out about texts that are gone is let go. */
const mostFollowed = 500;
