import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileOfDocument } from './uri';

/** A document that is open in the editor. */
export interface Buffer {
  readonly uri: string;
  /** Its name in the engine. */
  readonly file: string;
  /** As the client counts; undefined from clients that do not. */
  readonly version: number | undefined;
  readonly document: TextDocument;
}

/**
 * The documents that are open, with their newest text, and which of them the engine has not seen yet.
 * The library's own collection throws away changes without a version, which minimal clients send.
 */
export class Buffers {
  private readonly byUri = new Map<string, Buffer>();
  private readonly byFile = new Map<string, Buffer>();
  private readonly unseen = new Set<string>();

  open(item: TextDocumentItem): Buffer {
    const document = TextDocument.create(item.uri, item.languageId, item.version ?? 0, item.text);
    const file = fileOfDocument(item.uri, item.languageId);
    return this.keep({ uri: item.uri, file, version: item.version ?? undefined, document });
  }

  /** Takes a document that is put together from others: a notebook. */
  hold(buffer: Buffer): Buffer {
    return this.keep(buffer);
  }

  /** The changes follow each other; undefined when the document was never opened. */
  change(
    uri: string,
    version: number | null | undefined,
    changes: TextDocumentContentChangeEvent[],
  ): Buffer | undefined {
    const old = this.byUri.get(uri);
    if (old === undefined) return undefined;
    const document = TextDocument.update(old.document, changes, version ?? old.document.version + 1);
    return this.keep({ uri, file: old.file, version: version ?? undefined, document });
  }

  close(uri: string): Buffer | undefined {
    const buffer = this.byUri.get(uri);
    if (buffer === undefined) return undefined;
    this.byUri.delete(uri);
    this.unseen.delete(uri);
    if (this.byFile.get(buffer.file)?.uri === uri) this.byFile.delete(buffer.file);
    return buffer;
  }

  get(uri: string): Buffer | undefined {
    return this.byUri.get(uri);
  }

  ofFile(file: string): Buffer | undefined {
    return this.byFile.get(file);
  }

  all(): readonly Buffer[] {
    return [...this.byUri.values()];
  }

  /** The buffers that were opened or changed since this was last asked. */
  takeUnseen(): readonly Buffer[] {
    const buffers = [...this.unseen].flatMap((uri) => this.byUri.get(uri) ?? []);
    this.unseen.clear();
    return buffers;
  }

  /** Counts every buffer as unseen: the engines that saw them are gone. */
  seeAgain(): void {
    for (const uri of this.byUri.keys()) this.unseen.add(uri);
  }

  private keep(buffer: Buffer): Buffer {
    this.byUri.set(buffer.uri, buffer);
    this.byFile.set(buffer.file, buffer);
    this.unseen.add(buffer.uri);
    return buffer;
  }
}
