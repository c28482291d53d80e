import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Run {
  readonly milliseconds: number;
  /** User and system time of the process, which other work on the machine does not stretch. */
  readonly cpuMilliseconds: number;
  /** Most memory held at once. */
  readonly megabytes: number;
  readonly output: string;
}

/** Tells what a process used, on its way out. */
const tell = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('\\nused ' + JSON.stringify({ maxRSS, cpu: userCPUTime + systemCPUTime }));
});`;

/** Runs the built command line and measures it from outside. */
export async function runCommandLine(root: string, args: readonly string[]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'lakewarden-bench-'));
  const hook = join(folder, 'tell.cjs');
  // Required and not imported: with `--import` the loader of modules reads the whole program too, which takes 30 MB.
  writeFileSync(hook, tell);
  const begin = performance.now();
  const child = spawn(process.execPath, ['--require', hook, join(root, 'dist/cli.cjs'), ...args], {
    cwd: root,
  });
  const output = collect(child.stdout);
  const errors = collect(child.stderr);
  await once(child, 'close');
  const milliseconds = performance.now() - begin;
  rmSync(folder, { recursive: true, force: true });
  const used = /\nused (\{.*\})/.exec(errors.text)?.[1];
  const { maxRSS, cpu }: { maxRSS: number; cpu: number } = JSON.parse(used ?? '{"maxRSS":0,"cpu":0}');
  return { milliseconds, cpuMilliseconds: cpu / 1000, megabytes: maxRSS / 1024, output: output.text };
}

/** From the start of the server's process to the first diagnostics of an opened file, and the memory then held. */
export async function timeServer(
  root: string,
  text: string,
): Promise<Omit<Run, 'cpuMilliseconds' | 'output'>> {
  const begin = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/cli.cjs'), 'lsp', '--stdio'], { cwd: root });
  const answers = collect(child.stdout);
  const uri = 'file:///bench/template.yaml';
  send(child, { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  await answers.until('"id":1');
  send(child, { method: 'initialized', params: {} });
  const textDocument = { uri, languageId: 'yaml', version: 1, text };
  send(child, { method: 'textDocument/didOpen', params: { textDocument } });
  await answers.until('publishDiagnostics');
  const milliseconds = performance.now() - begin;
  const megabytes = residentMegabytes(child.pid);
  child.kill();
  await once(child, 'close');
  return { milliseconds, megabytes };
}

function send(child: ChildProcess, message: object): void {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

interface Collected {
  text: string;
  /** Resolves when the text has come, or when nothing more comes. */
  until(part: string): Promise<void>;
}

function collect(stream: NodeJS.ReadableStream): Collected {
  const collected: Collected = {
    text: '',
    until: (part) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!collected.text.includes(part)) return;
          stream.off('data', look);
          resolve();
        };
        stream.on('data', look);
        stream.once('end', () => reject(new Error(`The server left without ${part}.`)));
        look();
      }),
  };
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    collected.text += chunk;
  });
  return collected;
}

/** Zero where the system does not tell. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
