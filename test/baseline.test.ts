import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules';
import { terminal } from './harness/terminal';
import { closed, open } from './models/cli/templates';

const { folder, lakewarden, write } = terminal();

const second = open.replace('Resources:\n', '').replaceAll('Website', 'Shop');

describe('a baseline', () => {
  it('is written, and what it names is left out', async () => {
    write({ 'stacks/site.yaml': open });
    const first = await lakewarden('check', 'stacks', '--write-baseline', '--format', 'json');
    expect([first.code, first.json.findings, first.err]).toEqual([
      0,
      [],
      'lakewarden: Wrote 1 known finding to lakewarden.baseline.json.\n',
    ]);
    expect(JSON.parse(readFileSync(join(folder(), 'lakewarden.baseline.json'), 'utf8'))).toEqual({
      lakewardenBaseline: 1,
      findings: [
        {
          file: 'stacks/site.yaml',
          rule: 'test-public',
          at: 'Resources/Website/Properties/AccessControl',
        },
      ],
    });
    const again = await lakewarden(
      'check',
      '.',
      '--baseline',
      'lakewarden.baseline.json',
      '--format',
      'json',
    );
    expect([again.code, again.json.files, again.json.findings, again.err]).toEqual([
      0,
      1,
      [],
      'lakewarden: Left out 1 known finding of lakewarden.baseline.json.\n',
    ]);
  });

  it('stays right when lines move, and tells what is new', async () => {
    write({ 'a.yaml': open });
    await lakewarden('check', 'a.yaml', '--baseline', 'known.json', '--write-baseline');
    write({ 'a.yaml': `# A comment\n\n${open.replace('    Type', '    # Another\n    Type')}${second}` });
    const { code, json } = await lakewarden('check', 'a.yaml', '--baseline=known.json', '--format=json');
    expect([code, json.findings.map(({ resource }) => resource)]).toEqual([1, ['Shop']]);
  });

  it('is found and read from wherever the check is started', async () => {
    write({ 'stacks/a.yaml': open, 'stacks/known.json': '{"lakewardenBaseline": 1, "findings": []}' });
    await lakewarden('check', 'stacks/a.yaml', '--baseline', 'stacks/known.json', '--write-baseline');
    const text = readFileSync(join(folder(), 'stacks/known.json'), 'utf8');
    expect(JSON.parse(text).findings.map(({ file }: { file: string }) => file)).toEqual(['a.yaml']);
    const path = join(folder(), 'stacks');
    const { code } = await lakewarden('check', join(path, 'a.yaml'), '--baseline', join(path, 'known.json'));
    expect(code).toBe(0);
  });

  it('says what is gone, and forgets it when it is written again', async () => {
    write({ 'a.yaml': open });
    await lakewarden('check', 'a.yaml', '--baseline', 'known.json', '--write-baseline');
    write({ 'a.yaml': closed });
    const { code, err } = await lakewarden('check', 'a.yaml', '--baseline', 'known.json');
    expect([code, err]).toEqual([
      0,
      'lakewarden: 1 known finding of known.json is gone; --write-baseline takes them out.\n',
    ]);
    await lakewarden('check', 'a.yaml', '--baseline', 'known.json', '--write-baseline');
    expect(readFileSync(join(folder(), 'known.json'), 'utf8')).toBe(
      '{\n  "lakewardenBaseline": 1,\n  "findings": []\n}\n',
    );
  });

  it('keeps what it has of files that were not checked, unless they are gone', async () => {
    write({ 'a.yaml': open, 'b.yaml': open });
    await lakewarden('check', '.', '--write-baseline');
    const path = join(folder(), 'lakewarden.baseline.json');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('[', '[{"file": "c.yaml", "rule": "r", "at": ""},'),
    );
    await lakewarden('check', 'b.yaml', '--write-baseline');
    const { findings } = JSON.parse(readFileSync(path, 'utf8'));
    expect(findings.map(({ file }: { file: string }) => file)).toEqual(['a.yaml', 'b.yaml']);
  });

  it.each([
    ['is not there', {}],
    ['is something else', { 'known.json': '{"findings": []}' }],
    ['is damaged', { 'known.json': '{"lakewardenBaseline": 1, "findings": [{"file": 1}]}' }],
  ])('that %s is wrong usage', async (_name, files) => {
    write({ 'a.yaml': open, ...files });
    const { code, err } = await lakewarden('check', 'a.yaml', '--baseline', 'known.json');
    expect([code, err]).toEqual([
      2,
      'lakewarden: The baseline known.json cannot be read; --write-baseline makes one.\n',
    ]);
  });
});

const template = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: load
          Environment:
            - {Name: STAGE, Value: prod}
            - {Name: DB_PASSWORD, Value: Wint3r-Levee-42}
            - {Name: DB_PASSWORD, Value: Wint3r-Levee-43}
`;

const script = `import psycopg2


def load(host):
    return psycopg2.connect(host=host, user="etl", password="Wint3r-Levee-42")


DB_PASSWORD = "Wint3r-Levee-43"
`;

const program = `#!/bin/bash
export DB_PASSWORD=Wint3r-Levee-42
aws rds modify-db-instance --db-instance-identifier dwh --master-user-password Wint3r-Levee-43
`;

describe('a baseline names a place', () => {
  test.each([
    [
      'stack.yaml',
      template,
      [
        'Resources/Task/Properties/ContainerDefinitions/[load]/Environment/[DB_PASSWORD]/Value',
        'Resources/Task/Properties/ContainerDefinitions/[load]/Environment/[DB_PASSWORD]/Value',
      ],
    ],
    ['job.py', script, ['load/psycopg2.connect/password', 'DB_PASSWORD']],
    ['run.sh', program, ['export/DB_PASSWORD', 'aws/rds/modify-db-instance']],
  ])('of %s', (file, text, expected) => {
    const workspace = new Workspace(rules, defaultSettings);
    const places = (content: string): readonly string[] => {
      workspace.set(file, content);
      return workspace
        .check(file)
        .findings.filter(({ rule }) => /secret|password/.test(rule))
        .map(({ range }) => workspace.whereabouts(file, range));
    };
    expect(places(text)).toEqual(expected);
    expect(places(text.replace('\n', '\n\n# Moved\n'))).toEqual(expected);
  });
});
