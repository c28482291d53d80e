import type * as lsp from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../base/edit';
import type { Range } from '../base/range';
import type { Buffers } from './buffers';
import { cellAt, moved, type Notebooks } from './notebooks';
import { uriOf } from './uri';

/** Turns the engine's places (file and offsets) into the protocol's (URI, lines and characters). */
export class Places {
  /** Lines of files that are not open; a file's findings ask for them many times in a row. */
  private readonly closed = new Map<string, TextDocument>();

  constructor(
    private readonly buffers: Buffers,
    private readonly notebooks: Notebooks,
    private readonly textOf: (file: string) => string | undefined,
  ) {}

  /** The client's own spelling for an open file. */
  uri(file: string): string {
    return this.buffers.ofFile(file)?.uri ?? uriOf(file);
  }

  /** Null for files that are not open and for clients that do not count. */
  version(file: string): number | null {
    return this.buffers.ofFile(file)?.version ?? null;
  }

  /** The cells of an open notebook; undefined for other files. */
  cells(file: string): readonly string[] | undefined {
    return this.notebooks.ofFile(file)?.cells.map(({ uri }) => uri);
  }

  /** Undefined when the file is not known. Of an open notebook the position in the whole of its cells. */
  range(file: string, { start, end }: Range): lsp.Range | undefined {
    const document = this.document(file);
    if (document === undefined) return undefined;
    return { start: document.positionAt(start), end: document.positionAt(end) };
  }

  location(file: string, range: Range): lsp.Location | undefined {
    const converted = this.range(file, range);
    return converted && this.inCell(file, converted);
  }

  /** The document that the client knows for a stretch of a file: of a notebook a cell, whose lines count from its start. */
  private inCell(file: string, range: lsp.Range): lsp.Location {
    const notebook = this.notebooks.ofFile(file);
    const cell = notebook && cellAt(notebook, range.start.line);
    if (cell === undefined) return { uri: this.uri(file), range };
    return { uri: cell.uri, range: moved(range, -cell.line) };
  }

  /** The edits of a file by the documents that the client knows for it: of a notebook its cells. */
  edits(file: string, edits: readonly TextEdit[]): readonly DocumentEdits[] {
    const documents = new Map<string, lsp.TextEdit[]>();
    for (const { range, newText } of edits) {
      const location = this.location(file, range);
      if (location === undefined) continue;
      const known = documents.get(location.uri) ?? [];
      known.push({ range: location.range, newText });
      documents.set(location.uri, known);
    }
    const notebook = this.notebooks.ofFile(file);
    const versionOf = (uri: string): number | null =>
      notebook?.cells.find((cell) => cell.uri === uri)?.version ?? this.version(file);
    return [...documents].map(([uri, changes]) => ({ uri, version: versionOf(uri), edits: changes }));
  }

  offset(file: string, position: lsp.Position): number | undefined {
    return this.document(file)?.offsetAt(position);
  }

  offsets(file: string, range: lsp.Range): Range | undefined {
    const document = this.document(file);
    return document && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  }

  private document(file: string): TextDocument | undefined {
    const open = this.buffers.ofFile(file)?.document;
    if (open !== undefined) return open;
    const text = this.textOf(file);
    if (text === undefined) return undefined;
    const known = this.closed.get(file);
    if (known?.getText() === text) return known;
    if (this.closed.size >= closedLimit) this.closed.clear();
    const document = TextDocument.create(uriOf(file), '', 0, text);
    this.closed.set(file, document);
    return document;
  }
}

/** Edits of one of the client's documents. */
export interface DocumentEdits {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: lsp.TextEdit[];
}

const closedLimit = 50;
