import { managedPolicyNames } from './managed-policy-names';
import { compare } from './text';

/** The content of `generated/managed-policies.json`. */
export interface ManagedPoliciesFile {
  readonly source: string;
  /** Path and name of every policy of the source, without the leading `/`, separated by spaces. */
  readonly known: string;
  /** Policies that are kept without the actions of services we carry no actions for. */
  readonly abridged: string;
  /** The documents, as compact JSON. */
  readonly documents: Readonly<Record<string, string>>;
}

interface SourcePolicy {
  readonly Path?: string;
  readonly Document: PolicyDocument;
}

interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly Statement[] | Statement;
}

type Statement = Readonly<Record<string, unknown>>;

/** Above this many characters of JSON a document is abridged. */
const longDocument = 20_000;

/**
 * Keeps the named policies of a collection of AWS managed policies.
 *
 * `text` is a JSON object by policy name, as AWS's GetPolicyVersion answers (`{"Path": …, "Document": …}`), or a
 * Python module that holds such an object in one triple-quoted string, as moto's `iam/aws_managed_policies.py`
 * (Apache-2.0, imported by its authors from AWS).
 */
export function managedPoliciesFile(
  text: string,
  source: string,
  carriesActions: (service: string) => boolean,
): ManagedPoliciesFile {
  const policies = parseSource(text);
  const documents: Record<string, string> = {};
  const abridged: string[] = [];
  for (const name of managedPolicyNames) {
    const policy = policies[name];
    if (!policy) throw new Error(`The source has no policy ${name}`);
    const whole = canonicalJson(policy.Document);
    documents[name] = whole;
    if (whole.length <= longDocument) continue;
    documents[name] = canonicalJson(abridge(policy.Document, carriesActions));
    abridged.push(name);
  }
  const known = Object.entries(policies).map(([name, { Path }]) => `${(Path ?? '/').slice(1)}${name}`);
  return { source, known: known.sort(compare).join(' '), abridged: abridged.join(' '), documents };
}

function parseSource(text: string): Readonly<Record<string, SourcePolicy>> {
  const quoted = /"""([\s\S]*?)"""/.exec(text);
  return JSON.parse(quoted?.[1] ?? text) as Readonly<Record<string, SourcePolicy>>;
}

/**
 * Drops what is allowed in services whose actions we do not carry. A question about a carried action gets the same
 * answer as from the whole document. Statements with `NotAction` and denials are kept as they are.
 */
function abridge(document: PolicyDocument, carriesActions: (service: string) => boolean): PolicyDocument {
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const kept = statements.flatMap((statement) => {
    const actions = statement['Action'];
    if (statement['Effect'] !== 'Allow' || !Array.isArray(actions)) return [statement];
    const carried = actions.filter((action: string) => carriesActions(action.split(':')[0] ?? ''));
    return carried.length > 0 ? [{ ...statement, Action: carried }] : [];
  });
  return { ...document, Statement: kept };
}

/** JSON with sorted keys, so that a new import changes only what AWS changed. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compare(a, b)));
  });
}
