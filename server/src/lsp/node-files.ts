import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { inFolder, isUri } from './uri';
import type { FileAccess } from './workspace-files';

/** The disk of the machine that the server runs on. Symbolic links are not followed: they may lead in circles. */
export const nodeFiles: FileAccess = { list, read };

const sizeLimit = 2_000_000;
const entryLimit = 200_000;
const skipped = new Set(['node_modules', '__pycache__', 'venv', 'site-packages']);

async function* list(folder: string): AsyncIterable<string> {
  if (isUri(folder)) return;
  const waiting = [folder];
  let entries = 0;
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    for (const entry of await entriesOf(current)) {
      entries += 1;
      if (entries > entryLimit) return;
      const path = inFolder(current, entry.name);
      if (entry.isFile()) yield path;
      else if (entry.isDirectory() && !isSkipped(entry.name)) waiting.push(path);
    }
  }
}

/** Sorted, so that the same folder is read in the same order everywhere. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(nativePath(folder), { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || skipped.has(name);
}

async function read(file: string): Promise<string | undefined> {
  if (isUri(file)) return undefined;
  try {
    const handle = await open(nativePath(file), 'r');
    try {
      const status = await handle.stat();
      if (!status.isFile() || status.size > sizeLimit) return undefined;
      return asText(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** Editors take the byte order mark away, so the offsets of closed files count without it too. */
function asText(bytes: Buffer): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  return text.includes('\0') ? undefined : text;
}

/** `c:` alone means the current folder of that drive. */
function nativePath(path: string): string {
  return /^[a-z]:$/i.test(path) ? `${path}/` : path;
}
