import type { Severity } from './finding';
import type { Profile } from './rule';

/** What a workspace may set; read the same by the editor and the terminal. */
export interface Settings {
  readonly profile: Profile;
  /** By rule id; `off` switches a rule off, a severity also switches a strict rule on. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Regions that data may be in; empty allows every region. */
  readonly allowedRegions: readonly string[];
  /** Account ids that may be given access without a finding. */
  readonly trustedAccounts: readonly string[];
}

export const defaultSettings: Settings = {
  profile: 'recommended',
  rules: {},
  allowedRegions: [],
  trustedAccounts: [],
};
