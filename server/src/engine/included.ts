import type { Template } from '../cloudformation/template';
import type { Graph } from '../graph/graph';
import { policyPlaces } from '../graph/policy-places';
import type { Node } from '../syntax/tree';
import type { SourceFile } from './source-file';

/** The files of a workspace that templates can include, by name: its policies. */
export function includable(sources: Iterable<SourceFile>): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  for (const { file, policy, tree } of sources) {
    if (policy !== undefined && tree?.root !== undefined) found.set(file, tree.root);
  }
  return found;
}

const include = 'AWS::Include';

/** True for a template that may include files. */
export function includesFiles(source: SourceFile | undefined): boolean {
  return source?.template !== undefined && source.text.includes(include);
}

/** True for a file whose text is a part of what templates say. */
export function isTemplatePart(source: SourceFile | undefined): boolean {
  return source?.template !== undefined || source?.policy !== undefined;
}

/** True when a resource of the template carries the policy that a file holds. */
export function includesPolicy(template: Template, file: string, graph: Graph): boolean {
  if (!template.document.text.includes(include)) return false;
  const types = [...policyPlaces.keys()];
  return graph.deployment
    .contexts(template.file)
    .some((stack) =>
      [...stack.resources(...types)].some((resource) =>
        graph.policiesOf(resource).some(({ document }) => document.at.file === file),
      ),
    );
}
