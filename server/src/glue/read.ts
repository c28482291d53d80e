import type { Value } from '../base/value';
import type { PythonDocument } from '../syntax/python';
import type { Body } from '../syntax/python-tree';
import { dataModules, mentionsData, opensData } from './data-modules';
import { runDocument } from './execute';
import { runPending } from './functions';
import { Spot } from './meaning';
import type { Frame, ModuleNamed, Run } from './run';
import { newScope } from './scope';
import type { Binding, Call, Definition, Script, StringLiteral } from './script';

/**
 * Reads a Python document as a script that works with AWS data; undefined when it is none. Calls in its modules
 * are not its own; what they define is.
 */
export function readScript(
  document: PythonDocument,
  modules: ModuleNamed = () => undefined,
): Script | undefined {
  if (!mentionsData(document.source)) return undefined;
  const imports = new Set<string>();
  const defines: Definition[] = [];
  lookThrough(document.body, 0, document.file, imports, defines, true);
  const spark =
    imports.has('pyspark') ||
    imports.has('awsglue') ||
    /\b(?:spark\.(?:read|sql|conf|table)|glueContext)\b/.test(document.source);
  const isAboutData = spark || [...imports].some((name) => dataModules.has(name));
  if (!isAboutData && !opensData(document.source)) return undefined;

  const calls: Call[] = [];
  const beyond: Call[] = [];
  const bindings: Binding[] = [];
  const strings: StringLiteral[] = [];
  const policies: Value[] = [];
  const at = new Spot(document.file, 0, document.text.length);
  const { file, text } = document;
  const script: Script = { file, text, imports, calls, beyond, bindings, strings, policies, defines, at };
  const run: Run = {
    script,
    calls,
    beyond,
    by: undefined,
    bindings,
    strings,
    policies: new Map(),
    spark,
    modules,
    loaded: new Map(),
    paths: new Map(),
    pending: [],
    budget: 6000,
  };
  const frame: Frame = {
    run,
    scope: newScope(undefined),
    file: document.file,
    silent: false,
    depth: 0,
    within: undefined,
    classBeingRead: undefined,
    base: 0,
    returned: undefined,
  };
  runDocument(frame, document);
  runPending(run);
  sortByPlace(calls);
  policies.push(...outermost([...run.policies.values()]));
  return script;
}

/** Imports anywhere in the file, and the functions that its top level defines. */
function lookThrough(
  body: Body,
  base: number,
  file: string,
  imports: Set<string>,
  defines: Definition[],
  top: boolean,
): void {
  for (const { offset, statement } of body) {
    const start = base + offset;
    switch (statement.kind) {
      case 'import':
        if (statement.module !== undefined) imports.add(statement.module.split('.')[0] ?? '');
        else for (const { name } of statement.names) imports.add(name.split('.')[0] ?? '');
        break;
      case 'branch':
        for (const way of statement.ways) lookThrough(way, start, file, imports, defines, top);
        break;
      case 'try':
        lookThrough(statement.body, start, file, imports, defines, false);
        for (const handler of statement.handlers) lookThrough(handler, start, file, imports, defines, false);
        break;
      case 'function':
      case 'class':
        if (top)
          defines.push({
            name: statement.name.id,
            at: new Spot(file, start + statement.name.from, start + statement.name.to),
          });
        lookThrough(statement.body, start, file, imports, defines, false);
        break;
      case 'for':
      case 'with':
      case 'group':
        lookThrough(statement.body, start, file, imports, defines, false);
        break;
    }
  }
}

/** Function bodies are read after what calls them; rules see the calls as they stand in the file. */
function sortByPlace(calls: Call[]): void {
  const placed = calls.map((call) => ({ call, start: call.at.range.start }));
  placed.sort((a, b) => a.start - b.start);
  placed.forEach(({ call }, index) => {
    calls[index] = call;
  });
}

/** Policies that do not lie within another: a statement with a `Statement` key is none. */
function outermost(values: readonly Value[]): Value[] {
  const sorted = values.toSorted(
    (a, b) => a.at.range.start - b.at.range.start || b.at.range.end - a.at.range.end,
  );
  const kept: Value[] = [];
  let end = -1;
  for (const value of sorted) {
    if (value.at.range.end <= end) continue;
    end = value.at.range.end;
    kept.push(value);
  }
  return kept;
}
