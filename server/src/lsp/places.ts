import type * as lsp from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../base/edit';
import type { Range } from '../base/range';
import type { Buffers } from './buffers';
import { uriOf } from './uri';

/** Turns the engine's places (file and offsets) into the protocol's (URI, lines and characters). */
export class Places {
  /** Lines of files that are not open; a file's findings ask for them many times in a row. */
  private readonly closed = new Map<string, TextDocument>();

  constructor(
    private readonly buffers: Buffers,
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

  /** Undefined when the file is not known. */
  range(file: string, { start, end }: Range): lsp.Range | undefined {
    const document = this.document(file);
    if (document === undefined) return undefined;
    return { start: document.positionAt(start), end: document.positionAt(end) };
  }

  location(file: string, range: Range): lsp.Location | undefined {
    const converted = this.range(file, range);
    return converted && { uri: this.uri(file), range: converted };
  }

  edits(file: string, edits: readonly TextEdit[]): lsp.TextEdit[] {
    return edits.flatMap(({ range, newText }) => {
      const converted = this.range(file, range);
      return converted === undefined ? [] : [{ range: converted, newText }];
    });
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

const closedLimit = 50;
