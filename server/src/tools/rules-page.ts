import { isFixable, serviceOf } from '../cli/rule-list';
import type { AnyRule } from '../engine/rule';

/** The text of RULES.md: every rule as it documents itself. */
export function rulesPage(rules: readonly AnyRule[]): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const services = [...new Set(sorted.map(({ id }) => serviceOf(id)))];
  return [
    '# Rules',
    'This page is generated from the rules themselves by `npm run update`.',
    'A rule is switched off, or given another severity, under `rules` in `lakewarden.config.yaml` or in the ' +
      'setting `lakewarden.rules`; rules of the `strict` profile are off unless that profile is chosen.',
    table(sorted),
    ...services.flatMap((service) => [
      `## ${service}`,
      ...sorted.filter(({ id }) => serviceOf(id) === service).map(section),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function table(rules: readonly AnyRule[]): string {
  const rows = rules.map(
    ({ id, title, severity, profile }) => `| [${id}](#${id}) | ${cell(title)} | ${severity} | ${profile} |`,
  );
  return ['| rule | defect | severity | profile |', '|---|---|---|---|', ...rows].join('\n');
}

function section(rule: AnyRule): string {
  const facts = [
    `**${rule.severity}**`,
    rule.profile,
    isFixable(rule) ? 'has quick fixes' : 'has no quick fix',
  ].join(' · ');
  const others = rule.knownAs.length === 0 ? [] : [`Known elsewhere as ${rule.knownAs.join(', ')}.`];
  return [
    `### ${rule.id}`,
    `${rule.title}.`,
    facts,
    rule.why,
    'Reported:',
    example(rule.bad),
    'Fine:',
    example(rule.good),
    ...(rule.references.length === 0 ? [] : [rule.references.map((url) => `- <${url}>`).join('\n')]),
    ...others,
  ].join('\n\n');
}

function example({ language, text, beside = {} }: AnyRule['bad']): string {
  const others = Object.entries(beside).map(
    ([file, content]) => `with \`${file}\`:\n\n${fenced(file.replace(/^.*\./, ''), content)}`,
  );
  return [fenced(language === 'shell' ? 'sh' : language, text), ...others].join('\n\n');
}

function fenced(language: string, text: string): string {
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}${language}\n${text.replace(/^\n+|\n+$/g, '')}\n${fence}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
