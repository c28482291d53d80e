import type { Place } from '../base/range';
import type { Statement } from '../syntax/python-tree';
import { dataModules } from './data-modules';
import { runBody } from './execute';
import type { ModuleMeaning } from './meaning';
import { meaning, meaningOf } from './meaning';
import { named } from './members';
import { canonical } from './names';
import type { Frame, Run } from './run';
import { placeOf } from './run';
import type { Scope } from './scope';
import { assignName, newScope, valueIn } from './scope';

/** Runs an import statement: libraries by their canonical names, modules of the workspace by what they define. */
export function importNames(frame: Frame, statement: Extract<Statement, { kind: 'import' }>): void {
  const at = placeOf(frame, { from: 0, to: statement.length });
  for (const { name, as } of statement.names) {
    if (statement.module === undefined) {
      const module = moduleNamed(frame, name);
      if (module && name.includes('.') && as === name.split('.')[0]) {
        bindWithin(frame, name.split('.'), module, at);
        continue;
      }
      const path = as === name.split('.')[0] ? as : name;
      assignName(frame.scope, as, module ? meaning(module, 'a module', at) : named(libraryPath(path), at));
      continue;
    }
    const module = moduleNamed(frame, statement.module);
    const inner =
      name === '*' || module?.isPackage === false ? undefined : within(frame, statement.module, name);
    if (name === '*') {
      const values = module?.scope()?.values;
      for (const [key, value] of values ?? []) assignName(frame.scope, key, value);
    } else if (inner) {
      assignName(frame.scope, as, meaning(inner, 'a module', at));
    } else if (module) {
      assignName(frame.scope, as, meaning({ is: 'imported', module, name }, 'an imported name', at));
    } else {
      assignName(frame.scope, as, named(canonical(`${statement.module}.${name}`), at));
    }
  }
}

/** `import common.db` gives the name `common`, which is the package, and the package the name `db`. */
function bindWithin(frame: Frame, names: readonly string[], module: ModuleMeaning, at: Place): void {
  let scope = frame.scope;
  for (const [index, name] of names.slice(0, -1).entries()) {
    const bound = valueIn(scope, name);
    const known = bound && meaningOf(bound);
    const path = names.slice(0, index + 1).join('.');
    const outer =
      known?.is === 'module' ? known : (moduleNamed(frame, path) ?? emptyPackage(frame.run, path));
    assignName(scope, name, meaning(outer, 'a module', at));
    scope = outer.scope() ?? newScope(frame.run.ledger, undefined);
  }
  assignName(scope, names.at(-1) ?? '', meaning(module, 'a module', at));
}

/** A folder of modules without an `__init__.py`. */
function emptyPackage({ ledger }: Run, name: string): ModuleMeaning {
  const scope = newScope(ledger, undefined);
  return { is: 'module', name, isPackage: true, scope: () => scope };
}

/** A module of a package: `from common import db`, `from . import db`. */
function within(frame: Frame, module: string, name: string): ModuleMeaning | undefined {
  return moduleNamed(frame, module.endsWith('.') ? `${module}${name}` : `${module}.${name}`);
}

function libraryPath(path: string): string {
  return path === 'aioboto3' ? 'boto3' : canonical(path);
}

/** Modules that import modules are followed this far. */
const deepest = 4;

function moduleNamed(frame: Frame, name: string): ModuleMeaning | undefined {
  const { run } = frame;
  if (dataModules.has(name.split('.')[0] ?? '')) return undefined;
  const document = run.modules(name, frame.file);
  // A module is read anew with every reading, and whoever uses it, too.
  run.ledger.expect((now) => document === undefined && now.modules(name, frame.file) === undefined);
  const known = document && run.loaded.get(document.file);
  if (known || !document || frame.depth >= deepest) return known;
  let scope: Scope | undefined;
  const module: ModuleMeaning = {
    is: 'module',
    name,
    isPackage: document.file.endsWith('__init__.py'),
    scope: () => {
      if (scope) return scope;
      scope = newScope(run.ledger, undefined);
      runBody(
        {
          run,
          scope,
          file: document.file,
          silent: true,
          depth: frame.depth + 1,
          within: undefined,
          classBeingRead: undefined,
          base: 0,
          origin: { offset: 0 },
          returned: undefined,
        },
        document.body,
        0,
      );
      return scope;
    },
  };
  run.loaded.set(document.file, module);
  return module;
}
