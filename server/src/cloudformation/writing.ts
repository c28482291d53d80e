import { type Content, TaggedContent } from '../syntax/tree';

export type { Content } from '../syntax/tree';

import type { Template } from './template';

/** Writes intrinsic functions the way the author of a file does: short in YAML, long in JSON and where long is used. */
export interface Writing {
  ref(name: string): Content;
  getAtt(id: string, attribute: string): Content;
  sub(text: string): Content;
  importValue(name: string): Content;
  /** The content where a condition holds, nothing elsewhere. */
  onlyIf(condition: string, content: Content): Content;
}

const short: Writing = {
  ref: (name) => new TaggedContent('!Ref', name),
  getAtt: (id, attribute) => new TaggedContent('!GetAtt', `${id}.${attribute}`),
  sub: (text) => new TaggedContent('!Sub', text),
  importValue: (name) => new TaggedContent('!ImportValue', name),
  onlyIf: (condition, content) =>
    new TaggedContent('!If', [condition, content, new TaggedContent('!Ref', 'AWS::NoValue')]),
};

const long: Writing = {
  ref: (name) => ({ Ref: name }),
  getAtt: (id, attribute) => ({ 'Fn::GetAtt': [id, attribute] }),
  sub: (text) => ({ 'Fn::Sub': text }),
  importValue: (name) => ({ 'Fn::ImportValue': name }),
  onlyIf: (condition, content) => ({ 'Fn::If': [condition, content, { Ref: 'AWS::NoValue' }] }),
};

/** The same in a file without tags, such as a policy in JSON that a YAML template includes. */
export function inLongForm(content: Content): Content {
  if (content instanceof TaggedContent) return untagged(content);
  if (typeof content !== 'object') return content;
  if (isList(content)) return content.map(inLongForm);
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, inLongForm(value)]));
}

function untagged({ tag, content }: TaggedContent): Content {
  const name = tag === '!Ref' ? 'Ref' : `Fn::${tag.slice(1)}`;
  const argument = inLongForm(content);
  if (tag !== '!GetAtt' || typeof argument !== 'string') return { [name]: argument };
  const dot = argument.indexOf('.');
  return { [name]: [argument.slice(0, dot), argument.slice(dot + 1)] };
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

/** The author's way of writing, worked out once per version of a template. */
export function writingOf(template: Template): Writing {
  const known = writings.get(template);
  if (known !== undefined) return known;
  const writing = usesShortForms(template) ? short : long;
  writings.set(template, writing);
  return writing;
}

/** Holds derived data only: what it gives is the same whether it is filled or empty. */
const writings = new WeakMap<Template, Writing>();

function usesShortForms({ document: { language, text } }: Template): boolean {
  if (language === 'json') return false;
  return (
    ['!Ref', '!Sub', '!GetAtt', '!If', '!Join'].some((tag) => text.includes(tag)) ||
    !/\bFn::\w+['"]?:/.test(text)
  );
}
