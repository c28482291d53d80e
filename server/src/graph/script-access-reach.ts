import type { Place } from '../base/range';
import type { Script } from '../glue/script';

/**
 * Tells which places of a script are run: its top level, the function that is called, if one is, and what these name, one after
 * the other. A function that nothing names is not run.
 */
export function reachOf(script: Script, entry: string | undefined): (place: Place) => boolean {
  const bodies = bodiesOf(script);
  const inside = (offset: number) => bodies.find(({ start, end }) => start <= offset && offset < end);
  const reached = new Set<Body>();
  const pending = [outsideOf(script.text, bodies, entry)];
  if (entry !== undefined) pending.push(entry);
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    const names = new Set(text.match(/[A-Za-z_]\w*/g) ?? []);
    for (const body of bodies) {
      if (reached.has(body) || !names.has(body.name)) continue;
      reached.add(body);
      pending.push(script.text.slice(body.start, body.end));
    }
  }
  return ({ range }) => {
    const body = inside(range.start);
    return body === undefined || reached.has(body);
  };
}

interface Body {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Functions and classes of the top level, each to the next line that is not indented. */
function bodiesOf({ text, defines }: Script): Body[] {
  return defines.flatMap(({ name, at }) => {
    const lineEnd = text.indexOf('\n', at.range.end);
    if (lineEnd === -1) return [{ name, start: at.range.start, end: text.length }];
    const next = /^(?![ \t\r\n#)\]}]|$)/gm;
    next.lastIndex = lineEnd + 1;
    const end = next.exec(text)?.index ?? text.length;
    return [{ name, start: at.range.start, end }];
  });
}

/** The text of the top level; of a module that is imported for one function, without what runs it as a program. */
function outsideOf(text: string, bodies: readonly Body[], entry: string | undefined): string {
  let outside = '';
  let position = 0;
  for (const { start, end } of bodies) {
    outside += `${text.slice(position, start)}\n`;
    position = Math.max(position, end);
  }
  outside += text.slice(position);
  return entry === undefined ? outside : outside.replace(/^if __name__ ==[\s\S]*/m, '');
}
