import { jsonTwin } from '../../../test/harness/twin';

export interface BenchInput {
  readonly file: string;
  readonly text: string;
  readonly lines: number;
}

/** A template of about so many lines: the resources of the given one again and again, under other names. */
export function longYaml(template: string, lines: number): BenchInput {
  return input(
    'bench.yaml',
    growYaml(template, (text) => countLines(text) >= lines),
  );
}

/** The same as JSON, which takes more lines. */
export function longJson(template: string, lines: number): BenchInput {
  let low = 1;
  let high = lines;
  // The share of lines that JSON adds depends on the template, so the right length of YAML is searched for.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (countLines(jsonTwin(longYaml(template, middle).text)) >= lines) high = middle;
    else low = middle + 1;
  }
  return input('bench.json', jsonTwin(longYaml(template, low).text));
}

/** A script of so many lines: the given one again and again, its top names renamed. */
export function longPython(script: string, lines: number): BenchInput {
  const names = [
    ...new Set([...script.matchAll(/^(?:def\s+)?(\w+)\s*(?:=|\()/gm)].map(([, name]) => name ?? '')),
  ];
  let text = script;
  for (let copy = 2; countLines(text) < lines; copy++) text += rename(script, names, copy);
  return input('bench.py', `${text.split('\n').slice(0, lines).join('\n')}\n`);
}

function growYaml(template: string, isLong: (text: string) => boolean): string {
  const { head, resources, tail } = splitTemplate(template);
  const names = resources.map(({ name }) => name);
  let text = head;
  for (let copy = 1; ; copy++) {
    for (const { text: resource } of resources) {
      text += copy === 1 ? resource : rename(resource, names, copy);
      if (isLong(text + tail)) return text + tail;
    }
  }
}

interface SplitTemplate {
  readonly head: string;
  readonly resources: readonly { readonly name: string; readonly text: string }[];
  readonly tail: string;
}

function splitTemplate(template: string): SplitTemplate {
  const [, head = '', body = '', tail = ''] =
    /^([\s\S]*?^Resources:[^\n]*\n)([\s\S]*?)(^(?=[A-Za-z])[\s\S]*)?$(?![\s\S])/m.exec(template) ?? [];
  const indent = /^( +)[A-Za-z]/m.exec(body)?.[1] ?? '  ';
  const parts = body.split(new RegExp(`^(?=${indent}[A-Za-z]\\w*:)`, 'm'));
  const resources = parts.flatMap((text) => {
    const name = new RegExp(`^${indent}(\\w+):`).exec(text)?.[1];
    return name === undefined ? [] : [{ name, text }];
  });
  if (resources.length === 0) throw new Error('The template has no resources to repeat.');
  return { head, resources, tail };
}

function rename(text: string, names: readonly string[], copy: number): string {
  return text.replace(new RegExp(`\\b(?:${names.join('|')})\\b`, 'g'), (name) => `${name}${copy}`);
}

function input(file: string, text: string): BenchInput {
  return { file, text, lines: countLines(text) };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
