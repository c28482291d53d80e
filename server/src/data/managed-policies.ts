import file from './generated/managed-policies.json';
import { once, own, remembered, words } from './table';

/** A policy document as AWS publishes it. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * The document of an AWS managed policy by its name or ARN, at the version that was current when the data was made.
 * Undefined when it is not kept: then nothing is known about what the policy grants.
 *
 * Four policies that read nearly every service (`isAbridged`) are kept without the services whose actions are not
 * carried; what they say about carried actions is complete.
 */
export const managedPolicy = remembered((nameOrArn: string): PolicyDocument | undefined => {
  const documents: Readonly<Record<string, string>> = file.documents;
  const name = nameOf(nameOrArn);
  const text = name === undefined ? undefined : own(documents, name);
  if (text === undefined) return undefined;
  const document = JSON.parse(text) as { readonly Version?: string; readonly Statement: unknown };
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return { ...document, Statement: statements as readonly PolicyStatement[] };
});

/** True for a policy whose kept document leaves out services. */
export function isAbridged(nameOrArn: string): boolean {
  return words(file.abridged).includes(nameOf(nameOrArn) ?? '');
}

/** The names of the policies whose documents are kept. */
export function managedPolicyNames(): readonly string[] {
  return Object.keys(file.documents);
}

/** True when AWS had a managed policy of this name, and for an ARN also this path, when the data was made. */
export function isKnownManagedPolicy(nameOrArn: string): boolean {
  const path = paths().get(nameOf(nameOrArn) ?? '');
  if (path === undefined) return false;
  const written = arnPattern.exec(nameOrArn)?.[1];
  return written === undefined || written === path;
}

/** The ARN of a managed policy with its right path; undefined for an unknown name. */
export function managedPolicyArn(name: string): string | undefined {
  const path = paths().get(name);
  return path === undefined ? undefined : `arn:aws:iam::aws:policy/${path}${name}`;
}

const arnPattern = /^arn:[^:]+:iam::aws:policy\/((?:.+\/)?)[^/]+$/;

/** The path of each known policy by its name: `service-role/`, or empty. */
const paths = once((): ReadonlyMap<string, string> => {
  return new Map(
    words(file.known).map((full) => {
      const slash = full.lastIndexOf('/') + 1;
      return [full.slice(slash), full.slice(0, slash)];
    }),
  );
});

/** The name in a name or ARN; undefined for the ARN of an account's own policy. */
function nameOf(nameOrArn: string): string | undefined {
  if (!nameOrArn.includes(':')) return nameOrArn;
  return arnPattern.test(nameOrArn) ? nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1) : undefined;
}
