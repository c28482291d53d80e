import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { Graph } from '../server/src/graph/graph';
import { CompiledStatement } from '../server/src/iam/compiled-statement';
import type { Work } from '../server/src/iam/request';
import { rules } from '../server/src/rules/index';
import { manyRoles } from '../server/src/tools/bench-input';
import { accessOf, decideAll } from '../server/src/tools/bench-policies';

afterEach(() => {
  vi.restoreAllMocks();
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

  test('of the data, the statements and the policies', () => {
    const few = checked(10);
    const many = checked(20);
    // Each bucket is put into the index; then each role meets the five that it names, for what grants them and for what
    // may deny them, and each job its own.
    expect(few.met).toBe(10 + 10 * 5 * 2 + 10);
    // Five statements of each role speak of data, and one of the key.
    expect(few.ready).toBe(10 * 6);
    expect(few.examined).toBeLessThanOrEqual(10 * 6 * 2);
    expect(few.findings).toBe(10);
    expect(many).toEqual({
      findings: 2 * few.findings,
      met: 2 * few.met,
      ready: 2 * few.ready,
      examined: 2 * few.examined,
    });
  });
});

test('a keystroke in a role decides for this role alone, and makes only its policies ready', () => {
  const { file, text } = manyRoles(10, 5, 10);
  const workspace = opened(file, text);
  workspace.check(file);
  const looks = watch();
  const at = text.indexOf('kms:Decrypt', text.indexOf('  Role4:'));
  workspace.set(file, `${text.slice(0, at)}kms:Encrypt${text.slice(at + 'kms:Decrypt'.length)}`);
  workspace.check(file);
  expect(looks.ready()).toEqual(Array.from({ length: 6 }, () => 'Role4'));
  expect(new Set(looks.examined())).toEqual(new Set(['Role4']));
});

test('a keystroke in a comment makes nothing ready and decides nothing', () => {
  const { file, text } = manyRoles(10, 5, 10);
  const workspace = opened(file, text);
  workspace.check(file);
  const looks = watch();
  const at = text.indexOf('\n', text.indexOf('kms:Decrypt', text.indexOf('  Role4:')));
  workspace.set(file, `${text.slice(0, at)} # typing${text.slice(at)}`);
  workspace.check(file);
  expect([looks.ready(), looks.examined(), looks.met()]).toEqual([[], [], 0]);
});

function checked(size: number) {
  const looks = watch();
  const { file, text } = manyRoles(size, 5, size);
  const { findings } = opened(file, text).check(file);
  return {
    findings: findings.length,
    met: looks.met(),
    ready: looks.ready().length,
    examined: looks.examined().length,
  };
}

/** Counts from here on. */
function watch() {
  vi.restoreAllMocks();
  const arnOf = vi.spyOn(Graph.prototype, 'arnOf');
  const indexed = vi.spyOn(CompiledStatement.prototype, 'writtenActions', 'get');
  const resource = vi.spyOn(CompiledStatement.prototype, 'resource');
  const owners = (statements: readonly unknown[]) =>
    statements.map((one) => (one instanceof CompiledStatement ? one.statement.policy.resource : undefined));
  return {
    /** How often some work asked which bucket it has before it. */
    met: () => arnOf.mock.calls.filter(([{ type }]) => type === 'AWS::S3::Bucket').length,
    /** Of each statement that was put into the index of its policy, the resource that carries it. */
    ready: () => owners(indexed.mock.contexts),
    /** The same of each statement that was put to a request. */
    examined: () => owners(resource.mock.contexts),
  };
}

function opened(file: string, text: string): Workspace {
  const asking = rules.filter(({ id }) => id === 'kms-missing-permission' || id === 'iam-access-denied');
  const workspace = new Workspace(asking, defaultSettings);
  workspace.set(file, text);
  return workspace;
}
