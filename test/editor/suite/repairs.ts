import assert from 'node:assert/strict';
import { workspace } from 'vscode';
import { finding, kindOf, literalRule, noFinding, open, quickFixes } from './editing';
import type { Case } from './runner';

export const repairs: readonly Case[] = [
  {
    name: 'a quick fix takes the password out and leaves the rest as it was',
    async run() {
      const { document } = await open('leaking.yaml');
      const { range } = await finding(document.uri, literalRule);
      const [fix] = await quickFixes(document.uri, range);
      assert.ok(fix?.edit);
      assert.ok(await workspace.applyEdit(fix.edit));
      await noFinding(document.uri, literalRule);
      assert.ok(!document.getText().includes('Tr0ub4dor'));
      assert.ok(document.getText().includes("MasterUsername: loader # the loader's own account"));
      assert.equal(await kindOf(document.uri), 'template');
    },
  },
  {
    name: 'a quick fix repairs JSON, which stays JSON',
    async run() {
      const { document } = await open('leaking.json');
      const { range } = await finding(document.uri, literalRule);
      const [fix] = await quickFixes(document.uri, range);
      assert.ok(fix?.edit);
      assert.ok(await workspace.applyEdit(fix.edit));
      await noFinding(document.uri, literalRule);
      assert.equal(JSON.parse(document.getText()).Resources.Warehouse.Type, 'AWS::RDS::DBInstance');
    },
  },
  {
    name: 'a finding can be allowed by a comment',
    async run() {
      const { document } = await open('leaking.yaml');
      const { range } = await finding(document.uri, literalRule);
      const fixes = await quickFixes(document.uri, range);
      const allow = fixes.find(({ title }) => title.startsWith('Allow'));
      assert.ok(allow?.edit, `Nothing allows it: ${fixes.map(({ title }) => title).join(', ')}`);
      assert.ok(await workspace.applyEdit(allow.edit));
      await noFinding(document.uri, literalRule);
      assert.match(
        document.getText(),
        /# lakewarden: allow secrets-template-literal \(.+\)\n.*Tr0ub4dor-and-3/,
      );
    },
  },
];
