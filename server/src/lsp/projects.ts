import { type Config, defaultConfig } from '../engine/config';
import { matchesGlob } from '../engine/glob';
import type { Engine, MakeEngine } from './engine';
import { isWithin } from './uri';

/** A workspace folder with its settings, or all files outside of folders; checked on its own. */
export interface Project {
  /** Engine name of the folder; undefined for the project of everything else. */
  readonly folder: string | undefined;
  readonly engine: Engine;
  readonly config: Config;
}

/** Which engine answers for which file. Engines are replaced when their settings change. */
export class Projects {
  private elsewhere: Project;
  private folders: readonly Project[] = [];

  constructor(private readonly makeEngine: MakeEngine) {
    this.elsewhere = this.empty(undefined, defaultConfig);
  }

  all(): readonly Project[] {
    return [...this.folders, this.elsewhere];
  }

  /** The project of the innermost folder that holds the file. */
  of(file: string): Project {
    return this.folders.find(({ folder = '' }) => isWithin(file, folder)) ?? this.elsewhere;
  }

  configOf(folder: string | undefined): Config | undefined {
    return this.all().find((project) => project.folder === folder)?.config;
  }

  add(folder: string): void {
    if (this.folders.some((project) => project.folder === folder)) return;
    const added = this.empty(folder, this.elsewhere.config);
    // Innermost folders first.
    this.folders = [...this.folders, added].sort((a, b) => (b.folder?.length ?? 0) - (a.folder?.length ?? 0));
    for (const { engine } of this.all()) {
      for (const file of engine.files()) {
        const text = engine.text(file);
        if (text === undefined || this.of(file).engine === engine) continue;
        engine.delete(file);
        this.set(file, text);
      }
    }
  }

  remove(folder: string): void {
    this.folders = this.folders.filter((project) => project.folder !== folder);
  }

  /** Gives a project another configuration. False when it is the one already in force. */
  configure(folder: string | undefined, config: Config): boolean {
    const old = this.all().find((project) => project.folder === folder);
    if (old === undefined || isSame(old.config, config)) return false;
    const fresh = this.empty(folder, config);
    if (folder === undefined) this.elsewhere = fresh;
    else this.folders = this.folders.map((project) => (project === old ? fresh : project));
    for (const file of old.engine.files()) this.set(file, old.engine.text(file));
    return true;
  }

  /** Gives a file a text, or takes it away. Ignored files never reach an engine. */
  set(file: string, text: string | undefined): void {
    const { engine } = this.of(file);
    if (text !== undefined && !this.isIgnored(file)) engine.set(file, text);
    else if (engine.has(file)) engine.delete(file);
  }

  isIgnored(file: string): boolean {
    const { folder, config } = this.of(file);
    if (folder === undefined) return false;
    const path = file.slice(folder.length).replace(/^\//, '');
    return config.ignore.some((pattern) => matchesGlob(pattern, path));
  }

  text(file: string): string | undefined {
    return this.of(file).engine.text(file);
  }

  private empty(folder: string | undefined, config: Config): Project {
    return { folder, config, engine: this.makeEngine(config.settings) };
  }
}

function isSame(a: Config, b: Config): boolean {
  return JSON.stringify([a.settings, a.ignore]) === JSON.stringify([b.settings, b.ignore]);
}
