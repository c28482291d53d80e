import { type Content, type Node, type Pair, TaggedContent } from '../tree';

export function isTagged(content: Content): content is TaggedContent {
  return content instanceof TaggedContent;
}

export function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

export function isRecord(content: Content): content is { readonly [key: string]: Content } {
  return typeof content === 'object' && !isList(content) && !isTagged(content);
}

export function isScalarContent(content: Content): content is string | number | boolean {
  return typeof content !== 'object';
}

/** True when the content, or a part of it, needs YAML. */
export function needsTags(content: Content): boolean {
  if (isTagged(content)) return true;
  if (isList(content)) return content.some(needsTags);
  return isRecord(content) && Object.values(content).some(needsTags);
}

/** True when the node says what the content says; CloudFormation reads `"true"` and `true` alike. */
export function isEqual(node: Node, content: Content): boolean {
  if (isTagged(content)) return node.tag === content.tag && sameShape(node, content.content);
  return node.tag === undefined && sameShape(node, content);
}

function sameShape(node: Node, content: Content): boolean {
  if (isTagged(content)) return false;
  if (isScalarContent(content))
    return node.kind === 'scalar' && node.style !== 'missing' && node.text === String(content);
  if (isList(content)) {
    return (
      node.kind === 'sequence' &&
      node.items.length === content.length &&
      content.every((item, i) => {
        const written = node.items[i];
        return written !== undefined && isEqual(written, item);
      })
    );
  }
  if (node.kind !== 'map') return false;
  const keys = Object.keys(content);
  return (
    new Set(node.pairs.map(keyText)).size === keys.length &&
    keys.every((key) => sameEntry(node.get(key), content[key]))
  );
}

function keyText({ key }: Pair): string {
  return key.text;
}

function sameEntry(node: Node | undefined, content: Content | undefined): boolean {
  return node !== undefined && content !== undefined && isEqual(node, content);
}
