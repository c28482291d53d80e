import type { Place } from '../base/range';
import { embeddingOf } from '../syntax/origin';
import { type Content, isNode, TaggedContent } from '../syntax/tree';

/**
 * Content as it is written at a place: in a text of `Fn::Sub` a reference is `${Name}`, in any other text there is none.
 * Undefined where the content cannot be written there.
 */
export function inPlace(place: Place, content: Content): Content | undefined {
  const embedding = isNode(place) ? embeddingOf(place) : undefined;
  return embedding === undefined ? content : inText(content, embedding === 'placeholders');
}

function inText(content: Content, hasPlaceholders: boolean): Content | undefined {
  const reference = placeholderFor(content);
  if (reference !== undefined) return hasPlaceholders ? reference : undefined;
  if (content instanceof TaggedContent) return undefined;
  if (typeof content !== 'object') return content;
  if (isList(content)) {
    const items = content.map((item) => inText(item, hasPlaceholders));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const entries: [string, Content][] = [];
  for (const [key, value] of Object.entries(content)) {
    const written = key.startsWith('Fn::') ? undefined : inText(value, hasPlaceholders);
    if (written === undefined) return undefined;
    entries.push([key, written]);
  }
  return Object.fromEntries(entries);
}

/** `Ref`, `Fn::GetAtt` and `Fn::Sub` as a part of a text of `Fn::Sub`. */
function placeholderFor(content: Content): string | undefined {
  const [name, argument] = callIn(content) ?? [];
  const text = typeof argument === 'string' ? argument : undefined;
  if (name === '!Sub' || name === 'Fn::Sub') return text;
  if (name === '!GetAtt' || name === '!Ref' || name === 'Ref') return text && `\${${text}}`;
  return name === 'Fn::GetAtt' && argument !== undefined && isList(argument)
    ? `\${${argument.join('.')}}`
    : undefined;
}

function callIn(content: Content): readonly [string, Content] | undefined {
  if (content instanceof TaggedContent) return [content.tag, content.content];
  if (typeof content !== 'object' || isList(content)) return undefined;
  const [only, ...others] = Object.entries(content);
  return only !== undefined && others.length === 0 ? only : undefined;
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}
