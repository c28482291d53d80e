import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import type { Config } from '../engine/config';
import { folderConfig, isConfigOf } from './configuration';
import { describe } from './guard';
import type { Session } from './session';
import { nextTurn } from './turn';
import { fileOf } from './uri';
import { type FileAccess, isSource, readFolder } from './workspace-files';

/** What the folders need of the rest of the server. */
export interface FolderSource {
  /** What the editor's settings say for a folder, or for files outside of folders. */
  editorConfig(folder: string | undefined): Promise<Config>;
  readonly ruleIds: ReadonlySet<string>;
  /** Findings may differ for other reasons than an edit. */
  changed(): void;
  log(line: string): void;
}

/** Keeps the engines in step with the folders of the workspace: their files and their settings. */
export class Folders {
  private readonly open = new Set<string>();
  /** The folders whose settings stand in a file of their own. */
  private readonly ownConfigs = new Set<string>();
  /** One reading of settings after the other, so that a late answer never undoes a newer one. */
  private configured: Promise<void> = Promise.resolve();
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly session: Session,
    private readonly files: FileAccess | undefined,
    private readonly source: FolderSource,
  ) {}

  /** Resolves when the settings of the folders are in force; their files are read afterwards, bit by bit. */
  async add(folders: readonly string[]): Promise<void> {
    for (const folder of folders) {
      this.open.add(folder);
      this.session.synced().add(folder);
    }
    await this.configure(folders);
    for (const folder of folders) this.startReading(folder);
  }

  /** Resolves when the settings are in force and the folders have been read. */
  async whenRead(): Promise<void> {
    await this.configured;
    await this.reading;
  }

  remove(folder: string): void {
    this.open.delete(folder);
    this.session.synced().remove(folder);
    this.session.buffers.seeAgain();
    this.source.changed();
  }

  /** Reads the settings of the folders, or of everything, again. */
  configure(folders: readonly (string | undefined)[] = [...this.open, undefined]): Promise<void> {
    this.configured = this.configured.then(async () => {
      for (const folder of folders) {
        await this.configureOne(folder).catch((error) => this.source.log(describe('configuration', error)));
      }
    });
    return this.configured;
  }

  /** An open document has changed: it may hold a folder's settings. */
  edited(file: string): void {
    const configured = [...this.open].filter((folder) => isConfigOf(folder, file));
    if (configured.length > 0) void this.configure(configured);
  }

  /** A document was closed: what the disk holds counts again. */
  async closed(file: string): Promise<void> {
    this.session.setOnDisk(file, this.isInside(file) ? await this.files?.read(file) : undefined);
    this.edited(file);
    this.source.changed();
  }

  async changedOnDisk(events: readonly FileEvent[]): Promise<void> {
    for (const { uri, type } of events) {
      const file = fileOf(uri);
      this.edited(file);
      if (!isSource(file) || !this.isInside(file)) continue;
      this.take(file, type === FileChangeType.Deleted ? undefined : await this.files?.read(file));
      await nextTurn();
    }
    this.source.changed();
  }

  private async configureOne(folder: string | undefined): Promise<void> {
    const config = (folder && (await this.ownConfig(folder))) || (await this.source.editorConfig(folder));
    const projects = this.session.synced();
    const before = projects.configOf(folder);
    if (!projects.configure(folder, config)) return;
    if (folder !== undefined && String(before?.ignore) !== String(config.ignore)) {
      // Files that were ignored until now are not known to the engine.
      this.session.buffers.seeAgain();
      this.startReading(folder);
    }
    this.source.changed();
  }

  /** While somebody types in the file, the last settings that could be read stay in force. */
  private async ownConfig(folder: string): Promise<Config | undefined> {
    const config = await this.readConfig(folder);
    if (config === undefined) {
      this.ownConfigs.delete(folder);
      return undefined;
    }
    if (config.problems.length > 0) {
      this.source.log(`The settings of a workspace folder: ${config.problems.join(' ')}`);
      if (this.ownConfigs.has(folder)) return this.session.synced().configOf(folder);
    }
    this.ownConfigs.add(folder);
    return config;
  }

  private readConfig(folder: string): Promise<Config | undefined> {
    const { buffers } = this.session;
    return folderConfig(folder, this.source.ruleIds, async (file) => {
      return buffers.ofFile(file)?.document.getText() ?? (await this.files?.read(file));
    });
  }

  private startReading(folder: string): void {
    this.reading = Promise.all([this.reading, this.read(folder)]).then(() => {});
  }

  private async read(folder: string): Promise<void> {
    if (this.files === undefined) return;
    try {
      const isWanted = () => this.open.has(folder);
      const isComplete = await readFolder(this.files, folder, isWanted, (file, text) =>
        this.take(file, text),
      );
      if (!isComplete)
        this.source.log('A folder is too large to be read as a whole; open files are checked.');
    } catch (error) {
      this.source.log(describe('reading a folder', error));
    }
    this.source.changed();
  }

  /** Most files of a folder are none of ours; their texts are not kept. */
  private take(file: string, text: string | undefined): void {
    this.session.setOnDisk(file, text);
    if (this.session.engineOf(file).kind?.(file) === 'other') this.session.setOnDisk(file, undefined);
  }

  private isInside(file: string): boolean {
    return this.session.synced().of(file).folder !== undefined;
  }
}
