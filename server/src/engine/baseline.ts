import type { ReportedFinding } from './report';

/** A finding as a baseline names it: never by a text that it is about, nor by a line. */
export interface Known {
  readonly file: string;
  readonly rule: string;
  /** See `whereabouts`. */
  readonly at: string;
}

/** Findings that people know of and do not want to hear of again, with how many of them there are. */
export type Baseline = ReadonlyMap<string, { readonly known: Known; readonly count: number }>;

/** Counts findings that have the same name. */
export function baselineOf(known: readonly Known[]): Baseline {
  const counts = new Map<string, { readonly known: Known; readonly count: number }>();
  for (const one of known)
    counts.set(keyOf(one), { known: one, count: (counts.get(keyOf(one))?.count ?? 0) + 1 });
  return counts;
}

/** What is left of findings without those that a baseline has, and what the baseline has beyond them. */
export interface Compared {
  readonly fresh: readonly ReportedFinding[];
  /** How many of the baseline's are there no more. */
  readonly gone: number;
}

/** Compares the findings of one file, in text order. Of more than the baseline has under a name the last are new. */
export function compare(
  findings: readonly ReportedFinding[],
  nameOf: (finding: ReportedFinding) => Known,
  baseline: Baseline,
  file: string,
): Compared {
  const left = new Map([...baseline].filter(([, { known }]) => known.file === file));
  const fresh = findings.filter((finding) => {
    const key = keyOf(nameOf(finding));
    const entry = left.get(key);
    if (entry === undefined || entry.count === 0) return true;
    left.set(key, { ...entry, count: entry.count - 1 });
    return false;
  });
  return { fresh, gone: [...left.values()].reduce((sum, { count }) => sum + count, 0) };
}

/** One entry a line, sorted, so that two people's changes meet in a version control system where they should. */
export function printBaseline(baseline: Baseline): string {
  const entries = [...baseline]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { known, count }]) => `    ${JSON.stringify(count === 1 ? known : { ...known, count })}`);
  const findings = entries.length === 0 ? '[]' : `[\n${entries.join(',\n')}\n  ]`;
  return `{\n  "lakewardenBaseline": 1,\n  "findings": ${findings}\n}\n`;
}

/** Reads what `printBaseline` wrote; undefined where it is something else. */
export function readBaseline(text: string): Baseline | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(data) || data['lakewardenBaseline'] !== 1 || !Array.isArray(data['findings']))
    return undefined;
  const baseline = new Map<string, { readonly known: Known; readonly count: number }>();
  for (const entry of data['findings'] as readonly unknown[]) {
    if (!isRecord(entry)) return undefined;
    const { file, rule, at, count = 1 } = entry;
    if (typeof file !== 'string' || typeof rule !== 'string' || typeof at !== 'string') return undefined;
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return undefined;
    const known = { file, rule, at };
    baseline.set(keyOf(known), { known, count });
  }
  return baseline;
}

function keyOf({ file, rule, at }: Known): string {
  return JSON.stringify([file, rule, at]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
