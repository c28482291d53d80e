import { describe, expect, it } from 'vitest';
import { readConfig, readSettings } from '../server/src/engine/config';
import { matchesGlob } from '../server/src/engine/glob';
import { defaultSettings } from '../server/src/engine/settings';

const ids = new Set(['s3-open', 'iam-admin']);

describe('a configuration', () => {
  it.each([
    ['nothing', '', 'yaml'],
    ['only comments', '# later\n', 'yaml'],
    ['an empty object', '{}', 'json'],
  ] as const)('that says %s leaves the defaults', (_name, text, language) => {
    expect(readConfig(text, language, ids)).toEqual({ settings: defaultSettings, ignore: [], problems: [] });
  });

  it('sets everything, in YAML as in JSON', () => {
    const yaml = `profile: strict
rules:
  s3-open: off
  iam-admin: error
allowedRegions: [eu-central-1]
trustedAccounts: [012345678901]
ignore:
  - build/**
`;
    const json = `{
  // Ours: "not a string" that ends here
  "profile": "strict", /* and
  here */ "rules": {"s3-open": "off", "iam-admin": "error"},
  "allowedRegions": ["eu-central-1"], "trustedAccounts": ["012345678901"],
  "ignore": ["build/**"],
}`;
    const expected = {
      settings: {
        profile: 'strict',
        rules: { 's3-open': 'off', 'iam-admin': 'error' },
        allowedRegions: ['eu-central-1'],
        trustedAccounts: ['012345678901'],
      },
      ignore: ['build/**'],
      problems: [],
    };
    expect(readConfig(yaml, 'yaml', ids)).toEqual(expected);
    expect(readConfig(json, 'json', ids)).toEqual(expected);
  });

  it('keeps what can be read beside what cannot', () => {
    const { settings, problems } = readSettings(
      { profile: 'strict', rules: { 's3-open': 7 }, trustedAccounts: ['1'] },
      ids,
    );
    expect(settings).toEqual({ ...defaultSettings, profile: 'strict' });
    expect(problems).toEqual([
      '`rules.s3-open` is `7`; it can be off, hint, info, warning or error.',
      '`trustedAccounts` has `"1"`, which is not 12 digits.',
    ]);
  });

  it.each(['- a', 'text', 'a: [', '&a [*a]', 'a: &a [x]\nb: &b [*a,*a]', '\t', '{"a": "\\'])(
    'never throws on %j',
    (text) => {
      for (const language of ['yaml', 'json'] as const) {
        expect(readConfig(text, language, ids).settings).toEqual(defaultSettings);
      }
    },
  );
});

describe('globs', () => {
  it.each([
    ['*.yaml', 'a.yaml', true],
    ['*.yaml', 'deep/er/a.yaml', true],
    ['*.yaml', 'a.yml', false],
    ['/a.yaml', 'a.yaml', true],
    ['/a.yaml', 'b/a.yaml', false],
    ['build', 'build/a.yaml', true],
    ['build/', 'x/build/y/a.yaml', true],
    ['build/', 'rebuild/a.yaml', false],
    ['a/*.yaml', 'a/b.yaml', true],
    ['a/*.yaml', 'a/b/c.yaml', false],
    ['a/**', 'a/b/c.yaml', true],
    ['a/**/c.yaml', 'a/c.yaml', true],
    ['a/**/c.yaml', 'a/b/b/c.yaml', true],
    ['**/test/**', 'x/test/a.yaml', true],
    ['**/test/**', 'x/tests/a.yaml', false],
    ['./a', 'a/b', true],
    ['a?.py', 'ab.py', true],
    ['a?.py', 'a.py', false],
    ['', 'a', false],
    ['../x.yaml', '../x.yaml', true],
    [`${'*a'.repeat(40)}b`, 'a'.repeat(5000), false],
    [`${'**/a/'.repeat(40)}b`, 'a/'.repeat(500), false],
  ])('%s on %s is %s', (pattern, path, expected) => {
    expect(matchesGlob(pattern, path)).toBe(expected);
  });
});
