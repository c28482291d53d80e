import { createHash } from 'node:crypto';
import type { Severity } from '../engine/finding';
import type { AnyRule } from '../engine/rule';
import { ruleUrl } from '../engine/rule-url';
import type { LineRange } from './lines';
import type { Result, ResultFinding, ResultFix } from './result';
import { serviceOf } from './rule-list';

/** A SARIF 2.1.0 log: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function printSarif(result: Result, rules: readonly AnyRule[]): object {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const indexOf = new Map(sorted.map(({ id }, index) => [id, index]));
  const fingerprint = fingerprints();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Lakewarden',
            semanticVersion: result.version,
            informationUri: ruleUrl('').replace(/#$/, ''),
            rules: sorted.map(describeRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: result.problems.map(notification) },
        ],
        results: result.findings.map((finding) => describe(finding, indexOf, fingerprint(finding))),
      },
    ],
  };
}

const levelOf: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** GitHub sorts security findings by this number, from 0 to 10. */
const securitySeverityOf: Readonly<Record<Severity, string>> = {
  error: '8.0',
  warning: '5.0',
  info: '3.0',
  hint: '1.0',
};

function describeRule(rule: AnyRule): object {
  return {
    id: rule.id,
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why}\n\n${rule.references.join('\n')}`.trim() },
    helpUri: ruleUrl(rule.id),
    defaultConfiguration: { level: levelOf[rule.severity], enabled: rule.profile === 'recommended' },
    properties: {
      tags: ['security', 'aws', serviceOf(rule.id)],
      'security-severity': securitySeverityOf[rule.severity],
      knownAs: rule.knownAs,
    },
  };
}

function describe(finding: ResultFinding, indexOf: ReadonlyMap<string, number>, fingerprint: string): object {
  const index = indexOf.get(finding.rule);
  const logical = finding.resource === null ? [] : [{ name: finding.resource, kind: 'resource' }];
  return {
    ruleId: finding.rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levelOf[finding.severity],
    message: { text: finding.message },
    locations: [{ ...location(finding.file, finding.range), logicalLocations: logical }],
    relatedLocations: finding.related.map(({ file, range, message }, id) => ({
      id,
      ...location(file, range),
      message: { text: message },
    })),
    fixes: finding.fixes.map(describeFix),
    partialFingerprints: { 'lakewarden/v1': fingerprint },
  };
}

function describeFix({ title, safe, edits }: ResultFix): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    properties: { safe },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
    })),
  };
}

function notification({ file, message }: { readonly file: string; readonly message: string }): object {
  return {
    level: 'warning',
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
  };
}

function location(file: string, range: LineRange): object {
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: region(range) } };
}

function region({ start, end }: LineRange): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function uriOf(file: string): string {
  const encoded = file.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(file)) return `file:///${encoded}`;
  return file.startsWith('/') ? `file://${encoded}` : encoded;
}

/**
 * Names a finding by what it says and not by where it stands, so that it stays the same when lines move. The text of
 * the line is left out: it may hold a secret, which could be guessed from its hash.
 */
function fingerprints(): (finding: ResultFinding) => string {
  const seen = new Map<string, number>();
  return ({ file, rule, resource, message }) => {
    const name = JSON.stringify([file, rule, resource, message]);
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 32);
    return `${hash}:${occurrence}`;
  };
}
