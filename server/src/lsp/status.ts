import type { FileKind } from '../engine/report';
import type { Engine } from './engine';

/** Answer of `lakewarden/status`. */
export interface Status {
  readonly kind: FileKind;
  readonly findings: number;
  readonly checked: boolean;
  /** For people: why the file is checked or not. */
  readonly why: string;
}

export function status(engine: Engine, file: string): Status {
  if (!engine.has(file)) {
    return {
      kind: 'other',
      findings: 0,
      checked: false,
      why: 'The file is not open and not in the workspace.',
    };
  }
  const { kind, findings, problems } = engine.check(file);
  const unread = problems.length > 0 ? ' Parts of it could not be read.' : '';
  return { kind, findings: findings.length, checked: kind !== 'other', why: reasons[kind] + unread };
}

const reasons: Record<FileKind, string> = {
  template: 'Checked as a template.',
  policy: 'Checked as a policy document.',
  parameters: 'Checked as the parameters of a stack.',
  setup: 'Checked as the settings of a service or an agent.',
  script: 'Checked as a script.',
  shell: 'Checked as a shell script.',
  notebook: 'Checked as a notebook.',
  other: 'Not checked: its content is neither a template, nor a policy document, nor a script that uses AWS.',
};
