import { beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import type { Work } from '../server/src/iam/request';
import { rules } from '../server/src/rules/index';
import { manyRoles } from '../server/src/tools/bench-input';
import { accessOf, decideAll } from '../server/src/tools/bench-policies';

const counted = vi.hoisted(() => ({
  /** The role of each request that was decided. */
  requests: [] as string[],
  /** The statements of each policy that was made ready, by the resource that carries it. */
  compiled: new Map<object, { readonly of: string | undefined; readonly statements: number }>(),
  /** How often a role's policies were searched for what they grant on a piece of data. */
  searches: 0,
}));

vi.mock('../server/src/iam/evaluate', async (load) => {
  const real = await load<typeof import('../server/src/iam/evaluate')>();
  const evaluate: typeof real.evaluate = (request, ...rest) => {
    counted.requests.push(request.principal.name.text);
    return real.evaluate(request, ...rest);
  };
  return { ...real, evaluate };
});

vi.mock('../server/src/iam/compile', async (load) => {
  const real = await load<typeof import('../server/src/iam/compile')>();
  const compile: typeof real.compile = (policy, names) => {
    const compiled = real.compile(policy, names);
    counted.compiled.set(compiled, { of: policy.resource, statements: compiled.statements.length });
    return compiled;
  };
  return { ...real, compile };
});

vi.mock('../server/src/graph/data-grants', async (load) => {
  const real = await load<typeof import('../server/src/graph/data-grants')>();
  const grantsOn: typeof real.grantsOn = (...given) => {
    counted.searches++;
    return real.grantsOn(...given);
  };
  return { ...real, grantsOn };
});

beforeEach(() => {
  counted.requests = [];
  counted.compiled.clear();
  counted.searches = 0;
});

describe('what is looked at grows with the roles and with what they name', () => {
  test('of the statements', () => {
    const [few, many] = [10, 20].map((size) => {
      const work: Work = { statements: 0, compared: 0 };
      return { allowed: decideAll(accessOf(size, 5, size), work), work };
    });
    // Ten times five statements name one resource each; ten times ten requests are decided.
    expect(few).toEqual({ allowed: 50, work: { statements: 50, compared: 0 } });
    expect(many).toEqual({ allowed: 100, work: { statements: 100, compared: 0 } });
  });

  test('of the data, the requests and the policies', () => {
    const few = checked(10);
    const many = checked(20);
    expect(few.findings).toBe(10);
    // Each role names five of the buckets, and five more with the key that all need.
    expect(few.searches).toBe(50);
    expect(many).toEqual({
      findings: 2 * few.findings,
      searches: 2 * few.searches,
      requests: 2 * few.requests,
      statements: 2 * few.statements,
    });
  });
});

test('a keystroke in a role decides for this role alone, and makes only its policies ready', () => {
  const { file, text } = manyRoles(10, 5, 10);
  const workspace = opened(file, text);
  workspace.check(file);
  counted.requests = [];
  counted.compiled.clear();
  const at = text.indexOf('\n', text.indexOf('kms:Decrypt', text.indexOf('  Role4:')));
  workspace.set(file, `${text.slice(0, at)} # typing${text.slice(at)}`);
  workspace.check(file);
  expect(counted.requests.length).toBeGreaterThan(0);
  expect(new Set(counted.requests.map((role) => /Role\d+/.exec(role)?.[0]))).toEqual(new Set(['Role4']));
  expect([...counted.compiled.values()]).toEqual([{ of: 'Role4', statements: 6 }]);
});

function checked(size: number) {
  counted.requests = [];
  counted.compiled.clear();
  counted.searches = 0;
  const { file, text } = manyRoles(size, 5, size);
  const { findings } = opened(file, text).check(file);
  const statements = [...counted.compiled.values()].reduce((sum, one) => sum + one.statements, 0);
  return {
    findings: findings.length,
    searches: counted.searches,
    requests: counted.requests.length,
    statements,
  };
}

function opened(file: string, text: string): Workspace {
  const asking = rules.filter(({ id }) => id === 'kms-missing-permission' || id === 'iam-access-denied');
  const workspace = new Workspace(asking, defaultSettings);
  workspace.set(file, text);
  return workspace;
}
