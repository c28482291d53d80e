import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { finding, findings, kindOf, lakewarden, literalRule, open } from './editing';
import { type Case, eventually } from './runner';

export const activation: readonly Case[] = [
  {
    name: 'opening a template activates the extension, which reports',
    async run() {
      const { document } = await open('leaking.yaml');
      await eventually('an active extension', () => lakewarden().isActive || undefined);
      await finding(document.uri, literalRule);
    },
  },
  {
    name: 'YAML that is not a template has no findings',
    async run() {
      const { document } = await open('compose.yaml');
      // The server answers in order, so the file has been looked at when the kind is known.
      assert.equal(await kindOf(document.uri), 'other');
      assert.deepEqual(findings(document.uri), []);
    },
  },
  {
    name: 'every contributed command is registered',
    async run() {
      const registered = new Set(await commands.getCommands(true));
      const contributed: { readonly command: string }[] = lakewarden().packageJSON.contributes.commands;
      assert.deepEqual(
        contributed.map(({ command }) => command).filter((command) => !registered.has(command)),
        [],
      );
    },
  },
  {
    name: 'findings are there again after a restart',
    async run() {
      const { document } = await open('leaking.yaml');
      await finding(document.uri, literalRule);
      await commands.executeCommand('lakewarden.restart');
      await finding(document.uri, literalRule);
    },
  },
];
