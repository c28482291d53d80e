/**
 * True for a text that stands for a secret without being one: nothing, `<password>`, `${PASSWORD}`, `{{resolve:…}}`, `xxxx`,
 * `***`, `REPLACE_ME`, `your-password-here`. `changeme` and `password` are not: they are what the most guessed passwords are.
 */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '' || isDynamicReference(trimmed)) return true;
  return wholes.some((pattern) => pattern.test(trimmed));
}

/** True for a text that CloudFormation, or what runs later, replaces by a stored value. */
export function isDynamicReference(text: string): boolean {
  return /\{\{\s*resolve:[\w-]+:/i.test(text);
}

/** True for a text with a part that a program fills in: `${NAME}`, `#{name}`, `$(cat file)`, `{{ name }}`, `%(name)s`, `{0}`. */
export function isTemplateText(text: string): boolean {
  return /[$#]\{[^}]*\}|\$\([^)]*\)|\{\{[^}]*\}\}|<%.*%>|%\(\w+\)s|%[sd]\b|\{\w*\}|^\$\w+$|^%\w+%$|`[^`]+`/.test(
    text,
  );
}

/** True for a text of which CloudFormation or a shell fills in a part; narrower, for places where every literal is a secret. */
export function isFilledIn(text: string): boolean {
  return /\$\{[^}]*\}|\{\{[^}]*\}\}|\$\([^)]*\)/.test(text);
}

const wholes: readonly RegExp[] = [
  // <password>, [password], {password}, (password), __PASSWORD__, @@PASSWORD@@, %PASSWORD%, $PASSWORD
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
  /^\{[^{}]*\}$/,
  /^\$?\{\{?[^{}]*\}?\}$/,
  /^\(\s*[\w .-]*\s*\)$/,
  /^__[A-Za-z_]+__$/,
  /^@@?[A-Za-z_.-]+@@?$/,
  /^%[A-Za-z_]+%$/,
  /^\$[A-Za-z_][A-Za-z0-9_]*$/,
  /^\$\([^)]*\)$/,
  // xxxx, ****, ...., ----, ____, ####, ????, 0000 in the place of a token.
  /^(?:[xX]{3,}|[*•·.…_?#-]{2,})$/,
  /^(?:[xX]{2,}[-_. ]?)+$/,
  // Words that say what to put there.
  /^(?:please[-_ ]?)?(?:replace|insert|enter|provide|specify|fill|set|put|add|update)[-_ ]?(?:me|with|your|this|the|in|here|it)(?:[-_ ].*)?$/i,
  /^(?:replace|insert|enter|provide|specify|fill)[-_ ].*(?:here|value|password|secret|token|key)$/i,
  /^(?:my|your|our|the|some|any|a)[-_ ](?:[A-Za-z0-9]+[-_ ])*(?:password|passwd|pwd|secret|token|key|credentials?|value)(?:[-_ ]here)?$/i,
  /^your[A-Za-z]*(?:password|secret|token|key|credentials?)(?:here)?$/i,
  /^(?:to[-_ ]?be[-_ ]?(?:replaced|defined|set|filled|changed)(?:[-_ ].*)?|tbd|tba|todo|fixme|n\/?a|none|null|nil|undefined|unset|empty|dummy|placeholder|redacted|hidden|masked|removed|not[-_ ]?set|not[-_ ]?used|unused)$/i,
  /^.*(?:placeholder|redacted).*$/i,
];
