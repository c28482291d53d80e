import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { editsOf, repair } from '../../server/src/engine/repair';
import type { FileReport, ReportedFinding } from '../../server/src/engine/report';
import type { AnyRule } from '../../server/src/engine/rule';
import { defaultSettings } from '../../server/src/engine/settings';
import { Workspace } from '../../server/src/engine/workspace';
import { annotateAll, languageOf, strip } from './fixture';

/** The files of one case, as they lie under `test/rules`. */
export interface RuleFixture {
  /** `s3/public-acl.yaml`, or `s3/public-acl` for a folder. */
  readonly name: string;
  readonly rule: string;
  /** File names (relative to the folder, in the multi-file case) to annotated texts. */
  readonly files: ReadonlyMap<string, string>;
  readonly isFolder: boolean;
}

const extension = /\.(yaml|json|py|sh|ipynb)$/;
const fixedName = /\.fixed(\.\w+)?$/;

/** The fixtures under `test/rules`, sorted by name. */
export function readFixtures(folder: string): readonly RuleFixture[] {
  return foldersIn(folder).flatMap((service) =>
    readdirSync(join(folder, service))
      .sort()
      .filter((entry) => !fixedName.test(entry))
      .map((entry) => readFixture(folder, service, entry)),
  );
}

function readFixture(folder: string, service: string, entry: string): RuleFixture {
  const path = join(folder, service, entry);
  const isFolder = statSync(path).isDirectory();
  const files = isFolder ? readFolder(path) : new Map([[entry, readFileSync(path, 'utf8')]]);
  return { name: `${service}/${entry}`, rule: `${service}-${entry.replace(extension, '')}`, files, isFolder };
}

/** The repaired form as it is stored; empty where there is none. */
export function readFixed(folder: string, fixture: RuleFixture): ReadonlyMap<string, string> {
  const path = join(folder, fixedPath(fixture));
  if (!existsSync(path)) return new Map();
  if (fixture.isFolder) return readFolder(path);
  return new Map([...fixture.files.keys()].map((file) => [file, readFileSync(path, 'utf8')]));
}

/** `s3/public-acl.fixed.yaml`, or `s3/public-acl.fixed` for a folder. */
export function fixedPath({ name, isFolder }: RuleFixture): string {
  return isFolder ? `${name}.fixed` : name.replace(extension, '.fixed$&');
}

export interface Checked {
  readonly workspace: Workspace;
  readonly reports: readonly FileReport[];
  readonly findings: readonly ReportedFinding[];
}

/** Runs one rule, whatever its profile, on the files without their markers. */
export function checkFixture(fixture: RuleFixture, rule: AnyRule): Checked {
  return checkTexts(strippedTexts(fixture), [rule]);
}

export function strippedTexts({ files }: RuleFixture): ReadonlyMap<string, string> {
  return new Map([...files].map(([file, text]) => [file, strip(text, languageOf(file))]));
}

export function checkTexts(texts: ReadonlyMap<string, string>, rules: readonly AnyRule[]): Checked {
  const workspace = new Workspace(
    rules,
    { ...defaultSettings, profile: 'strict', allowedRegions: ['eu-central-1'] },
    fail,
  );
  for (const [file, text] of texts) workspace.set(file, text);
  return recheck(workspace);
}

/** What the engine survives is a failure here: a rule that throws. */
function fail(message: string): never {
  throw new Error(message);
}

export function recheck(workspace: Workspace): Checked {
  const reports = [...workspace.files()].sort().map((file) => offering(workspace.check(file)));
  return { workspace, reports, findings: reports.flatMap(({ findings }) => findings) };
}

/** Without fixes that cannot be made, which neither the editor nor the terminal offers. */
function offering(report: FileReport): FileReport {
  const findings = report.findings.map((finding) => {
    const fixes = finding.fixes.filter((fix) => editsOf(fix) !== undefined);
    return { ...finding, fixes };
  });
  return { ...report, findings };
}

/** The fixture as its rule would mark it. */
export function markFixture(fixture: RuleFixture, rule: AnyRule): ReadonlyMap<string, string> {
  const { findings } = checkFixture(fixture, rule);
  return annotateAll(strippedTexts(fixture), findings, languageOf, () => rule.severity);
}

/** The files after every preferred fix, round by round; empty when there was nothing to repair. */
export function fixFixture(fixture: RuleFixture, rule: AnyRule): ReadonlyMap<string, string> {
  const { workspace } = checkFixture(fixture, rule);
  const { applied, stable } = repair(workspace, ({ fixes }) =>
    fixes.find((fix) => editsOf(fix) !== undefined),
  );
  if (!stable) throw new Error(`The fixes of ${fixture.name} do not come to an end, or damage the file.`);
  if (applied === 0) return new Map();
  return new Map([...fixture.files.keys()].map((file) => [file, workspace.text(file) ?? '']));
}

function readFolder(path: string): ReadonlyMap<string, string> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(path, name)).isFile());
  return new Map(files.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(path, name), 'utf8')]));
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort();
}

/** What the parser says of the files of a fixture. */
export function problemsOf(fixture: RuleFixture): readonly unknown[] {
  return checkTexts(strippedTexts(fixture), []).reports.flatMap(({ problems }) => problems);
}

/** What is said, whatever the place; sorted. */
export function said(findings: readonly ReportedFinding[]): readonly string[] {
  return findings
    .map(
      ({ rule, resource, message }) => `${rule} ${resource ?? '-'}: ${message.replaceAll('.yaml', '.json')}`,
    )
    .sort();
}
