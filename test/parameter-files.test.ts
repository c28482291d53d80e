import { describe, expect, test } from 'vitest';
import { readParameterFile, readSamConfig } from '../server/src/cloudformation/parameter-file';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';
import { parseJson } from '../server/src/syntax/json';

/** A file, and the values that it gives; undefined when it is no parameter file. */
const jsonFiles: readonly (readonly [name: string, text: string, values: readonly string[] | undefined])[] = [
  ['a list', '[{"ParameterKey": "A", "ParameterValue": "x"}]', ['A=x']],
  ['a list with a previous value', '[{"ParameterKey": "A", "UsePreviousValue": true}]', []],
  ['a map', '{"Parameters": {"A": "x", "B": 2}, "Tags": {"C": "y"}}', ['A=x', 'B=2']],
  ['a list in a map', '{"Parameters": [{"ParameterKey": "A", "ParameterValue": "x"}]}', ['A=x']],
  ['a list of values', '{"Parameters": {"A": ["x", "y"]}}', []],
  ['a template', '{"Parameters": {"A": {"Type": "String"}}}', undefined],
  ['a template with resources', '{"Parameters": {}, "Resources": {}}', undefined],
  ['another list', '[{"Name": "A"}]', undefined],
  ['nothing', '', undefined],
];

const samFiles: readonly (readonly [name: string, text: string, values: readonly string[] | undefined])[] = [
  ['a text', 'parameter_overrides = "A=x B=y"', ['A=x', 'B=y']],
  ['quotes in a text', 'parameter_overrides = "A=\\"x y\\" B=\\"z\\""', ['A=x y', 'B=z']],
  ['a plain text', 'parameter_overrides = \'A=x B="y z"\'', ['A=x', 'B=y z']],
  ['a list', 'parameter_overrides = [\n  "A=x",\n  \'B=y\',\n]\nother = "C=z"', ['A=x', 'B=y']],
  ['a text of lines', 'parameter_overrides = """A=x\nB=y"""', ['A=x', 'B=y']],
  ['the long form', 'parameter_overrides = "ParameterKey=A,ParameterValue=x"', ['A=x']],
  ['a value with signs', 'parameter_overrides = "A=a/b=c,d:e"', ['A=a/b=c,d:e']],
  ['two environments', '[a]\nparameter_overrides = "A=x"\n[b]\nparameter_overrides = "A=y"', ['A=x', 'A=y']],
  ['a comment', '# parameter_overrides = "A=x"', undefined],
  ['no overrides', 'stack_name = "A=x"', undefined],
  ['half a text', 'parameter_overrides = "A=x', undefined],
];

const shown = (text: string, read: ReturnType<typeof readParameterFile>): readonly string[] | undefined =>
  read?.values.map((given) => {
    const { start, end } = given.at.range;
    expect(text.slice(start, end).replaceAll('"', '')).toBe(given.text);
    return `${given.name}=${given.text}`;
  });

describe('parameter files', () => {
  test.each(jsonFiles)('JSON: %s', (_, text, values) => {
    expect(shown(text, readParameterFile(parseJson('p.json', text)))).toEqual(values);
  });

  test.each(samFiles)('samconfig.toml: %s', (_, text, values) => {
    expect(shown(text, readSamConfig('samconfig.toml', text))).toEqual(values);
  });

  test('samconfig.toml: a secret is found, and only there', () => {
    const workspace = new Workspace(rules, defaultSettings);
    const text = 'parameter_overrides = "Env=prod DbPassword=\\"Wint3r-Levee-42\\""\n';
    workspace.set('app/samconfig.toml', text);
    workspace.set('app/pyproject.toml', text);
    expect(workspace.check('app/pyproject.toml')).toMatchObject({ kind: 'other', findings: [] });
    const { kind, findings } = workspace.check('app/samconfig.toml');
    expect(kind).toBe('parameters');
    expect(findings.map(({ rule, range }) => [rule, text.slice(range.start, range.end)])).toEqual([
      ['secrets-parameter-file', 'Wint3r-Levee-42'],
    ]);
    expect(findings[0]?.message).not.toContain('Wint3r');
  });
});
