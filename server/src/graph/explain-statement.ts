import { asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { expandAction } from '../data/actions';
import { covers, intersects } from '../iam/matching';
import { glob, MANY } from '../iam/pattern';
import type { Statement } from '../iam/policy';
import { dataNear } from './access';
import type { Explanation } from './explain-access';
import type { Graph } from './graph';

/** How many actions a wildcard is spelled out to. */
const mostNames = 12;

/** What a statement says: the actions behind its wildcards, and which resources of the workspace it speaks of. */
export function explainStatement(statement: Statement, holder: Resource, graph: Graph): Explanation {
  const { effect, actions, resources } = statement;
  const notes = (actions?.items ?? []).flatMap((item) => {
    const text = asString(item);
    if (text === undefined || text === '*' || !/[*?]/.test(text)) return [];
    const found = expandAction(text);
    if (found === undefined) return [];
    const names = found.slice(0, mostNames).map((name) => `\`${name}\``);
    const more = found.length > mostNames ? ', …' : '';
    return [{ text: `\`${text}\` matches ${found.length} actions: ${names.join(', ')}${more}`, at: item.at }];
  });
  const named = dataNear(holder, graph).filter((data) => speaksOf(statement, data, graph));
  if (named.length > 0)
    notes.push({ text: `It speaks of ${named.map(({ id }) => id).join(', ')}.`, at: holder.idAt });
  else if (resources !== undefined)
    notes.push({ text: 'It speaks of no data that these files define.', at: holder.idAt });
  const verb = effect === 'Deny' ? 'Denies' : 'Allows';
  return {
    title: `${verb} ${actions?.negated ? 'everything but ' : ''}${count(actions?.items.length ?? 0)}`,
    access: undefined,
    notes,
  };
}

function count(actions: number): string {
  return actions === 1 ? 'one action' : `${actions} actions`;
}

function speaksOf({ resources }: Statement, data: Resource, graph: Graph): boolean {
  const arn = graph.arnOf(data);
  if (arn === undefined || resources === undefined) return false;
  const inside = glob(
    ...arn.tokens.map((token) => (typeof token === 'number' ? String.fromCharCode(token) : token)),
    MANY,
  );
  const met = resources.items.some((item) => {
    const pattern = graph.names.glob(item);
    return covers(pattern, arn) || (covers(inside, pattern) && intersects(inside, pattern));
  });
  return met !== resources.negated;
}
