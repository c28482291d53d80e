import { asString } from '../base/value';
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

/** True when a security configuration certainly leaves a part without encryption. */
export function leavesPlain(configuration: Resource, part: EncryptionPart): boolean {
  const mode = configuration.get(...part.path, part.mode);
  return mode === undefined || asString(mode) === 'DISABLED';
}
