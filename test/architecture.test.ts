import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const allowed = readTable(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
const sources = ['server/src', 'client/src'].flatMap(sourcesIn);

describe('ARCHITECTURE.md', () => {
  it('names every folder of the sources in its table of imports', () => {
    expect(
      [...new Set(sources.map(folderOf))].filter((folder) => folder !== 'main' && !allowed.has(folder)),
    ).toEqual([]);
  });

  it('is obeyed by every import', () => {
    const broken = sources.flatMap((file) =>
      importsOf(file)
        .filter((imported) => !isAllowed(file, imported))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(broken).toEqual([]);
  });

  it('allows no folder that does not exist', () => {
    const folders = new Set(sources.map(folderOf));
    const unknown = [...allowed].flatMap((row) => row.flat().filter((name) => !folders.has(name)));
    expect(unknown).toEqual([]);
  });
});

describe('the sources', () => {
  it('keep to one way of switching a check off: none', () => {
    const marks = /(?:eslint|biome)-(?:ignore|disable)|@ts-(?:ignore|expect-error|nocheck)|\bdebugger\b/;
    expect(sources.filter((file) => marks.test(read(file)))).toEqual([]);
  });

  it('import no rule into a rule', () => {
    const rules = sources.filter((file) => /^server\/src\/rules\/[^/]+\//.test(file));
    const declaring = new Set(
      rules.filter((file) => /= defineRule\b/.test(read(file))).map(withoutExtension),
    );
    const broken = [...rules].filter((file) =>
      importsOf(file).some((imported) => declaring.has(pathOf(file, imported) ?? '')),
    );
    expect(broken).toEqual([]);
  });

  it('stay under 300 lines', () => {
    const long = sources.filter((file) => !isGenerated(file) && read(file).split('\n').length > 320);
    expect(long).toEqual([]);
  });

  it('are named in kebab-case', () => {
    expect(
      sources.filter((file) => !/^(?:[a-z0-9-]+\/)+[a-z0-9-]+(?:\.[a-z0-9-]+)*\.ts$/.test(file)),
    ).toEqual([]);
  });
});

/** Which folders may use which packages; `node:` are the modules of Node. The rest of the server runs anywhere. */
const packages: Readonly<Record<string, readonly string[]>> = {
  syntax: ['yaml', 'jsonc-parser', '@lezer/common', '@lezer/json', '@lezer/python'],
  lsp: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  cli: ['node:'],
  client: ['vscode', 'vscode-languageclient', 'node:'],
};

/** In these folders the disk is the subject of a file whose name says so. */
const touchesDisk = /^server\/src\/lsp\/node-[a-z-]+\.ts$/;

function isAllowed(file: string, imported: string): boolean {
  const folder = folderOf(file);
  if (folder === 'main') return true;
  const path = pathOf(file, imported);
  if (path !== undefined) {
    const target = folderOf(path);
    const extra = folder === 'tools' ? ['test'] : [];
    return target === folder || [...(allowed.get(folder) ?? []), ...extra].includes(target);
  }
  const name = packageOf(imported);
  return (
    folder === 'tools' ||
    (packages[folder] ?? []).includes(name) ||
    (name === 'node:' && touchesDisk.test(file))
  );
}

/** The path from the root, without extension; undefined for a package. */
function pathOf(file: string, imported: string): string | undefined {
  if (!imported.startsWith('.')) return undefined;
  return relative(root, resolve(root, dirname(file), imported)).replaceAll('\\', '/');
}

function packageOf(imported: string): string {
  if (imported.startsWith('node:')) return 'node:';
  const [first = '', second = ''] = imported.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** `server/src/lsp/serve.ts` lies in `lsp`, `server/src/main.cli.ts` in `main`, the client's files in `client`. */
function folderOf(path: string): string {
  const [top = '', , third = '', ...rest] = path.split('/');
  if (top !== 'server') return top;
  return rest.length === 0 && third.startsWith('main.') ? 'main' : third;
}

/** The rows under `| folder | may import |`: the folder, then names of folders between commas. */
function readTable(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^\|\s*folder\s*\|\s*may import\s*\|/.test(line));
  expect(head, 'ARCHITECTURE.md has a table `| folder | may import |`').toBeGreaterThanOrEqual(0);
  const rows = lines.slice(head + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return new Map(
    rows.slice(0, end < 0 ? undefined : end).map((row) => {
      const [, folder = '', names = ''] = row.split('|').map((cell) => cell.replaceAll('`', '').trim());
      const list = names.split(/,\s*/).filter((name) => name !== '' && name !== 'nothing');
      return [folder.replace(/\/$/, ''), list.map((name) => name.replace(/\/$/, ''))];
    }),
  );
}

function importsOf(file: string): readonly string[] {
  const found = read(file).matchAll(
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/gm,
  );
  return [...found].flatMap(([, ...names]) => names.filter((name) => name !== undefined));
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort();
}

function withoutExtension(file: string): string {
  return file.replace(/\.ts$/, '');
}

/** The lists that are derived grow with the rules. */
function isGenerated(file: string): boolean {
  return file.includes('/generated/') || read(file).startsWith('// Generated by ');
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
