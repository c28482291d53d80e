import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { CheckFile, Reporter } from './reporter';
import type { Session } from './session';
import { Coalescing, nextTurn } from './turn';

/** Sends diagnostics to clients that do not ask for them. `ready` resolves when the settings are known. */
export class Pusher implements Reporter {
  /** URIs that diagnostics were sent for, empty lists too: what they show is ours to clear. */
  private readonly shown = new Set<string>();
  /** Files to send although nothing about them may have changed: just opened. */
  private readonly wanted = new Set<string>();
  private readonly round = new Coalescing((isCurrent) => void this.sendDue(isCurrent));
  private includesClosed = false;

  constructor(
    private readonly session: Session,
    private readonly check: CheckFile,
    private readonly ready: Promise<void>,
    private readonly tellsVersion: boolean,
    private readonly send: (params: PublishDiagnosticsParams) => void,
  ) {}

  edited(file: string): void {
    this.wanted.add(file);
    this.round.request();
  }

  closed(uri: string): void {
    this.wanted.delete(this.session.fileOf(uri));
    this.clear(uri);
  }

  changed(): void {
    this.round.request();
  }

  showAll(): void {
    this.includesClosed = true;
    for (const file of this.session.closedFiles()) this.wanted.add(file);
    this.round.request();
  }

  /** One file per turn; a newer request takes over what is left. */
  private async sendDue(isCurrent: () => boolean): Promise<void> {
    await this.ready;
    for (const file of new Set([...this.wanted, ...this.session.stale()])) {
      if (!isCurrent()) return;
      if (this.session.isOpen(file) || this.includesClosed) {
        this.sendOne(file);
        await nextTurn();
      }
      this.wanted.delete(file);
    }
    if (isCurrent()) this.clearGone();
  }

  private sendOne(file: string): void {
    const uri = this.session.places.uri(file);
    const checked = this.check(file);
    const { kind, diagnostics } = checked;
    if (checked.cells !== undefined) {
      for (const [cell, found] of checked.cells) {
        this.shown.add(cell);
        this.send({ uri: cell, diagnostics: found });
      }
      return;
    }
    if (kind === 'other') {
      this.clear(uri);
      return;
    }
    const version = this.session.places.version(file);
    this.shown.add(uri);
    this.send({ uri, diagnostics, ...(this.tellsVersion && version !== null && { version }) });
  }

  /** Files that were deleted from the disk. */
  private clearGone(): void {
    for (const uri of this.shown) {
      const file = this.session.fileOf(uri);
      if (!this.session.engineOf(file).has(file)) this.clear(uri);
    }
  }

  private clear(uri: string): void {
    if (this.shown.delete(uri)) this.send({ uri, diagnostics: [] });
  }
}
