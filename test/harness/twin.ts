import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A YAML template as the JSON that means the same; tags in their long form. */
export function jsonTwin(yaml: string): string {
  const document = parseDocument(yaml, { logLevel: 'silent', uniqueKeys: false, strict: false });
  return `${JSON.stringify(toJson(document.contents), undefined, 2)}\n`;

  function toJson(node: unknown): Json {
    if (isAlias(node)) return toJson(node.resolve(document));
    const content = contentOf(node);
    const tag = (node as Node | null)?.tag;
    return tag?.startsWith('!') === true ? longForm(tag, content) : content;
  }

  function contentOf(node: unknown): Json {
    if (isMap(node)) {
      return Object.fromEntries(node.items.map(({ key, value }) => [String(toJson(key)), toJson(value)]));
    }
    if (isSeq(node)) return node.items.map(toJson);
    return isScalar(node) ? scalarOf(node) : null;
  }
}

/** A number that JSON would write otherwise (an account id with a leading zero) stays the string it is. */
function scalarOf({ value, source, type }: Scalar): Json {
  if (typeof value === 'number') {
    return type === 'PLAIN' && source !== undefined && String(value) !== source ? source : value;
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return source === undefined || value === null ? null : source;
}

function longForm(tag: string, content: Json): Json {
  if (tag === '!Ref' || tag === '!Condition') return { [tag.slice(1)]: content };
  if (tag === '!GetAtt' && typeof content === 'string') {
    const dot = content.indexOf('.');
    return { 'Fn::GetAtt': dot < 0 ? [content] : [content.slice(0, dot), content.slice(dot + 1)] };
  }
  return { [`Fn::${tag.slice(1)}`]: content };
}
