import assert from 'node:assert/strict';
import { commands, Position, Selection, Uri, window, workspace } from 'vscode';
import { findings, open, rangeOf } from './editing';
import { type Case, eventually } from './runner';

export const explanations: readonly Case[] = [
  {
    name: 'the access of a role is explained beside the editor, and a link of the page shows its place',
    async run() {
      const editor = await open('access.yaml');
      const { start } = rangeOf(editor.document, 'LoaderRole');
      editor.selection = new Selection(start, start);
      await commands.executeCommand('lakewarden.explainAccess');
      await eventually('a page that explains access', () =>
        window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'Access'),
      );
      await commands.executeCommand('lakewarden.revealPlace', editor.document.uri.toString(), 3, 2);
      assert.ok(window.activeTextEditor?.selection.active.isEqual(new Position(3, 2)));
      await commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
    },
  },
  {
    name: 'the command that checks all files counts what is in files that are not open',
    async run() {
      const result = await commands.executeCommand<{ files: number; findings: number }>(
        'lakewarden.scanWorkspace',
      );
      assert.ok(result.files >= 4, `${result.files} files`);
      const folder = workspace.workspaceFolders?.[0]?.uri;
      assert.ok(folder);
      await eventually('findings in a file that was never opened', () =>
        findings(Uri.joinPath(folder, 'unopened.yaml')).length > 0 ? true : undefined,
      );
    },
  },
  {
    name: 'a password in a cell of a notebook is reported in the cell',
    async run() {
      const folder = workspace.workspaceFolders?.[0]?.uri;
      assert.ok(folder);
      const notebook = await workspace.openNotebookDocument(Uri.joinPath(folder, 'explore.ipynb'));
      await window.showNotebookDocument(notebook);
      const { document } = notebook.cellAt(1);
      const { range } = await eventually('a finding in the second cell', () =>
        findings(document.uri).find((one) => document.getText(one.range).includes('Tr0ub4dor-and-3')),
      );
      assert.equal(range.start.line, 1);
      await commands.executeCommand('workbench.action.closeActiveEditor');
    },
  },
];
