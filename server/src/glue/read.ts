import type { Value } from '../base/value';
import type { PythonDocument } from '../syntax/python';
import { dataModules, mentionsData, opensData } from './data-modules';
import { Spot } from './meaning';
import { Memory } from './memory';
import { inTextOrder } from './parts';
import { isFull, type ModuleNamed, type Run } from './run';
import type { Binding, Call, Definition, Part, Script, StringLiteral } from './script';

/**
 * Reads a Python document as a script that works with AWS data; undefined when it is none. Calls in its modules
 * are not its own; what they define is. The statements that read as they did in the script's previous version are taken over
 * from it, which must not be used any more.
 */
export function readScript(
  document: PythonDocument,
  modules: ModuleNamed = () => undefined,
  previous?: Script,
): Script | undefined {
  if (!mentionsData(document.source)) return undefined;
  const memory = (previous && memoryOf(previous)) ?? new Memory();
  const statements = memory.follow(document);
  const imports = new Set<string>();
  const defines: Definition[] = [];
  for (const statement of statements) {
    for (const name of statement.imports) imports.add(name);
    for (const one of statement.defines) defines.push(one);
  }
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
  const at = new Spot(document.file, { offset: 0 }, 0, document.text.length);
  const { file, text } = document;
  const found: Call[] = [];
  const parts: Part[] = [];
  const { searches } = memory;
  const script: Script = {
    file,
    text,
    imports,
    calls,
    beyond,
    bindings,
    strings,
    policies,
    defines,
    parts,
    searches,
    at,
  };
  const run: Run = {
    script,
    reading: memory.reading(script),
    calls: found,
    beyond,
    by: undefined,
    bindings,
    strings,
    parts,
    policies: [],
    ledger: memory.ledger,
    spark,
    modules,
    loaded: new Map(),
    paths: new Map(),
    pending: [],
    budget: 6000,
    minded: false,
  };
  memory.run(run, statements);
  for (const call of inTextOrder(found)) calls.push(call);
  policies.push(...outermost(run.policies));
  // Where a limit cut something off, it may cut elsewhere the next time.
  if (!isFull(run)) memories.set(script, memory);
  return script;
}

/** Of the newest version of each script; a reading that fails leaves none. */
const memories = new WeakMap<Script, Memory>();

function memoryOf(script: Script): Memory | undefined {
  const memory = memories.get(script);
  memories.delete(script);
  return memory;
}

/** Policies that do not lie within another: a statement with a `Statement` key is none. */
function outermost(values: readonly Value[]): Value[] {
  const byStart = new Map(values.map((value) => [value.at.range.start, value]));
  const sorted = [...byStart.values()].sort(
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
