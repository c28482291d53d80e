import type { Disposable, WebviewPanel } from 'vscode';
import { commands, Disposable as Disposables, Range, Uri, ViewColumn, window } from 'vscode';

/** A page beside the editor that explains who can reach what; its links lead to the places in the files. */
export interface AccessDocument extends Disposable {
  show(markdown: string): Promise<void>;
}

/** For the page's links alone; it is not in the command palette. */
const revealCommand = 'lakewarden.revealPlace';

export function openAccessDocument(): AccessDocument {
  let panel: WebviewPanel | undefined;
  const reveal = commands.registerCommand(revealCommand, revealPlace);
  return {
    async show(markdown) {
      const html = page(await rendered(markdown));
      panel ??= openPanel(() => {
        panel = undefined;
      });
      panel.webview.html = html;
      panel.reveal(undefined, true);
    },
    dispose: () => Disposables.from(reveal, ...(panel === undefined ? [] : [panel])).dispose(),
  };
}

function openPanel(onClosed: () => void): WebviewPanel {
  const beside = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const options = { enableCommandUris: [revealCommand], enableFindWidget: true };
  const panel = window.createWebviewPanel('lakewarden.access', 'Access', beside, options);
  panel.onDidDispose(onClosed);
  return panel;
}

/** Links to files are taken out of a rendered page, so each becomes the command that shows its place. */
async function rendered(markdown: string): Promise<string> {
  const linked = markdown.replace(
    /\]\((\S+?)#L(\d+),(\d+)\)/g,
    (_link, uri: string, line: string, character: string) => {
      const place = [uri, Number(line) - 1, Number(character) - 1];
      const query = encodeURIComponent(JSON.stringify(place)).replace(/[()]/g, (c) =>
        c === '(' ? '%28' : '%29',
      );
      return `](command:${revealCommand}?${query})`;
    },
  );
  try {
    return String(await commands.executeCommand('markdown.api.render', linked));
  } catch {
    // VS Code's own Markdown extension can be switched off; the text is readable without it.
    return `<pre>${markdown.replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'))}</pre>`;
  }
}

async function revealPlace(uri: string, line: number, character: number): Promise<void> {
  const selection = new Range(line, character, line, character);
  await window.showTextDocument(Uri.parse(uri), { selection, viewColumn: ViewColumn.One });
}

/** Nothing runs or loads in the page: a template's own names stand in it. */
function page(body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font-size: var(--vscode-editor-font-size); padding: 0 1.5em; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--vscode-editorWidget-border); padding: 0.4em 1em 0.4em 0; text-align: left; }
</style>
</head>
<body>${body}</body>
</html>`;
}
