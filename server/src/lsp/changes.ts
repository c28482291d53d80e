import type { CancellationToken } from 'vscode-languageserver';
import { cancelled } from './guard';

/** Counts what may have changed findings, so that a long request can wait for the next time. */
export class Changes {
  count = 0;
  private waiting = new Set<() => void>();

  add(): void {
    this.count += 1;
    const woken = this.waiting;
    this.waiting = new Set();
    for (const wake of woken) wake();
  }

  /** Resolves as soon as more has changed than `count`; rejects when the client cancels. */
  after(count: number, token: CancellationToken): Promise<void> {
    if (this.count > count) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const stop = token.onCancellationRequested(() => {
        this.waiting.delete(wake);
        stop.dispose();
        reject(cancelled());
      });
      const wake = () => {
        stop.dispose();
        resolve();
      };
      this.waiting.add(wake);
    });
  }
}
