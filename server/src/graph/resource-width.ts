import type { Place } from '../base/range';
import type { Value } from '../base/value';
import { splitArn } from '../iam/pattern';
import type { Statement } from '../iam/policy';
import type { Graph } from './graph';

/** The item of `Resource` that names every resource there is: `*`. */
export function everyResource({ resources }: Statement, graph: Graph): Value | undefined {
  if (resources === undefined || resources.negated) return undefined;
  return resources.items.find((item) => isEverything(graph.names.glob(item).text));
}

/** The item that names every resource of a kind: `*`, `arn:aws:s3:::*`, `arn:aws:iam::111122223333:role/*`. */
export function wideResource({ resources }: Statement, graph: Graph): Value | undefined {
  if (resources === undefined || resources.negated) return undefined;
  return resources.items.find((item) => isWide(item, graph));
}

/** True for a value that names every resource of a kind in an account. */
export function isWide(item: Value, graph: Graph): boolean {
  const pattern = graph.names.glob(item);
  if (isEverything(pattern.text)) return true;
  const parts = splitArn(pattern).map(({ text }) => text);
  const [arn, , service, , , resource = ''] = parts;
  if (arn !== 'arn') return false;
  if (service === '*') return true;
  // A bucket's name stands where others have the type of the resource.
  return service === 's3'
    ? /^\*(?:\/\*)*$/.test(resource)
    : /^(?:[a-z-]+[:/])?\*(?:[:/]\*)*$/i.test(resource);
}

function isEverything(text: string): boolean {
  return /^\*+$/.test(text) || /^arn:(?:aws|\*):\*(?::\*)*$/.test(text);
}

/** Where to point when a statement is about resources that it names too widely. */
export function widthAt(statement: Statement, item: Value | undefined): Place {
  return item?.at ?? statement.resources?.keyAt ?? statement.at;
}
