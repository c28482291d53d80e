/**
 * The kind of an error and where it was thrown. Its message is left out, also where the stack repeats it, because it may
 * quote a file, and so a secret.
 */
export function describeError(error: unknown, mostFrames: number, separator: string): string {
  if (!(error instanceof Error)) return 'an error';
  const frames = (error.stack ?? '').split('\n').filter((line) => frame.test(line));
  const places = frames.map((line) => line.trim()).slice(0, mostFrames);
  return [error.constructor.name, ...places].join(separator);
}

/** A line of V8's stack trace that is nothing but names and a place. */
const frame = /^\s{4}at (?:[\w$.<>[\] ]+ \()?(?:file:|node:|\/|[A-Za-z]:\\)[^\s]*:\d+:\d+\)?$/;
