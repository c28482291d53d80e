import type { Disposable, StatusBarItem, Uri } from 'vscode';
import {
  DiagnosticSeverity,
  languages,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { isSent } from './documents';
import type { StatusParams, StatusResult } from './protocol';
import { statusRequest } from './protocol';
import type { Server, ServerState } from './server';

interface Counts {
  readonly errors: number;
  readonly warnings: number;
  /** Infos and hints. */
  readonly advice: number;
}

/** How long to wait after a keystroke: what a file is recognised as seldom changes while it is edited. */
const delayMilliseconds = 300;

const commandsInTooltip = ['lakewarden.restart', 'lakewarden.showOutput', 'workbench.action.openSettings'];

/** Shows the state of the file in the active editor, for files that could be checked and for no others. */
export function showStatusItem(server: Server): Disposable {
  const item = window.createStatusBarItem('lakewarden.status', StatusBarAlignment.Right, 100);
  item.name = 'Lakewarden';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;

  const update = async (): Promise<void> => {
    newest += 1;
    const mine = newest;
    const document = window.activeTextEditor?.document;
    if (document === undefined || !isSent(document)) return item.hide();
    const params: StatusParams = { uri: document.uri.toString() };
    const status = await server.request<StatusResult>(statusRequest, params);
    // A slower answer about an earlier document must not replace a newer one.
    if (mine === newest) render(item, server.state, document.uri, status);
  };
  const updateSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), delayMilliseconds);
  };

  const subscriptions = [
    item,
    window.onDidChangeActiveTextEditor(() => void update()),
    server.onDidChange(() => void update()),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) updateSoon();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) updateSoon();
    }),
  ];
  void update();
  return {
    dispose() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function render(item: StatusBarItem, state: ServerState, uri: Uri, status: StatusResult | undefined): void {
  const counts = countFindings(uri);
  const sentence = sentenceOf(state, status, counts);
  item.text = textOf(state, status, counts);
  item.tooltip = tooltipOf(sentence);
  item.accessibilityInformation = { label: `Lakewarden: ${sentence}` };
  item.command = state === 'stopped' ? 'lakewarden.restart' : 'workbench.actions.view.problems';
  item.backgroundColor = state === 'stopped' ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  item.show();
}

function textOf(state: ServerState, status: StatusResult | undefined, counts: Counts): string {
  if (state === 'starting') return '$(loading~spin) Lakewarden';
  if (state === 'stopped') return '$(warning) Lakewarden stopped';
  if (state !== 'running' || status?.checked === false) return '$(circle-slash) Lakewarden';
  const parts = [
    counts.errors > 0 ? `$(error) ${counts.errors}` : '',
    counts.warnings > 0 ? `$(warning) ${counts.warnings}` : '',
    counts.advice > 0 ? `$(info) ${counts.advice}` : '',
  ].filter((part) => part !== '');
  return `$(shield) ${parts.length === 0 ? 'Lakewarden' : parts.join(' ')}`;
}

function tooltipOf(sentence: string): MarkdownString {
  const links = [
    '[Restart](command:lakewarden.restart)',
    '[Output](command:lakewarden.showOutput)',
    `[Settings](command:workbench.action.openSettings?${encodeURIComponent('["lakewarden"]')})`,
  ];
  const tooltip = new MarkdownString(`**Lakewarden**\n\n${sentence}\n\n${links.join(' · ')}`);
  tooltip.isTrusted = { enabledCommands: commandsInTooltip };
  return tooltip;
}

/** Says, above all, why a file is not checked. */
function sentenceOf(state: ServerState, status: StatusResult | undefined, counts: Counts): string {
  if (state === 'off') return 'Not checked: the setting `lakewarden.enable` is off.';
  if (state === 'stopped') return 'Not checked: the language server has stopped.';
  if (state !== 'running') return 'The language server is starting.';
  if (status === undefined) return resultOf(counts);
  return status.checked ? `${status.why} ${resultOf(counts)}` : status.why;
}

function resultOf({ errors, warnings, advice }: Counts): string {
  const parts = [
    plural(errors, 'error', 'errors'),
    plural(warnings, 'warning', 'warnings'),
    plural(advice, 'piece of advice', 'pieces of advice'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'No findings.' : `Found: ${parts.join(', ')}.`;
}

function plural(count: number, one: string, many: string): string {
  if (count === 0) return '';
  return `${count} ${count === 1 ? one : many}`;
}

function countFindings(uri: Uri): Counts {
  const severities = languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'lakewarden')
    .map(({ severity }) => severity);
  const errors = severities.filter((severity) => severity === DiagnosticSeverity.Error).length;
  const warnings = severities.filter((severity) => severity === DiagnosticSeverity.Warning).length;
  return { errors, warnings, advice: severities.length - errors - warnings };
}
