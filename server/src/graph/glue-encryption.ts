import { asString, type Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';

/** What a security configuration of Glue decides about, each with a mode of its own. */
export interface EncryptionPart {
  readonly name: string;
  readonly path: Path;
  readonly mode: string;
  /** The mode that uses a key of the customer. */
  readonly wanted: string;
}

const whole = 'EncryptionConfiguration';

export const s3Part: EncryptionPart = {
  name: 'what jobs write to S3',
  path: [whole, 'S3Encryptions', 0],
  mode: 'S3EncryptionMode',
  wanted: 'SSE-KMS',
};

export const logsPart: EncryptionPart = {
  name: 'logs',
  path: [whole, 'CloudWatchEncryption'],
  mode: 'CloudWatchEncryptionMode',
  wanted: 'SSE-KMS',
};

export const bookmarksPart: EncryptionPart = {
  name: 'job bookmarks',
  path: [whole, 'JobBookmarksEncryption'],
  mode: 'JobBookmarksEncryptionMode',
  wanted: 'CSE-KMS',
};

export const encryptionParts: readonly EncryptionPart[] = [s3Part, logsPart, bookmarksPart];

/** Where a part stands: what is encrypted in S3 is a list, and may be a single entry. */
export function placesOf(configuration: Resource, part: EncryptionPart): readonly Path[] {
  if (part.path.at(-1) !== 0) return [part.path];
  const list = part.path.slice(0, -1);
  const written = configuration.get(...list);
  if (written?.kind === 'mapping') return [list];
  const count = written?.kind === 'list' ? written.items.length : 0;
  return count === 0 ? [part.path] : Array.from({ length: count }, (_, index) => [...list, index]);
}

/** True when a security configuration certainly leaves a part without encryption. */
export function leavesPlain(configuration: Resource, part: EncryptionPart): boolean {
  return placesOf(configuration, part).some((path) => {
    const mode = configuration.get(...path, part.mode);
    return mode === undefined || isDisabled(mode);
  });
}

export function isDisabled(mode: Value | undefined): boolean {
  return asString(mode)?.toUpperCase() === 'DISABLED';
}
