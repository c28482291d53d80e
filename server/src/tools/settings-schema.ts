import type { AnyRule } from '../engine/rule';
import { ruleUrl } from '../engine/rule-url';

const setting = 'lakewarden.rules';

/** The text of package.json with the rules as properties of the setting `lakewarden.rules`. */
export function withRuleSettings(packageJson: string, rules: readonly AnyRule[]): string {
  const manifest: unknown = JSON.parse(packageJson);
  const properties = at(at(at(manifest, 'contributes'), 'configuration'), 'properties');
  const ofRules = at(properties, setting);
  if (properties === undefined || ofRules === undefined) return packageJson;
  ofRules['properties'] = Object.fromEntries(
    [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map((rule) => [rule.id, schemaOf(rule)]),
  );
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function schemaOf({ id, title, severity, profile }: AnyRule): object {
  const off = profile === 'strict' ? ', only in the profile `strict`' : '';
  return {
    type: 'string',
    enum: ['off', 'hint', 'info', 'warning', 'error'],
    markdownDescription: `${title} (${severity}${off}). [Explanation](${ruleUrl(id)})`,
  };
}

function at(value: unknown, key: string): Record<string, unknown> | undefined {
  if (!isRecord(value)) return undefined;
  const inner = value[key];
  return isRecord(inner) ? inner : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
