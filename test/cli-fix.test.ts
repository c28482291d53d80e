import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { terminal } from './harness/terminal';
import { closed, open } from './models/cli/templates';

const { folder, lakewarden, write } = terminal();

describe('--fix', () => {
  it('applies safe fixes and keeps mode, line ends, byte order mark and comments', async () => {
    const text = `\uFEFF${open}`.replaceAll('\n', '\r\n');
    write({ 'a.yaml': text });
    chmodSync(join(folder(), 'a.yaml'), 0o640);
    const { code, json, err } = await lakewarden('check', '.', '--fix', '--format', 'json');
    expect(readFileSync(join(folder(), 'a.yaml'), 'utf8')).toBe(text.replace('PublicRead', 'Private'));
    expect(statSync(join(folder(), 'a.yaml')).mode & 0o777).toBe(0o640);
    expect([code, json.findings, err]).toEqual([0, [], 'lakewarden: Applied 1 fix in 1 file.\n']);
  });

  it('leaves decisions to people', async () => {
    const text = open.replace('PublicRead', 'LogDeliveryWrite');
    write({ 'a.yaml': text });
    const { out, err } = await lakewarden('check', '.', '--fix');
    expect(readFileSync(join(folder(), 'a.yaml'), 'utf8')).toBe(text);
    expect(out).toContain('fix (decide): Make it private');
    expect(err).toBe('lakewarden: Applied 0 fixes in 0 files.\n');
  });

  it('repairs many findings, in bytes that are not UTF-8 too', async () => {
    const text = Buffer.from(`# caf\u00E9\n${open}${open.slice(11).replace('Website', 'Other')}`, 'latin1');
    write({ 'a.yaml': text, 'b.yaml': open });
    const { err } = await lakewarden('check', '.', '--fix');
    expect(readFileSync(join(folder(), 'a.yaml'), 'latin1')).toBe(
      text.toString('latin1').replaceAll('PublicRead', 'Private'),
    );
    expect(err).toBe('lakewarden: Applied 3 fixes in 2 files.\n');
  });

  it('writes through a link, not over it', async () => {
    write({ 'real/a.yaml': open });
    symlinkSync('real/a.yaml', join(folder(), 'link.yaml'));
    await lakewarden('check', 'link.yaml', '--fix');
    expect(readFileSync(join(folder(), 'real/a.yaml'), 'utf8')).toBe(closed);
  });
});
