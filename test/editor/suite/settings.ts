import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';
import { finding, findings, literalRule, noFinding, open } from './editing';
import { type Case, eventually } from './runner';

export const settings: readonly Case[] = [
  {
    name: 'a rule that is switched off in the settings goes from open files at once, and comes back',
    async run() {
      const { document } = await open('leaking.yaml');
      await finding(document.uri, literalRule);
      await set('rules', { [literalRule]: 'off' });
      await noFinding(document.uri, literalRule);
      await set('rules', undefined);
      await finding(document.uri, literalRule);
    },
  },
  {
    name: 'nothing is reported while the extension is switched off',
    async run() {
      const { document } = await open('leaking.yaml');
      await finding(document.uri, literalRule);
      await set('enable', false);
      await eventually('a document without findings', () => findings(document.uri).length === 0 || undefined);
      await set('enable', undefined);
      await finding(document.uri, literalRule);
      assert.ok(!document.isDirty);
    },
  },
];

async function set(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('lakewarden').update(name, value, ConfigurationTarget.Workspace);
}
