import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { Changes } from './changes';
import { diagnosticsOf } from './diagnostics';
import { cancelled } from './guard';
import type { CheckFile, Reporter } from './reporter';
import type { Session } from './session';
import { afterWaitingMessages, nextTurn } from './turn';

/** How long an edit's effect on other open files may wait: long enough not to ask at every keystroke. */
const refreshDelay = 250;

/** Answers clients that ask for diagnostics, and says "unchanged" to those that have them already. */
export class PullAnswers implements Reporter {
  /** The last answer for each URI: what it said, and the name that the client knows it by. */
  private readonly given = new Map<string, { readonly id: string; readonly content: string }>();
  private readonly changes = new Changes();
  private answers = 0;
  private includesClosed = false;
  /** The changes that the last answer for the workspace knew of. */
  private told = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly session: Session,
    private readonly check: CheckFile,
    private readonly ready: Promise<void>,
    /** Asks the client to ask again. */
    private readonly refresh: () => void,
  ) {}

  async ofDocument(
    params: DocumentDiagnosticParams,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const { uri } = params.textDocument;
    const before = this.session.buffers.get(uri)?.version;
    await this.ready;
    await afterWaitingMessages();
    if (token.isCancellationRequested) throw cancelled();
    if (this.session.buffers.get(uri)?.version !== before) throw overtaken();
    const checked = this.check(this.session.fileOf(uri));
    return this.report(uri, diagnosticsOf(checked, uri), params.previousResultId);
  }

  /**
   * Only files that are not open, and these only once somebody has asked for the whole workspace. The request is
   * held until there is news, because clients ask again as soon as they have an answer.
   */
  async ofWorkspace(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    await this.changes.after(this.told, token);
    const { count } = this.changes;
    const known = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDiagnosticReport['items'] = [];
    const files = this.includesClosed ? this.session.closedFiles() : [];
    for (const file of files) {
      const { kind, diagnostics } = this.check(file);
      const uri = this.session.places.uri(file);
      if (kind === 'other' && !known.has(uri)) continue;
      items.push({ ...this.report(uri, diagnostics, known.get(uri)), uri, version: null });
      await nextTurn();
      if (token.isCancellationRequested) throw cancelled();
    }
    const uris = new Set(items.map(({ uri }) => uri));
    for (const [uri, id] of known) {
      const isGone = !uris.has(uri) && !this.session.isOpen(this.session.fileOf(uri));
      if (isGone) items.push({ ...this.report(uri, [], id), uri, version: null });
    }
    // Only now: an answer that was cancelled has told nothing.
    this.told = count;
    return { items };
  }

  edited(file: string): void {
    this.changes.add();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // The client asks again for the cell that was edited, and the others may say something else now.
      const isNotebook = this.session.notebooks.ofFile(file) !== undefined;
      if (isNotebook || this.hasStaleAnswers()) this.refresh();
    }, refreshDelay);
  }

  closed(uri: string): void {
    this.given.delete(uri);
    this.changes.add();
  }

  changed(): void {
    this.changes.add();
    if (this.given.size > 0) this.refresh();
  }

  showAll(): void {
    this.includesClosed = true;
    this.changes.add();
  }

  /** True when an open document was answered for and an edit elsewhere may have changed the answer. */
  private hasStaleAnswers(): boolean {
    return this.session.stale().some((file) => {
      const buffer = this.session.buffers.ofFile(file);
      return buffer !== undefined && this.given.has(buffer.uri);
    });
  }

  private report(uri: string, items: Diagnostic[], previousId: string | undefined): DocumentDiagnosticReport {
    const content = JSON.stringify(items);
    const before = this.given.get(uri);
    const isSame = before?.content === content;
    if (!isSame) this.answers += 1;
    const resultId = isSame ? before.id : String(this.answers);
    this.given.set(uri, { id: resultId, content });
    if (resultId === previousId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }
}

/** The text has changed since the question; the client asks again for the newer one. */
function overtaken(): ResponseError<{ retriggerRequest: boolean }> {
  const message = 'The document has changed since.';
  return new ResponseError(LSPErrorCodes.ServerCancelled, message, { retriggerRequest: true });
}
