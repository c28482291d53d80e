import { Buffers } from './buffers';
import type { Engine, MakeEngine } from './engine';
import { Notebooks } from './notebooks';
import { Places } from './places';
import { Projects } from './projects';
import { fileOf } from './uri';

/** The files of the editor and of the disk as the engines see them: the text of an open buffer wins. */
export class Session {
  readonly buffers = new Buffers();
  readonly notebooks = new Notebooks();
  readonly places: Places;
  private readonly projects: Projects;

  constructor(makeEngine: MakeEngine) {
    this.projects = new Projects(makeEngine);
    this.places = new Places(this.buffers, this.notebooks, (file) => this.projects.text(file));
  }

  /** The engine name of a document, open or not; of a cell that of its notebook. */
  fileOf(uri: string): string {
    return this.buffers.get(uri)?.file ?? this.notebooks.fileOfCell(uri) ?? fileOf(uri);
  }

  /** The engine that answers for a file; it has seen the newest text of every buffer. */
  engineOf(file: string): Engine {
    return this.synced().of(file).engine;
  }

  /** The projects, whose engines have seen the newest text of every buffer. */
  synced(): Projects {
    for (const { file, document } of this.buffers.takeUnseen()) this.projects.set(file, document.getText());
    return this.projects;
  }

  /** Takes a text from the disk, or that there is none; of no effect on an open file. */
  setOnDisk(file: string, text: string | undefined): void {
    if (this.buffers.ofFile(file) === undefined) this.projects.set(file, text);
  }

  isOpen(file: string): boolean {
    return this.buffers.ofFile(file) !== undefined;
  }

  /** The files whose findings may differ since they were last asked for. */
  stale(): readonly string[] {
    return this.synced()
      .all()
      .flatMap(({ engine }) => engine.stale());
  }

  /** The files that are not open. */
  closedFiles(): readonly string[] {
    return this.synced()
      .all()
      .flatMap(({ engine }) => engine.files())
      .filter((file) => !this.isOpen(file));
  }
}
