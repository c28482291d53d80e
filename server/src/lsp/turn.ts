/** Lets everything that is already waiting (messages, timers) go first. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => defer(resolve));
}

/**
 * Runs `task` once after a burst of requests: each request puts it off until no further message is waiting.
 * A check is thus made for the newest text only, without waiting for a fixed time.
 */
export class Coalescing {
  private newest = 0;

  constructor(private readonly task: (isCurrent: () => boolean) => void) {}

  request(): void {
    this.newest += 1;
    const mine = this.newest;
    const isCurrent = () => mine === this.newest;
    void afterWaitingMessages().then(() => {
      if (isCurrent()) this.task(isCurrent);
    });
  }
}

/**
 * The protocol library takes one message per turn and asks for the next turn only after the message, so the
 * second turn from now comes after the next waiting message.
 */
export async function afterWaitingMessages(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

function defer(task: () => void): void {
  // Browsers have no setImmediate.
  if (typeof setImmediate === 'function') setImmediate(task);
  else setTimeout(task, 0);
}
