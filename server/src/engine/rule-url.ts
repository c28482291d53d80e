const documentation = 'https://github.com/lakewarden/lakewarden/blob/main/RULES.md';

/** Where a rule is explained to people; the editor and the terminal link to the same place. */
export function ruleUrl(id: string): string {
  return `${documentation}#${id}`;
}
