import type { Disposable, TextDocumentContentProvider } from 'vscode';
import { commands, EventEmitter, Uri, ViewColumn, window, workspace } from 'vscode';

const scheme = 'lakewarden-access';
const uri = Uri.from({ scheme, path: '/Access.md' });

/** A read-only document beside the editor that explains who can reach what. */
export interface AccessDocument extends Disposable {
  show(markdown: string): Promise<void>;
}

export function openAccessDocument(): AccessDocument {
  let text = '';
  const changed = new EventEmitter<Uri>();
  const content: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: () => text,
  };
  const registration = workspace.registerTextDocumentContentProvider(scheme, content);
  return {
    async show(markdown) {
      text = markdown;
      changed.fire(uri);
      await showRendered();
    },
    dispose() {
      registration.dispose();
      changed.dispose();
    },
  };
}

async function showRendered(): Promise<void> {
  try {
    await commands.executeCommand('markdown.showPreviewToSide', uri);
  } catch {
    // VS Code's own Markdown extension can be switched off; the text is readable without it.
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }
}
