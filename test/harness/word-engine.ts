import type { TextEdit } from '../../server/src/base/edit';
import type { Range } from '../../server/src/base/range';
import type { FileReport, Hover, ReportedFinding } from '../../server/src/engine/report';
import { defineRule } from '../../server/src/engine/rule';
import type { Settings } from '../../server/src/engine/settings';
import type { Engine } from '../../server/src/lsp/engine';

const badWord = defineRule({
  id: 'words-bad',
  title: 'A bad word',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  why: 'Bad words are read by everyone. They are fine in quotations.',
  bad: { language: 'yaml', text: 'BAD' },
  good: { language: 'yaml', text: 'GOOD' },
  references: ['https://docs.aws.amazon.com/words'],
  knownAs: ['Checkov CKV_WORD_1'],
  check: () => [],
});

/**
 * An engine that knows nothing but words, so that tests of the protocol depend on the protocol alone. A file that
 * says `Resources` is a template; in it, every BAD is a finding with a safe and an unsafe fix, WORSE is one under
 * `strict`, `IMPORT x` is one unless another file says `EXPORT x`, and THROW makes the check fail.
 */
export class WordEngine implements Engine {
  readonly rules = [badWord, defineRule({ ...badWord, id: 'words-import', title: 'A missing export' })];
  /** How many files were checked anew. */
  checks = 0;
  private readonly texts = new Map<string, string>();
  private readonly reports = new Map<string, FileReport>();

  constructor(readonly settings: Settings) {}

  set(file: string, text: string): void {
    if (this.texts.get(file) === text) return;
    this.texts.set(file, text);
    this.reports.clear();
  }

  delete(file: string): void {
    this.texts.delete(file);
    this.reports.clear();
  }

  has(file: string): boolean {
    return this.texts.has(file);
  }

  text(file: string): string | undefined {
    return this.texts.get(file);
  }

  files(): readonly string[] {
    return [...this.texts.keys()];
  }

  kind(file: string): FileReport['kind'] {
    return this.text(file)?.includes('Resources') ? 'template' : 'other';
  }

  check(file: string): FileReport {
    const known = this.reports.get(file);
    if (known !== undefined) return known;
    const text = this.text(file) ?? '';
    if (text.includes('THROW')) throw new Error(`cannot check ${text}`);
    this.checks += 1;
    const kind = this.kind(file);
    const report = { file, kind, findings: kind === 'other' ? [] : this.findings(file, text), problems: [] };
    this.reports.set(file, report);
    return report;
  }

  stale(): readonly string[] {
    return this.files().filter((file) => !this.reports.has(file));
  }

  hover(file: string, offset: number): Hover | undefined {
    const word = 'Resources';
    if (!this.text(file)?.startsWith(word, offset)) return undefined;
    return { range: { start: offset, end: offset + word.length }, markdown: '`Resources` of a stack' };
  }

  private findings(file: string, text: string): ReportedFinding[] {
    const allowed = [...text.matchAll(/lakewarden: allow ([\w-]+) \([^)]+\)/g)].map((match) => match[1]);
    const word = this.settings.profile === 'strict' ? /BAD|WORSE/g : /BAD/g;
    const bad = [...text.matchAll(word)].map((match) => this.badWord(file, rangeOf(match), match[0]));
    const imports = [...text.matchAll(/IMPORT (\w+)/g)]
      .filter((match) => ![...this.texts.values()].some((other) => other.includes(`EXPORT ${match[1]}`)))
      .map((match) => this.missingExport(file, rangeOf(match), String(match[1])));
    return [...bad, ...imports].filter(({ rule }) => !allowed.includes(rule));
  }

  private badWord(file: string, range: Range, word: string): ReportedFinding {
    const replace = (newText: string) => [{ file, edits: () => this.replacement(file, range, newText) }];
    const first = this.text(file)?.indexOf('Resources') ?? 0;
    return {
      file,
      rule: badWord.id,
      severity: this.settings.rules[badWord.id] === 'error' ? 'error' : badWord.severity,
      message: `${word} is a bad word.`,
      resource: undefined,
      range,
      related: [{ file, range: { start: first, end: first + 9 }, message: 'in these resources' }],
      fixes: [
        { title: 'Leave the word out', safe: false, changes: replace('') },
        { title: 'Write GOOD', safe: true, changes: replace('GOOD') },
      ],
    };
  }

  /** Its fix writes into another file. */
  private missingExport(file: string, range: Range, name: string): ReportedFinding {
    const other = this.files().find((candidate) => candidate !== file && this.kind(candidate) === 'template');
    const end = this.text(other ?? '')?.length ?? 0;
    const edits = () => [{ range: { start: end, end }, newText: `# EXPORT ${name}\n` }];
    return {
      file,
      rule: 'words-import',
      severity: 'info',
      message: `Nobody exports ${name}.`,
      resource: undefined,
      range,
      related: [],
      fixes:
        other === undefined
          ? []
          : [{ title: `Export ${name}`, safe: true, changes: [{ file: other, edits }] }],
    };
  }

  private replacement(file: string, range: Range, newText: string): readonly TextEdit[] {
    return this.has(file) ? [{ range, newText }] : [];
  }
}

function rangeOf(match: RegExpMatchArray): Range {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length };
}
