import { describe, expect, it } from 'vitest';
import { terminal } from './harness/terminal';
import { testRules } from './models/cli/rules';
import { open } from './models/cli/templates';

const { lakewarden, lakewardenIn, write } = terminal();

describe('the text format', () => {
  it('shows place, message, line, related places, fixes and a summary', async () => {
    write({ 'a.yaml': open });
    expect((await lakewarden('check', 'a.yaml')).out).toBe(
      [
        'a.yaml:5:22  error  test-public',
        '  PublicRead lets anyone read Website.',
        '  5 |       AccessControl: PublicRead # the world',
        '    |                      ^^^^^^^^^^',
        '  see a.yaml:2:3: declared here',
        '  fix: Make it private',
        '',
        '1 error in 1 file: 1 file checked. 1 can be repaired with --fix.',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [true, {}, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, {}, false],
  ])('with a terminal %s and %j has colours: %s', async (isTTY, environment, expected) => {
    write({ 'a.yaml': open });
    const { out } = await lakewardenIn({ isTTY, environment }, 'check', 'a.yaml');
    expect(out.includes('\u001B[')).toBe(expected);
  });

  it.each(['text', 'json', 'sarif', 'github'])('shows no secret in %s', async (format) => {
    write({ 'a.yaml': `Parameters:\n  Password: {Type: String, Default: hunter2hunter2}\n${open}` });
    const { out, err } = await lakewarden('check', 'a.yaml', '--format', format);
    expect(out).toContain('secrets-test');
    expect(out + err).not.toContain('hunter2');
  });
});

describe('the GitHub format', () => {
  it('escapes what would end a property or the command', async () => {
    write({ 'a,b:c%.yaml': open });
    expect((await lakewarden('check', '.', '--format', 'github')).out).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=5,endLine=5,col=22,endColumn=31,title=test-public' +
        '::PublicRead lets anyone read Website.\n',
    );
  });
});

describe('SARIF', () => {
  it('has rules, places, fixes and fingerprints that stay when lines move', async () => {
    write({ 'a b.yaml': open });
    const before = await sarif();
    write({ 'a b.yaml': `# A comment.\n\n${open}` });
    const after = await sarif();
    expect(before).toMatchObject({
      ruleId: 'test-public',
      level: 'error',
      message: { text: 'PublicRead lets anyone read Website.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b.yaml' },
            region: { startLine: 5, startColumn: 22, endLine: 5, endColumn: 32 },
          },
          logicalLocations: [{ name: 'Website', kind: 'resource' }],
        },
      ],
      relatedLocations: [{ id: 0, message: { text: 'declared here' } }],
      fixes: [
        {
          description: { text: 'Make it private' },
          artifactChanges: [{ replacements: [{ insertedContent: { text: 'Private' } }] }],
        },
      ],
    });
    expect(after['partialFingerprints']).toEqual(before['partialFingerprints']);
    expect(after['locations']).not.toEqual(before['locations']);
  });

  it('describes each rule once, where results point at it', async () => {
    write({ 'a.yaml': open });
    const log = JSON.parse((await lakewarden('check', '.', '--format', 'sarif')).out);
    expect([log.version, log.$schema]).toEqual(['2.1.0', expect.stringContaining('sarif-2.1.0')]);
    const [{ tool, results }] = log.runs;
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(
      testRules.map(({ id }) => id).sort(),
    );
    expect(tool.driver.rules[results[0].ruleIndex].id).toBe(results[0].ruleId);
  });

  async function sarif(): Promise<Record<string, unknown>> {
    return JSON.parse((await lakewarden('check', '.', '--format', 'sarif')).out).runs[0].results[0];
  }
});

describe('lakewarden rules', () => {
  it('lists the rules as data', async () => {
    const { out } = await lakewarden('rules', '--format', 'json');
    expect(JSON.parse(out).find(({ id }: { id: string }) => id === 'test-public')).toEqual({
      id: 'test-public',
      title: 'The world can read a bucket',
      severity: 'error',
      profile: 'recommended',
      service: 'test',
      fixable: true,
      knownAs: ['Other OTH_1'],
      url: expect.stringMatching(/^https:.*#test-public$/),
    });
  });

  it('lists them for people', async () => {
    expect((await lakewarden('rules')).out).toContain(
      'test-public      error    The world can read a bucket (fixable)\n',
    );
  });
});
