import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandAction } from '../server/src/data/actions';
import { hasAttribute, type PropertyType, property, resourceType } from '../server/src/data/resource-types';
import { rules } from '../server/src/rules/index';
import { readSnippets, withTemplateSnippets } from '../server/src/tools/json-snippets';
import { expandSnippet, parseSnippet, type Snippet, stopsIn, variablesIn } from '../server/src/tools/snippet';
import { checkTexts } from './harness/rule-fixture';
import { jsonTwin } from './harness/twin';

const folder = join(import.meta.dirname, '../snippets');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const yaml = Object.entries(readSnippets(read('yaml.json')));
const json = Object.entries(readSnippets(read('json.json')));
const python = Object.entries(readSnippets(read('python.json')));
const templates = new Set(yaml.map(([name]) => name));
const policies = json.filter(([name]) => !templates.has(name));

const textOf = ({ body }: Snippet): string => body.join('\n');

describe('the syntax of snippets', () => {
  it.each([
    ['a bare stop', 'a $1 b', 'a  b'],
    ['a placeholder, mirrored', '${1:Raw}Bucket of $1 and ${1}', 'RawBucket of Raw and Raw'],
    ['a mirror before its placeholder', '$1: ${1:Raw}', 'Raw: Raw'],
    ['a nested placeholder', '${1:a${2:b}c} $2', 'abc b'],
    ['a choice', '${1|aws:kms,a\\,b|} $1', 'aws:kms aws:kms'],
    ['an escaped dollar', '!Sub \\${AWS::Region}', '!Sub ${AWS::Region}'],
    ['an escaped dollar before a mirror', '\\${${1:Raw}Bucket.Arn}/*', '${RawBucket.Arn}/*'],
    ['escapes in a placeholder', '${1:{"a": 1\\}}', '{"a": 1}'],
    ['a variable with a default', '${TM_FILENAME_BASE:job}', 'job'],
    // This is what happens to an unescaped pseudo parameter.
    ['a pseudo parameter as a variable', '${AWS::Region}', ':Region'],
    ['no syntax at all', 'costs $ 5 {} $', 'costs $ 5 {} $'],
  ])('reads %s', (_what, text, expanded) => {
    expect(expandSnippet(text)).toBe(expanded);
  });
});

const files = { 'yaml.json': yaml, 'json.json': json, 'python.json': python };

describe.each(Object.entries(files))('%s', (_file, snippets) => {
  it('has prefixes of its own', () => {
    const prefixes = snippets.map(([, { prefix }]) => prefix);
    expect(prefixes).toEqual([...new Set(prefixes)]);
    expect(prefixes.filter((prefix) => !/^lw-[a-z0-9]+(-[a-z0-9]+)*$/.test(prefix))).toEqual([]);
  });

  it.each(snippets)('%s is well formed', (_name, snippet) => {
    const text = textOf(snippet);
    const parts = parseSnippet(text);
    const stops = stopsIn(parts);
    expect(snippet.description).toMatch(/^[A-Z].*\.$/);
    expect(snippet.body.join('')).not.toMatch(/[\r\n\t]/);
    expect(text.endsWith('$0') && !text.endsWith('\\$0'), 'ends with $0').toBe(true);
    expect(variablesIn(parts), 'variables').toEqual([]);
    const numbers = [...new Set(stops.map(({ number }) => number))].filter((number) => number > 0);
    expect(
      numbers.sort((a, b) => a - b),
      'numbers',
    ).toEqual(numbers.map((_, index) => index + 1));
    for (const number of numbers) {
      const told = stops.filter((stop) => stop.number === number && (stop.content ?? stop.choices));
      expect(told.length, `stop ${number} says what stands there, once`).toBe(1);
    }
  });
});

describe('json.json', () => {
  it('says what yaml.json says', () => {
    expect(read('json.json')).toBe(withTemplateSnippets(read('json.json'), read('yaml.json')));
  });

  it.each(yaml)('%s is the same as in YAML', (name, snippet) => {
    const twin = json.find(([other]) => other === name)?.[1];
    for (const typed of namedVariants(snippet)) {
      const wrapped = jsonTemplate(twin ? expandSnippet(textOf(twin), typed) : '');
      expect(JSON.parse(wrapped)).toEqual(
        JSON.parse(jsonTwin(yamlTemplate(expandSnippet(textOf(snippet), typed)))),
      );
    }
  });
});

describe('a template snippet', () => {
  it.each(yaml)('%s has no findings', (_name, snippet) => {
    for (const typed of namedVariants(snippet)) {
      isClean('template.yaml', yamlTemplate(expandSnippet(textOf(snippet), typed)), 'template');
    }
  });

  it.each(json.filter(([name]) => templates.has(name)))('%s has no findings in JSON', (_name, snippet) => {
    isClean('template.json', jsonTemplate(expandSnippet(textOf(snippet))), 'template');
  });

  it.each(yaml)('%s has only properties, values, attributes and actions that exist', (_name, snippet) => {
    for (const typed of namedVariants(snippet)) {
      const resources = resourcesIn(yamlTemplate(expandSnippet(textOf(snippet), typed)));
      for (const [id, { Type, Properties }] of Object.entries(resources)) {
        expect(id.startsWith(typed.get(1) ?? ''), id).toBe(true);
        const properties = resourceType(Type)?.properties;
        expect(properties, Type).toBeDefined();
        if (properties === undefined) continue;
        expect(wrongProperties({ kind: 'object', properties }, Properties, Type, []), id).toEqual([]);
        expect(wrongActions(Properties), id).toEqual([]);
        expect(wrongReferences(Properties, resources), id).toEqual([]);
      }
    }
  });
});

describe('a policy snippet', () => {
  it.each(policies)('%s has no findings', (_name, snippet) => {
    for (const typed of variants(snippet)) {
      isClean('policy.json', expandSnippet(textOf(snippet), typed), 'policy');
    }
  });

  it.each(policies)('%s has only actions that exist', (_name, snippet) => {
    expect(wrongActions(JSON.parse(expandSnippet(textOf(snippet))))).toEqual([]);
  });
});

describe('a Python snippet', () => {
  it.each(python)('%s has no findings', (_name, snippet) => {
    for (const typed of variants(snippet)) isClean('job.py', expandSnippet(textOf(snippet), typed), 'script');
  });
});

interface Resource {
  readonly Type: string;
  readonly Properties?: unknown;
}

/** What an author may do: nothing, or choose another value. */
function variants(snippet: Snippet): readonly ReadonlyMap<number, string>[] {
  const stops = stopsIn(parseSnippet(textOf(snippet)));
  const chosen = stops.flatMap(({ number, choices = [] }) =>
    choices.slice(1).map((choice) => new Map([[number, choice]])),
  );
  return [new Map(), ...chosen];
}

/** The first stop of a template snippet is the name that all of its resources begin with. */
function namedVariants(snippet: Snippet): readonly ReadonlyMap<number, string>[] {
  return [...variants(snippet), new Map([[1, 'Renamed']])];
}

/** As the editor inserts it at an entry of `Resources`. */
function yamlTemplate(text: string): string {
  return `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${indented(text)}\n`;
}

function jsonTemplate(text: string): string {
  return `{\n  "AWSTemplateFormatVersion": "2010-09-09",\n  "Resources": {\n${indented(indented(text))}\n  }\n}\n`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function isClean(file: string, text: string, kind: string): void {
  const { findings, reports } = checkTexts(new Map([[file, text]]), rules);
  expect(
    findings.map(({ rule, range, message }) => `${rule} at ${lineAt(text, range.start)}: ${message}`),
  ).toEqual([]);
  expect(reports.map((report) => [report.kind, report.problems])).toEqual([[kind, []]]);
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return `'${text.slice(start).split('\n', 1)[0]?.trim()}'`;
}

function resourcesIn(template: string): Readonly<Record<string, Resource>> {
  return (JSON.parse(jsonTwin(template)) as { Resources: Record<string, Resource> }).Resources;
}

/** The paths that CloudFormation does not know, whose value it does not know, or that it requires. */
function wrongProperties(
  type: PropertyType,
  value: unknown,
  owner: string,
  path: readonly (string | number)[],
): readonly string[] {
  if (isIntrinsic(value)) return [];
  if (Array.isArray(value)) {
    const item = type.kind === 'list' ? type.item : type;
    return value.flatMap((inner, index) => wrongProperties(item, inner, owner, [...path, index]));
  }
  if (type.kind === 'json' || value === null) return [];
  if (typeof value !== 'object') {
    const isListed = !('values' in type) || type.values === undefined || type.values.includes(String(value));
    return isListed ? [] : [`${path.join('.')} is ${String(value)}`];
  }
  const missing =
    type.kind === 'object'
      ? [...type.properties.values()].filter(({ name, required }) => required && !(name in value))
      : [];
  const inner = Object.entries(value).flatMap(([name, part]) => {
    const found = property(owner, ...path, name);
    if (found === undefined) return [[...path, name].join('.')];
    return wrongProperties(found.type, part, owner, [...path, name]);
  });
  return [...missing.map(({ name }) => `${[...path, name].join('.')} is missing`), ...inner];
}

function isIntrinsic(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const [key, ...others] = Object.keys(value);
  return others.length === 0 && (key === 'Ref' || key?.startsWith('Fn::') === true);
}

/** What is referred to and is no resource of the snippet, no attribute of it and no pseudo parameter. */
function wrongReferences(value: unknown, resources: Readonly<Record<string, Resource>>): readonly string[] {
  return referencesIn(value).filter((reference) => {
    const [id = '', ...attribute] = reference.split('.');
    if (/^AWS::\w+$/.test(reference)) return false;
    const type = resources[id]?.Type;
    if (type === undefined) return true;
    return attribute.length > 0 && hasAttribute(type, attribute.join('.')) !== true;
  });
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return [String(inner)];
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return [inner.join('.')];
    if (key !== 'Fn::Sub') return referencesIn(inner);
    const [text, own] = Array.isArray(inner) ? inner : [inner, {}];
    const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name);
    return [...names.filter((name) => !(name in own)), ...referencesIn(own)];
  });
}

/** Actions in policies below a value that AWS does not know, or about whose service nothing is known here. */
function wrongActions(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wrongActions);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Statement') return actionsIn(inner).filter((action) => !expandAction(action)?.length);
    return wrongActions(inner);
  });
}

function actionsIn(statements: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.flatMap((statement) => {
    const { Action, NotAction } = statement as { Action?: unknown; NotAction?: unknown };
    return [Action, NotAction].flat().filter((action): action is string => typeof action === 'string');
  });
}
