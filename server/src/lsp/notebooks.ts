import type {
  NotebookDocument,
  NotebookDocumentChangeEvent,
  Range,
  TextDocumentItem,
  VersionedNotebookDocumentIdentifier,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cellBreak } from '../engine/notebook-places';
import type { Buffer } from './buffers';
import { fileOfDocument } from './uri';

/** A code cell, and its first line in the notebook's text. */
export interface OpenCell {
  readonly uri: string;
  readonly version: number;
  readonly line: number;
  readonly lines: number;
}

/** A notebook that is open in the editor. To the engine it is one text, of which each cell has its own lines. */
export interface OpenNotebook {
  readonly buffer: Buffer;
  readonly cells: readonly OpenCell[];
}

/** The open notebooks. The editor tells of cells as documents of their own, with positions that count in the cell. */
export class Notebooks {
  private readonly byFile = new Map<string, OpenNotebook>();
  private readonly files = new Map<string, string>();
  private readonly order = new Map<string, readonly string[]>();
  private readonly documents = new Map<string, TextDocument>();

  open({ uri, version, cells }: NotebookDocument, texts: readonly TextDocumentItem[]): OpenNotebook {
    this.openCells(texts);
    this.order.set(
      uri,
      cells.map(({ document }) => document),
    );
    return this.join(uri, version);
  }

  /** Undefined when the notebook was never opened. */
  change(
    { uri, version }: VersionedNotebookDocumentIdentifier,
    { cells }: NotebookDocumentChangeEvent,
  ): OpenNotebook | undefined {
    const order = this.order.get(uri);
    if (order === undefined) return undefined;
    const { structure, textContent } = cells ?? {};
    this.openCells(structure?.didOpen ?? []);
    if (structure !== undefined) {
      const { start, deleteCount, cells: added = [] } = structure.array;
      const inserted = added.map(({ document }) => document);
      this.order.set(uri, order.toSpliced(start, deleteCount, ...inserted));
    }
    for (const { uri: closed } of structure?.didClose ?? []) this.closeCell(closed);
    for (const { document, changes } of textContent ?? []) {
      const old = this.documents.get(document.uri);
      if (old === undefined) continue;
      this.documents.set(document.uri, TextDocument.update(old, changes, document.version));
    }
    return this.join(uri, version);
  }

  close(uri: string): OpenNotebook | undefined {
    const file = fileOfNotebook(uri);
    const notebook = this.byFile.get(file);
    for (const cell of this.order.get(uri) ?? []) this.closeCell(cell);
    this.order.delete(uri);
    this.byFile.delete(file);
    return notebook;
  }

  ofFile(file: string): OpenNotebook | undefined {
    return this.byFile.get(file);
  }

  /** The engine name of the notebook that a cell belongs to. */
  fileOfCell(uri: string): string | undefined {
    return this.files.get(uri);
  }

  /** A stretch of a cell as one of its notebook's text; other documents' stretches as they are. */
  inNotebook(uri: string, range: Range): Range {
    const file = this.files.get(uri);
    const cell = file === undefined ? undefined : this.byFile.get(file)?.cells.find((one) => one.uri === uri);
    return cell === undefined ? range : moved(range, cell.line);
  }

  private openCells(texts: readonly TextDocumentItem[]): void {
    for (const { uri, languageId, version, text } of texts)
      this.documents.set(uri, TextDocument.create(uri, languageId, version, text));
  }

  private closeCell(uri: string): void {
    this.documents.delete(uri);
    this.files.delete(uri);
  }

  private join(uri: string, version: number): OpenNotebook {
    const file = fileOfNotebook(uri);
    const cells: OpenCell[] = [];
    let text = '';
    let line = 0;
    for (const cell of this.order.get(uri) ?? []) {
      const document = this.documents.get(cell);
      if (document === undefined) continue;
      line += 1;
      cells.push({ uri: cell, version: document.version, line, lines: document.lineCount });
      this.files.set(cell, file);
      // The break begins on the line before: each cell starts on a line of its own.
      text += `${cellBreak}${document.getText()}`;
      line += document.lineCount - 1;
    }
    const document = TextDocument.create(uri, 'python', version, text);
    const notebook: OpenNotebook = { buffer: { uri, file, version, document }, cells };
    this.byFile.set(file, notebook);
    return notebook;
  }
}

/** The cell that holds a line of a notebook's text. */
export function cellAt({ cells }: OpenNotebook, line: number): OpenCell | undefined {
  return cells.findLast((cell) => cell.line <= line);
}

export function moved({ start, end }: Range, lines: number): Range {
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  };
}

function fileOfNotebook(uri: string): string {
  const file = fileOfDocument(uri, '');
  return /\.ipynb$/i.test(file) ? file : `${file}.ipynb`;
}
