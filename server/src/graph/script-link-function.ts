import { asString, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Graph } from './graph';
import type { ScriptRun } from './script-link';
import { scriptBeside, scriptWithTail, segmentsOf } from './script-link-path';

/** The module that a function of Lambda calls, where its code lies in the workspace. */
export function functionRuns(resource: Resource, graph: Graph): ScriptRun[] {
  const handler = asString(resource.get('Handler'));
  const runtime = asString(resource.get('Runtime'));
  if (handler === undefined || runtime?.startsWith('python') !== true) return [];
  const dot = handler.lastIndexOf('.');
  if (dot <= 0) return [];
  const module = `${handler.slice(0, dot).replaceAll('.', '/')}.py`;
  const file = codeOf(resource, module, graph);
  if (file === undefined) return [];
  const roles = graph.workloadsBy(resource);
  return [
    {
      file,
      workload: resource,
      role: roles.length === 1 ? roles[0]?.role : undefined,
      at: resource.at('Handler'),
      isMain: true,
      entry: handler.slice(dot + 1),
      arguments: undefined,
      environment: resource.get('Environment', 'Variables'),
    },
  ];
}

function codeOf(resource: Resource, module: string, graph: Graph): string | undefined {
  const code = resource.get('CodeUri') ?? resource.get('Code');
  const text = asString(code);
  if (text === undefined) return uploaded(asString(keyOf(resource)), resource, module, graph);
  if (text.includes('://') || text.endsWith('.zip')) return uploaded(text, resource, module, graph);
  return scriptBeside(`${text.replace(/\/$/, '')}/${module}`, resource.file, graph);
}

function keyOf(resource: Resource): Value | undefined {
  return (
    resource.get('Code', 'S3Key') ??
    resource.get('CodeUri', 'Key') ??
    resource.get('Code', 'Key') ??
    undefined
  );
}

/** `s3://…/load-orders.zip` with `app.handler` is `load_orders/app.py`; with `load_orders.handler` it is that file. */
function uploaded(
  archive: string | undefined,
  resource: Resource,
  module: string,
  graph: Graph,
): string | undefined {
  const name = archive === undefined ? undefined : /([^/]+)\.zip$/.exec(archive)?.[1];
  if (name === undefined) return undefined;
  const stem = module.replace(/^.*\//, '').replace(/\.py$/, '');
  if (words(name) === words(stem)) return scriptWithTail(segmentsOf(module), resource.file, graph);
  const folders = [name, name.replaceAll('-', '_'), name.replaceAll('_', '-')];
  const wanted = segmentsOf(module);
  const found = new Set(
    folders.flatMap(
      (folder) => scriptWithTail([folder, ...wanted], resource.file, graph, wanted.length + 1) ?? [],
    ),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

function words(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}
