import { type Content, TaggedContent } from '../syntax/tree';
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
  onlyIf: (condition, content) => new TaggedContent('!If', [condition, content, new TaggedContent('!Ref', 'AWS::NoValue')]),
};

const long: Writing = {
  ref: (name) => ({ Ref: name }),
  getAtt: (id, attribute) => ({ 'Fn::GetAtt': [id, attribute] }),
  sub: (text) => ({ 'Fn::Sub': text }),
  importValue: (name) => ({ 'Fn::ImportValue': name }),
  onlyIf: (condition, content) => ({ 'Fn::If': [condition, content, { Ref: 'AWS::NoValue' }] }),
};

export function writingOf({ document }: Template): Writing {
  if (document.language === 'json') return long;
  const usesLong = /(^|[\s{])(Ref|Fn::\w+)['"]?\s*:/.test(document.text);
  return usesLong && !/!(Ref|Sub|GetAtt|If|Join)\b/.test(document.text) ? long : short;
}
