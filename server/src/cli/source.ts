import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file as it was read; what is needed to write it back as it was. */
export interface Source {
  /** Relative to the current folder where that is shorter to read, with forward slashes. */
  readonly file: string;
  readonly path: string;
  /** Without the byte order mark. */
  readonly text: string;
  readonly bom: boolean;
  readonly encoding: 'utf8' | 'latin1';
}

/** Larger files are generated, and would cost seconds each. */
export const sizeLimit = 10 * 1024 * 1024;

/** Reads a file, or says in a sentence why it cannot be read. */
export function readSource(file: string, path: string): Source | string {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return 'This is not a regular file.';
    if (stat.size > sizeLimit) return 'The file is larger than 10 MB and was not checked.';
    return decode(file, path, readFileSync(path));
  } catch (error) {
    return `The file cannot be read${reasonOf(error)}.`;
  }
}

/** Puts the new text in place of the old in one step, keeping mode, byte order mark and encoding. */
export function writeSource(source: Source, text: string): string | undefined {
  let temporary: string | undefined;
  try {
    const path = realpathSync(source.path);
    const { mode } = statSync(path);
    temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`);
    const bytes = Buffer.from((source.bom ? '\uFEFF' : '') + text, source.encoding);
    writeFileSync(temporary, bytes, { mode, flag: 'wx' });
    chmodSync(temporary, mode);
    renameSync(temporary, path);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    return `The file cannot be written${reasonOf(error)}.`;
  }
}

function decode(file: string, path: string, bytes: Buffer): Source | string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'The file is UTF-16 text, which CloudFormation and Python do not read; save it as UTF-8.';
  }
  if (bytes.subarray(0, 8192).includes(0)) return 'The file is binary.';
  const bom = first === 0xef && second === 0xbb && bytes[2] === 0xbf;
  const content = bom ? bytes.subarray(3) : bytes;
  const text = content.toString('utf8');
  // Latin 1 gives every byte a character of its own, so that what is not understood is written back as it was.
  if (text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(content)) {
    return { file, path, text: content.toString('latin1'), bom: false, encoding: 'latin1' };
  }
  return { file, path, text, bom, encoding: 'utf8' };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return ': permission is denied';
  if (code === 'ENOENT') return ': it is not there any more';
  if (code === 'EROFS') return ': the file system is read-only';
  if (code === 'ENOSPC') return ': the disk is full';
  if (code === 'ELOOP') return ': its symbolic links go in a circle';
  return typeof code === 'string' ? ` (${code})` : '';
}
