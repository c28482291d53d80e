import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { terminal } from './harness/terminal';
import { closed, open } from './models/cli/templates';

const { folder, lakewarden, write } = terminal();

describe('lakewarden check --format json', () => {
  it('keeps to the contract', async () => {
    write({ 'stacks/site.yaml': open, 'plain.json': '{"a": 1}' });
    const { code, json, err } = await lakewarden('check', '.', '--format', 'json');
    expect(json).toEqual({
      version: '1.2.3',
      files: 1,
      findings: [
        {
          file: 'stacks/site.yaml',
          rule: 'test-public',
          severity: 'error',
          message: 'PublicRead lets anyone read Website.',
          resource: 'Website',
          range: { start: { line: 4, character: 21 }, end: { line: 4, character: 31 } },
          related: [
            {
              file: 'stacks/site.yaml',
              range: { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } },
              message: 'declared here',
            },
          ],
          fixes: [
            {
              title: 'Make it private',
              safe: true,
              edits: [
                {
                  file: 'stacks/site.yaml',
                  range: { start: { line: 4, character: 21 }, end: { line: 4, character: 31 } },
                  newText: 'Private',
                },
              ],
            },
          ],
        },
      ],
      problems: [],
    });
    expect([code, err]).toEqual([1, '']);
  });

  it('is the same from run to run, whatever the order of the paths', async () => {
    write({ 'b.yaml': open, 'a.yaml': open, 'c/d.yaml': open });
    const one = await lakewarden('check', 'a.yaml', 'b.yaml', 'c', '--format=json');
    const two = await lakewarden('check', 'c', 'b.yaml', 'a.yaml', '.', '--format=json');
    expect(two.out).toBe(one.out);
    expect(one.json.findings.map(({ file }) => file)).toEqual(['a.yaml', 'b.yaml', 'c/d.yaml']);
  });

  it('gives null for a finding that is about no resource', async () => {
    write({
      'policy.json':
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": "s3:Get*", "Resource": "*"}]}',
    });
    const { json } = await lakewarden('check', 'policy.json', '--format', 'json');
    expect(json.findings.map(({ rule, resource }) => [rule, resource])).toEqual([['test-not-action', null]]);
  });

  it.each([
    ['a byte order mark is no character', `\uFEFF${open}`, 4],
    ['CRLF ends a line', open.replaceAll('\n', '\r\n'), 4],
    ['a lone CR ends a line in a comment', `# a\rb: 1\n${open}`, undefined],
  ])('%s', async (_name, text, line) => {
    write({ 'a.yaml': text });
    const { json } = await lakewarden('check', 'a.yaml', '--format', 'json');
    if (line !== undefined) expect(json.findings[0]?.range.start).toEqual({ line, character: 21 });
  });
});

describe('exit codes', () => {
  it.each([
    [0, 'nothing found', ['check', 'closed.yaml']],
    [1, 'an error', ['check', 'open.yaml']],
    [1, 'an error, from errors on', ['check', 'open.yaml', '--fail-on', 'error']],
    [0, 'never', ['check', 'open.yaml', '--fail-on=never']],
    [0, 'a hint, from warnings on', ['check', 'hint.yaml']],
    [1, 'a hint, from hints on', ['check', 'hint.yaml', '--fail-on', 'hint']],
    [1, 'findings beside a missing path', ['check', 'open.yaml', 'missing.yaml']],
    [0, 'nothing beside missing paths', ['check', 'closed.yaml', 'missing.yaml', 'lost']],
    [0, 'a file that is none of ours', ['check', 'other.json']],
    [0, 'an empty file', ['check', 'empty.yaml']],
    [0, 'an empty folder', ['check', 'none']],
    [2, 'a missing path alone', ['check', 'missing.yaml']],
    [2, 'a binary file alone', ['check', 'binary.yaml']],
    [2, 'a file that is too large', ['check', 'large.yaml']],
    [2, 'no path', ['check']],
    [2, 'no command', []],
    [2, 'a wrong command', ['chekc', '.']],
    [2, 'a wrong option', ['check', '.', '--fromat', 'json']],
    [2, 'a wrong format', ['check', '.', '--format', 'xml']],
    [2, 'an option without value', ['check', '.', '--format']],
    [2, 'a wrong profile', ['check', '.', '--profile', 'lax']],
    [2, 'a missing configuration', ['check', '.', '--config', 'missing.yaml']],
    [2, 'the server without its stream', ['lsp']],
    [0, 'help', ['--help']],
    [0, 'help of a command', ['check', '--help']],
    [0, 'the version', ['--version']],
  ])('%i for %s', async (expected, _name, args) => {
    write({ 'open.yaml': open, 'closed.yaml': closed, 'other.json': '{"a": 1}', 'empty.yaml': '' });
    write({ 'hint.yaml': open.replace('PublicRead', 'LogDeliveryWrite'), 'binary.yaml': 'a\0b' });
    mkdirSync(join(folder(), 'none'));
    if (args.includes('large.yaml')) write({ 'large.yaml': '#'.repeat(10 * 1024 * 1024 + 1) });
    const { code, err, out } = await lakewarden(...args);
    expect(code).toBe(expected);
    if (expected === 2) expect(err).toMatch(/^lakewarden: .+\.\n/);
    else expect(out).not.toBe('');
  });
});

describe('what cannot be read', () => {
  it('is one line each', async () => {
    write({
      'a.yaml': open,
      'binary.json': '{\0}',
      'utf16.yaml': Buffer.from('\uFEFFResources:', 'utf16le'),
    });
    const { json, err, code } = await lakewarden('check', '.', 'gone', '--format', 'json');
    expect(json.problems).toEqual([
      { file: 'binary.json', message: 'The file is binary.' },
      { file: 'gone', message: 'There is no such file or folder.' },
      {
        file: 'utf16.yaml',
        message: 'The file is UTF-16 text, which CloudFormation and Python do not read; save it as UTF-8.',
      },
    ]);
    expect(err).toBe('lakewarden: gone: There is no such file or folder.\n');
    expect([code, json.findings.length]).toEqual([1, 1]);
  });

  it('is silent for broken files that are none of ours', async () => {
    write({ 'a.yaml': open, 'helm.yaml': '{{- if .Values.x }}\na: [\n', 'tsconfig.json': '{"a": ' });
    expect((await lakewarden('check', '.', '--format', 'json')).json.problems).toEqual([]);
  });

  it('names the line of what is broken in a template', async () => {
    write({ 'a.json': '{"Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"a": }}}}' });
    const { json } = await lakewarden('check', '.', '--format', 'json');
    expect(json.problems.map(({ file }) => file)).toEqual(['a.json']);
    expect(json.problems[0]?.message).toMatch(/^Line 1: [^\n]+$/);
  });
});

describe('which files are read', () => {
  it('walks folders, without other people’s code, links in circles and ignored files', async () => {
    write({
      'a.yaml': open,
      'b.template': open,
      'c.cfn': open,
      'd.txt': open,
      'node_modules/x/e.yaml': open,
      'dist/f.yaml': open,
      'cdk.out/g.yaml': open,
      'old/h.yaml': open,
      'deep/i.yml': open,
      'deep/i.gen.yml': open,
      'lakewarden.config.yaml': 'ignore: [old/, "*.gen.yml"]\n',
    });
    symlinkSync('..', join(folder(), 'deep/up'));
    symlinkSync('a.yaml', join(folder(), 'z.yaml'));
    expect(await filesOf('.')).toEqual(['a.yaml', 'b.template', 'c.cfn', 'cdk.out/g.yaml', 'deep/i.yml']);
    expect(await filesOf('d.txt', 'dist/f.yaml', 'old/h.yaml')).toEqual([
      'd.txt',
      'dist/f.yaml',
      'old/h.yaml',
    ]);
    expect(await filesOf('deep/../a.yaml', 'a.yaml', join(folder(), 'a.yaml'))).toEqual(['a.yaml']);
  });

  async function filesOf(...paths: string[]): Promise<readonly string[]> {
    return (await lakewarden('check', ...paths, '--format', 'json')).json.findings.map(({ file }) => file);
  }
});

describe('configuration', () => {
  it.each([
    ['yaml', 'lakewarden.config.yaml', 'rules:\n  test-public: hint\n'],
    ['json with comments', 'lakewarden.config.json', '{ // ours\n "rules": {"test-public": "hint"} }'],
  ])('is read from %s', async (_name, name, text) => {
    write({ 'a.yaml': open, [name]: text });
    const { json } = await lakewarden('check', 'a.yaml', '--format', 'json');
    expect(json.findings.map(({ severity }) => severity)).toEqual(['hint']);
  });

  it.each([
    ['rules: {test-pubic: off}', 'There is no rule `test-pubic`'],
    ['rules: {test-public: loud}', '`rules.test-public` is `"loud"`'],
    ['profile: lax', '`profile` is `"lax"`'],
    ['trustedAccounts: ["12"]', 'not 12 digits'],
    ['allowedRegions: eu-west-1', '`allowedRegions` is not a list'],
    ['severity: error', '`severity` is not a setting'],
    ['- a', 'not a mapping'],
    ['a: [', 'cannot be read'],
  ])('says what is wrong with %s', async (text, expected) => {
    write({ 'a.yaml': open, 'lakewarden.config.yml': text });
    const { code, out, err } = await lakewarden('check', 'a.yaml');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(expected);
  });

  it('has a strict profile', async () => {
    write({ 'a.yaml': closed });
    expect((await lakewarden('check', '.', '--format=json')).json.findings).toEqual([]);
    const strict = await lakewarden('check', '.', '--format=json', '--profile=strict');
    expect(strict.json.findings.map(({ rule }) => rule)).toEqual(['test-strict']);
  });
});

it('lakewarden lsp --stdio starts the server', async () => {
  expect((await lakewarden('lsp', '--stdio')).served).toBe(true);
});
