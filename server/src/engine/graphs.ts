import type { Value } from '../base/value';
import { type Answer, Decisions } from '../cloudformation/decisions';
import { Deployment, type Templates } from '../cloudformation/deployment';
import { TemplateIndex } from '../cloudformation/template-index';
import type { Script } from '../glue/script';
import { type Declared, Graph } from '../graph/graph';
import type { Node } from '../syntax/tree';
import type { ChangedParts } from './changes';
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
  private hasFollowed = false;
  private followed = 0;
  private isEmptied = false;

  constructor(
    private readonly sources: Sources,
    private readonly declared: Declared,
  ) {}

  /** True when no edit was followed since the graphs were begun: then all that they hold was read in the newest texts. */
  get areFresh(): boolean {
    return !this.hasFollowed;
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
    this.isEmptied = true;
  }

  /** Forgets what looked at some parts; gives all parts that are others then, the answers of the graphs among them. */
  forget(changed: ReadonlySet<string>): ChangedParts {
    const all = new Set(changed);
    for (const graph of this.graphs.values()) for (const part of graph.forget(changed)) all.add(part);
    return all;
  }

  /** Takes over a new text of a file; gives all parts that are others then. */
  change(changed: ChangedParts, before: SourceFile | undefined, after: SourceFile | undefined): ChangedParts {
    if (isTemplatePart(before) || isTemplatePart(after)) this.index = undefined;
    return this.follow(changed, before, after) ?? this.begin();
  }

  private follow(
    changed: ChangedParts,
    before: SourceFile | undefined,
    after: SourceFile | undefined,
  ): ChangedParts | undefined {
    if (changed === 'all' || this.isEmptied) return undefined;
    this.hasFollowed = true;
    if (changed.size > 0 && ++this.followed > mostFollowed) return undefined;
    if (!isTemplatePart(before) && !isTemplatePart(after)) return this.forget(changed);
    const [old, fresh] = [before?.template, after?.template];
    if ((old === undefined) !== (fresh === undefined)) return undefined;
    const all = new Set(changed);
    for (const graph of this.graphs.values()) {
      const parts = graph.follow(this.templates(), old, fresh, changed);
      if (parts === undefined) return undefined;
      for (const part of parts) all.add(part);
    }
    return all;
  }

  /** Nothing says any more which answers would come out otherwise. */
  private begin(): 'all' {
    this.hasFollowed = false;
    this.followed = 0;
    this.isEmptied = false;
    this.graphs = new Map();
    this.constants = new Map();
    this.index = undefined;
    this.scripts = undefined;
    return 'all';
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
