import type { Statement } from '../syntax/python-tree';
import { runDocument } from './execute';
import type { ModuleMeaning } from './meaning';
import { meaning, Spot } from './meaning';
import { named } from './members';
import { canonical, dataModules } from './names';
import type { Frame } from './run';
import type { Scope } from './scope';
import { assignName, newScope } from './scope';

/** Runs an import statement: libraries by their canonical names, modules of the workspace by what they define. */
export function importNames(frame: Frame, statement: Extract<Statement, { kind: 'import' }>): void {
  const at = new Spot(frame.file, frame.base, frame.base + statement.length);
  for (const { name, as } of statement.names) {
    if (statement.module === undefined) {
      const module = moduleNamed(frame, name);
      const path = as === name.split('.')[0] ? as : name;
      assignName(frame.scope, as, module ? meaning(module, 'a module', at) : named(libraryPath(path), at));
      continue;
    }
    const module = moduleNamed(frame, statement.module);
    if (name === '*') {
      const values = module?.scope()?.values;
      for (const [key, value] of values ?? []) assignName(frame.scope, key, value);
    } else if (module) {
      assignName(frame.scope, as, meaning({ is: 'imported', module, name }, 'an imported name', at));
    } else {
      const inner = /^\.*$/.test(statement.module)
        ? moduleNamed(frame, `${statement.module}${name}`)
        : undefined;
      const value = inner
        ? meaning(inner, 'a module', at)
        : named(canonical(`${statement.module}.${name}`), at);
      assignName(frame.scope, as, value);
    }
  }
}

function libraryPath(path: string): string {
  return path === 'aioboto3' ? 'boto3' : canonical(path);
}

/** Modules that import modules are followed this far. */
const deepest = 4;

function moduleNamed(frame: Frame, name: string): ModuleMeaning | undefined {
  const { run } = frame;
  if (dataModules.has(name.split('.')[0] ?? '')) return undefined;
  if (run.loaded.has(name)) return run.loaded.get(name);
  const document = frame.depth < deepest ? run.modules(name) : undefined;
  let scope: Scope | undefined;
  const module: ModuleMeaning | undefined = document && {
    is: 'module',
    name,
    scope: () => {
      if (scope) return scope;
      scope = newScope(undefined);
      runDocument(
        {
          run,
          scope,
          file: document.file,
          silent: true,
          depth: frame.depth + 1,
          within: undefined,
          classBeingRead: undefined,
          base: 0,
          returned: undefined,
        },
        document,
      );
      return scope;
    },
  };
  run.loaded.set(name, module);
  return module;
}
