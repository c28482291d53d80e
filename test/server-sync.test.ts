import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import type { Engine } from '../server/src/lsp/engine';
import { Patch } from '../server/src/lsp/patch';
import { Client } from './harness/memory-connection';
import { WordEngine } from './harness/word-engine';

const uri = 'file:///lake/stack.yaml';

/** Texts with all line ends, characters of one and two code units, and combining ones. */
const text = fc
  .array(fc.constantFrom('a', 'BAD', ' ', '\n', '\r\n', '\r', 'å', '😀', 'e\u0301', '\t', ':', '\u2028'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

const edit = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(8), text });

describe('documents', () => {
  it('hold the same text here and there after any edits', async () => {
    let engine: Engine | undefined;
    const client = await Client.start((settings) => {
      engine = new WordEngine(settings);
      return engine;
    });
    const property = fc.asyncProperty(text, fc.array(edit, { maxLength: 12 }), async (start, edits) => {
      client.open(uri, start);
      for (const { from, length, text: replacement } of edits) {
        const position = Math.floor(from * client.text(uri).length);
        client.edit(uri, position, Math.min(position + length, client.text(uri).length), replacement);
      }
      await client.request('lakewarden/status', { uri });
      expect(engine?.text('/lake/stack.yaml')).toBe(client.text(uri));
      client.close(uri);
    });
    await fc.assert(property, { numRuns: 60 });
    client.stop();
  });

  it('take several changes in one message, each on the result of the one before', async () => {
    let engine: Engine | undefined;
    const client = await Client.start((settings) => {
      engine = new WordEngine(settings);
      return engine;
    });
    client.open(uri, 'one\r\ntwo\r\n');
    const start = { line: 1, character: 0 };
    client.change(
      uri,
      { range: { start, end: start }, text: 'new\r\n' },
      { range: { start, end: { line: 1, character: 3 } }, text: 'newer' },
    );
    await client.request('lakewarden/status', { uri });
    expect(engine?.text('/lake/stack.yaml')).toBe('one\r\nnewer\r\ntwo\r\n');
    client.stop();
  });
});

describe('several rounds of edits', () => {
  it('come to one', () => {
    const rounds = fc.array(fc.array(edit, { maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(text, rounds, (start, all) => {
        const patch = new Patch(start.length);
        let current = start;
        for (const round of all) {
          const edits = round.map(({ from, length, text: newText }) => {
            const position = Math.floor(from * current.length);
            return { range: { start: position, end: Math.min(position + length, current.length) }, newText };
          });
          patch.add(edits);
          current = applyEdits(current, edits);
        }
        expect(applyEdits(start, patch.edits())).toBe(current);
      }),
    );
  });
});
