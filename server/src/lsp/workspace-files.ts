import { nextTurn } from './turn';
import { isWithin } from './uri';

/** The disk, as far as the server reads it. Names are those of the engine. */
export interface FileAccess {
  /** The files of a folder and of the folders below it, without those that hold no sources. */
  list(folder: string): AsyncIterable<string>;
  /** Undefined when the file is absent, unreadable, not text or larger than a source file is. */
  read(file: string): Promise<string | undefined>;
}

/** What is read of a workspace folder, and watched in it. */
export const sourcePattern = '**/*.{yaml,yml,json,jsonc,template,cfn,py,ipynb,sh}';

export const limits = { files: 5_000, characters: 50_000_000 };

export function isSource(file: string): boolean {
  return /\.(?:ya?ml|jsonc?|template|cfn|py|ipynb|sh)$/i.test(file);
}

/**
 * Hands the sources of a folder on, one per turn, so that the editor's requests are answered in between.
 * Stops at the limits and when `isWanted` says so. Returns false when the limits were reached.
 */
export async function readFolder(
  access: FileAccess,
  folder: string,
  isWanted: () => boolean,
  take: (file: string, text: string) => void,
): Promise<boolean> {
  let files = 0;
  let characters = 0;
  for await (const file of access.list(folder)) {
    if (!isWanted()) return true;
    if (!isSource(file) || !isWithin(file, folder)) continue;
    const text = await access.read(file);
    if (text === undefined) continue;
    files += 1;
    characters += text.length;
    if (files > limits.files || characters > limits.characters) return false;
    await nextTurn();
    if (isWanted()) take(file, text);
  }
  return true;
}
