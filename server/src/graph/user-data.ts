import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Resource } from '../cloudformation/resource';
import { readShell } from '../glue/shell-read';
import type { ShellScript } from '../glue/shell-script';
import { scalarOffsets } from '../syntax/embedded';
import { documentOf } from '../syntax/origin';
import { parseShell } from '../syntax/shell';
import type { Node, ScalarNode } from '../syntax/tree';
import { walk } from './property-walk';

/** Where resources hold the program that a machine runs when it starts. */
const places: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::EC2::Instance', ['UserData']],
  ['AWS::EC2::LaunchTemplate', ['LaunchTemplateData', 'UserData']],
  ['AWS::EC2::SpotFleet', ['SpotFleetRequestConfigData', 'LaunchSpecifications', '[]', 'UserData']],
  ['AWS::AutoScaling::LaunchConfiguration', ['UserData']],
]);

export function mayHaveUserData(type: string): boolean {
  return places.has(type);
}

/**
 * The shell programs in a resource's user data, as far as they stand in the file letter by letter: a text, or what `Fn::Sub` fills
 * in; not what `Fn::Join` puts together.
 */
export function userDataOf(resource: Resource): readonly ShellScript[] {
  const path = places.get(resource.type);
  const { properties } = resource.wholly;
  if (path === undefined || properties === undefined) return [];
  return [...walk(properties, path)].flatMap(({ node }) => {
    const scalar = textIn(node, 0);
    return scalar === undefined ? [] : programIn(scalar);
  });
}

/** Kept as long as the tree; a changed text makes new nodes, but moved ones keep their texts. */
const programs = new WeakMap<ScalarNode, { readonly at: number; readonly found: readonly ShellScript[] }>();

function programIn(node: ScalarNode): readonly ShellScript[] {
  const at = node.range.start;
  const known = programs.get(node);
  if (known?.at === at) return known.found;
  const document = documentOf(node);
  const isShell = /^\s*#!.*sh\b/.test(node.text) && document !== undefined;
  const read = isShell
    ? readShell(parseShell(node.file, node.text, scalarOffsets(document, node)), true)
    : undefined;
  const found = read === undefined ? [] : [read];
  programs.set(node, { at, found });
  return found;
}

/** The scalar behind `Fn::Base64` and `Fn::Sub`, in any form. */
function textIn(node: Node, depth: number): ScalarNode | undefined {
  if (depth > 4) return undefined;
  const intrinsic = intrinsicOf(node);
  if (intrinsic === undefined) return node.kind === 'scalar' ? node : undefined;
  const { name, argument } = intrinsic;
  if (name === 'Fn::Base64') return textIn(argument, depth + 1);
  if (name !== 'Fn::Sub') return undefined;
  const text = argument.kind === 'sequence' ? argument.items[0] : argument;
  return text?.kind === 'scalar' ? text : undefined;
}
