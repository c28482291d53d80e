import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import { findings, kindOf, lakewarden, ruleOf } from './editing';
import { type Case, eventually } from './runner';

interface Contribution {
  readonly language: string;
  readonly path: string;
}

/** One case per contributed language; that every snippet is clean is the business of the tests outside. */
export const snippets: readonly Case[] = ['yaml', 'json', 'python'].map((language) => ({
  name: `a snippet is expanded in ${language}, and has no findings`,
  async run() {
    const document = await workspace.openTextDocument({ language, content: '' });
    await window.showTextDocument(document);
    await commands.executeCommand('editor.action.insertSnippet', {
      langId: language,
      name: firstSnippet(language),
    });
    await eventually('an expanded snippet', () => document.getText().length > 40 || undefined);
    await kindOf(document.uri);
    assert.deepEqual(findings(document.uri).map(ruleOf), []);
  },
}));

function firstSnippet(language: string): string {
  const contributions: Contribution[] = lakewarden().packageJSON.contributes.snippets;
  const contribution = contributions.find((candidate) => candidate.language === language);
  assert.ok(contribution, `No snippets for ${language}.`);
  const file = Uri.file(join(lakewarden().extensionPath, contribution.path));
  const [name] = Object.keys(JSON.parse(readFileSync(file.fsPath, 'utf8')));
  assert.ok(name, `${contribution.path} is empty.`);
  return name;
}
