import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands, DiagnosticSeverity, type Hover, type MarkdownString, workspace } from 'vscode';
import { finding, findings, literalRule, noFinding, open, rangeOf, ruleOf, typeAtEnd } from './editing';
import { type Case, eventually } from './runner';

export const reports: readonly Case[] = [
  {
    name: 'a password is reported while it is typed, at the password, without saving',
    async run() {
      const editor = await open('warehouse.yaml');
      const { document } = editor;
      const before = readFileSync(document.uri.fsPath, 'utf8');
      await noFinding(document.uri, literalRule);
      // The editor keeps the indentation of the line above.
      await typeAtEnd(editor, '      MasterUserPassword: Tr0ub4dor-and-3');
      const { range, severity } = await eventually('a finding at the whole password', () =>
        findings(document.uri).find(
          (candidate) =>
            ruleOf(candidate) === literalRule &&
            candidate.range.isEqual(rangeOf(document, 'Tr0ub4dor-and-3')),
        ),
      );
      assert.equal(document.getText(range), 'Tr0ub4dor-and-3');
      assert.equal(severity, DiagnosticSeverity.Error);
      assert.ok(document.isDirty);
      assert.equal(readFileSync(document.uri.fsPath, 'utf8'), before);
    },
  },
  {
    name: 'the finding goes when what was typed is undone',
    async run() {
      const editor = await open('warehouse.yaml');
      await typeAtEnd(editor, '      MasterUserPassword: Tr0ub4dor-and-3');
      await finding(editor.document.uri, literalRule);
      await commands.executeCommand('workbench.action.files.revert');
      await noFinding(editor.document.uri, literalRule);
    },
  },
  {
    name: 'the same defect is reported in JSON',
    async run() {
      const { document } = await open('leaking.json');
      const { range } = await finding(document.uri, literalRule);
      assert.ok(document.getText(range).includes('Tr0ub4dor-and-3'));
    },
  },
  {
    name: 'a password in a Glue script is reported at the password',
    async run() {
      const { document } = await open('load.py');
      const { range } = await eventually('a finding in the script', () =>
        findings(document.uri).find(({ range }) => document.getText(range).includes('Tr0ub4dor-and-3')),
      );
      assert.equal(range.start.line, range.end.line);
    },
  },
  {
    name: 'a template that has never been saved is checked',
    async run() {
      const { document: onDisk } = await open('leaking.yaml');
      const document = await workspace.openTextDocument({ language: 'yaml', content: onDisk.getText() });
      await finding(document.uri, literalRule);
    },
  },
  {
    name: 'the message and the hover never repeat the password',
    async run() {
      const { document } = await open('leaking.yaml');
      const { message, range } = await finding(document.uri, literalRule);
      const hover = await eventually('a hover that explains the rule', async () => {
        const text = textOf(
          await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, range.start),
        );
        return text.includes(literalRule) ? text : undefined;
      });
      assert.ok(!message.includes('Tr0ub4dor'));
      assert.ok(!hover.includes('Tr0ub4dor'));
    },
  },
];

function textOf(hovers: readonly Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : (content as MarkdownString).value))
    .join('\n');
}
