import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isKnownType, property, resourceType } from '../server/src/data/resource-types';
import { secretName } from '../server/src/data/secret-names';
import {
  credentialProperties,
  managedPasswords,
  namedValues,
  typesWithCredentials,
  typesWithNamedValues,
} from '../server/src/data/secret-properties';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { secretAssignments } from '../server/src/graph/secret-text';
import { findTokens } from '../server/src/graph/secret-tokens';
import { looksSecret, mask } from '../server/src/graph/secret-values';
import { rules } from '../server/src/rules/index';
import { names } from './models/secret-names';
import { assignments, credentialTexts, freeTexts, namedTexts, passwordTexts } from './models/secret-values';

describe('the names of secrets', () => {
  const all = (['secret', 'user', 'no'] as const).flatMap((meaning) =>
    names[meaning].map((name) => [name, meaning] as const),
  );

  it('are known by their words', () => {
    const wrong = all.filter(([name, meaning]) => secretName(name) !== meaning);
    expect(wrong.map(([name, meaning]) => `${name} is ${secretName(name)}, not ${meaning}`)).toEqual([]);
  });

  it('come in more than 400 forms in the table', () => {
    expect(new Set(all.map(([name]) => name)).size).toBeGreaterThan(400);
  });
});

describe('the values of secrets', () => {
  it.each([
    ['credential', credentialTexts],
    ['named', namedTexts],
    ['password', passwordTexts],
    ['free', freeTexts],
  ] as const)('are told from what only stands in their place: %s', (context, { secrets, others }) => {
    expect(secrets.filter((text) => looksSecret(text, context) === undefined)).toEqual([]);
    expect(others.filter((text) => looksSecret(text, context) !== undefined)).toEqual([]);
  });

  it('are found within longer texts', () => {
    for (const { text, secret } of freeTexts.within) {
      const found = findTokens(text).map(({ start, end }) => text.slice(start, end));
      expect(found, text).toEqual([secret]);
    }
  });

  it('are found in scripts, and what is filled in is told from them', () => {
    for (const { text, secrets, filled } of assignments) {
      const found = secretAssignments(text);
      expect(
        found.filter(({ isLiteral }) => isLiteral).map(({ value }) => value),
        text,
      ).toEqual(secrets);
      expect(
        found.filter(({ isLiteral }) => !isLiteral).map(({ value }) => value),
        text,
      ).toEqual(filled);
      for (const { value, start, end } of found) expect(text.slice(start, end)).toBe(value);
    }
  });

  it('are masked to two characters, and to none when they are short', () => {
    expect(mask('Winter-2019')).toBe('…');
    expect(mask('Winter-2019-and-more')).toBe('Wi…');
  });
});

describe('the properties that take a credential', () => {
  it('exist', () => {
    const paths = typesWithCredentials().flatMap((type) =>
      credentialProperties(type).map(({ path }) => [type, path] as const),
    );
    expect(paths.filter(([type]) => !isKnownType(type))).toEqual([]);
    const unknown = paths.filter(
      ([type, path]) => resourceType(type) !== undefined && property(type, ...path) === undefined,
    );
    expect(unknown).toEqual([]);
  });

  it('exist where names lead to values', () => {
    const paths = typesWithNamedValues().flatMap((type) =>
      namedValues(type).map(({ path }) => [type, path] as const),
    );
    expect(paths.filter(([type]) => !isKnownType(type))).toEqual([]);
    const unknown = paths.filter(
      ([type, path]) => resourceType(type) !== undefined && property(type, ...path) === undefined,
    );
    expect(unknown).toEqual([]);
  });

  it('exist where a service manages the password', () => {
    const unknown = [...managedPasswords].filter(
      ([type, { manage, password }]) => !property(type, manage) || !property(type, password),
    );
    expect(unknown).toEqual([]);
  });
});

describe('what only looks like a secret', () => {
  it('is none to any rule on secrets', () => {
    const text = readFileSync(join(import.meta.dirname, 'rules/secrets/template-literal/none.yaml'), 'utf8');
    const workspace = new Workspace(
      rules.filter(({ id }) => id.startsWith('secrets-')),
      { ...defaultSettings, profile: 'strict' },
    );
    workspace.set('none.yaml', text);
    const { findings, problems } = workspace.check('none.yaml');
    expect(problems).toEqual([]);
    expect(findings.map(({ rule, range }) => `${rule}: ${text.slice(range.start, range.end)}`)).toEqual([]);
  });
});
