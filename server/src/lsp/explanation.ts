import type { AnyRule } from '../engine/rule';
import { ruleUrl } from '../engine/rule-url';

/** Markdown that explains a rule without a network. */
export function explanation(rule: AnyRule): string {
  const lines = [`**${rule.title}** ([${rule.id}](${ruleUrl(rule.id)}))`, rule.why.trim()];
  if (rule.references.length > 0) lines.push(rule.references.map((url) => `- <${url}>`).join('\n'));
  if (rule.knownAs.length > 0) lines.push(`Known as: ${rule.knownAs.join(', ')}`);
  return lines.join('\n\n');
}

/** The same for clients that show Markdown as it is written. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/(\*\*|__)(.*?)\1/g, '$2')
    .replace(/`([^`]*)`/g, '$1');
}
