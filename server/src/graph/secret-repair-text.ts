import { change, type TextEdit } from '../base/edit';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Stack } from '../cloudformation/stack';
import { replaceNode } from '../syntax/edit/replace';
import { isNode, type Node, type ScalarNode } from '../syntax/tree';
import type { SecretRepair } from './secret-repair';
import type { WrittenText } from './written-text';

/** A secret within a longer text of a resource. Offsets count in `written.text`. */
export interface SecretStretch {
  readonly written: WrittenText;
  readonly start: number;
  readonly end: number;
  readonly owner: string;
}

/**
 * Whoever deploys the stack says what the secret in a text is: `postgresql://etl:${Password}@db.internal/dwh`. Undefined where the
 * text runs over several lines and is not filled in already, or where nothing may be filled in. `nameFor` makes the parameter's
 * name of the key that the text stands under.
 */
export function fillIn(
  { written, start, end, owner }: SecretStretch,
  nameFor: (key: string) => string,
  stack: Stack,
): SecretRepair | undefined {
  const place = written.placeOf(start, end);
  const node = written.node ?? (isNode(place) && place.kind === 'scalar' ? place : undefined);
  const resource = stack.resource(owner)?.declaration;
  if (node === undefined || resource?.properties === undefined) return undefined;
  if (!isBelow(node, resource.properties)) return undefined;
  const name = nameFor(keyAbove(node));
  const isWhole = written.node === undefined || (start === 0 && end === written.text.length);
  const edits = isWhole ? whole(node, name, stack) : within(written, node, start, end, name, stack);
  if (edits === undefined) return undefined;
  return {
    title: 'Take it from a NoEcho parameter',
    changes: [change(node.file, edits), stack.insertParameter(name, { Type: 'String', NoEcho: true })],
  };
}

type Edits = () => readonly TextEdit[];

/** A token alone, and a part of a text that is joined. */
function whole(node: ScalarNode, name: string, stack: Stack): Edits | undefined {
  return node.tag === undefined && !isFilledIn(node) && !isArgument(node)
    ? () => replaceNode(node, stack.write.ref(name))
    : undefined;
}

function within(
  written: WrittenText,
  node: ScalarNode,
  start: number,
  end: number,
  name: string,
  stack: Stack,
): Edits | undefined {
  const reference = `\${${name}}`;
  if (isFilledIn(node)) {
    return () => {
      const { range } = written.placeOf(start, end);
      return range.end - range.start === end - start ? [{ range, newText: reference }] : [];
    };
  }
  if (node.tag !== undefined || node.text.includes('\n') || isArgument(node)) return undefined;
  const plain = (text: string): string => text.replaceAll('${', '${!');
  const text = plain(node.text.slice(0, start)) + reference + plain(node.text.slice(end));
  return () => replaceNode(node, stack.write.sub(text));
}

/** True for the text of an `Fn::Sub`. */
function isFilledIn(node: ScalarNode): boolean {
  if (intrinsicOf(node)?.name === 'Fn::Sub') return true;
  const call = node.parent?.kind === 'sequence' ? node.parent : node;
  const around = call.parent === undefined ? undefined : intrinsicOf(call.parent);
  const own = intrinsicOf(call);
  if (own?.name === 'Fn::Sub') return call.kind === 'sequence' && call.items[0] === node;
  return (
    around?.name === 'Fn::Sub' && (call === node || (call.kind === 'sequence' && call.items[0] === node))
  );
}

/** Of functions that take nothing but a name or a text that stands there. */
function isArgument(node: ScalarNode): boolean {
  const around = node.parent === undefined ? undefined : intrinsicOf(node.parent);
  const outer = node.parent?.parent === undefined ? undefined : intrinsicOf(node.parent.parent);
  return [around, outer].some((one) => /^(?:Ref|Fn::(?:GetAtt|FindInMap|Transform))$/.test(one?.name ?? ''));
}

function isBelow(node: Node, root: Node): boolean {
  for (let current: Node | undefined = node; current !== undefined; current = current.parent) {
    if (current === root) return true;
    // A key is not filled in.
    const { parent }: Node = current;
    if (parent?.kind === 'map' && parent.pairs.some(({ key }) => key === current)) return false;
  }
  return false;
}

/** The key that a text stands under, functions aside; of a variable in a list its name. */
function keyAbove(node: Node): string {
  for (let current: Node | undefined = node; current !== undefined; current = current.parent) {
    const { parent }: Node = current;
    if (parent?.kind !== 'map' || intrinsicOf(parent) !== undefined) continue;
    const key = parent.pairs.find(({ value }) => value === current)?.key.text;
    const name = /^value$/i.test(key ?? '') ? (parent.get('Name') ?? parent.get('name')) : undefined;
    if (name?.kind === 'scalar') return name.text;
    if (key !== undefined) return key;
  }
  return '';
}
