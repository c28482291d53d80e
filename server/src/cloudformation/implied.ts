import type { Node } from '../syntax/tree';
import { intrinsicOf } from './intrinsic';
import type { Template } from './template';

/** Outcomes of named conditions, known from where something is written. */
export type Outcomes = ReadonlyMap<string, boolean>;

/** The outcome of a condition wherever others have the given outcomes; undefined where it can still be either. */
export function impliedOutcome(condition: string, given: Outcomes, template: Template): boolean | undefined {
  const facts = new Map<string, boolean>();
  for (const [name, outcome] of given) learn(name, outcome, facts, template);
  return outcomeOf(condition, facts, template, new Set());
}

/** True when wherever one condition holds another does too. */
export function implies(condition: string, other: string, template: Template): boolean {
  return impliedOutcome(other, new Map([[condition, true]]), template) === true;
}

function learn(name: string, outcome: boolean, facts: Map<string, boolean>, template: Template): void {
  if (facts.has(name)) return;
  facts.set(name, outcome);
  const node = template.conditions.get(name)?.node;
  if (node !== undefined) learnFrom(node, outcome, facts, template);
}

/** Every operand of an `Fn::And` that holds, and of an `Fn::Or` that does not, is known. */
function learnFrom(node: Node, outcome: boolean, facts: Map<string, boolean>, template: Template): void {
  const { name, operands } = formulaOf(node);
  if (name === 'Condition') {
    if (operands[0]?.kind === 'scalar') learn(operands[0].text, outcome, facts, template);
  } else if (name === 'Fn::Not') {
    for (const operand of operands) learnFrom(operand, !outcome, facts, template);
  } else if (name === (outcome ? 'Fn::And' : 'Fn::Or')) {
    for (const operand of operands) learnFrom(operand, outcome, facts, template);
  }
}

function outcomeOf(
  condition: string,
  facts: Outcomes,
  template: Template,
  asked: ReadonlySet<string>,
): boolean | undefined {
  const known = facts.get(condition);
  const node = template.conditions.get(condition)?.node;
  if (known !== undefined || node === undefined || asked.has(condition)) return known;
  return formulaOutcome(node, facts, template, new Set([...asked, condition]));
}

function formulaOutcome(
  node: Node,
  facts: Outcomes,
  template: Template,
  asked: ReadonlySet<string>,
): boolean | undefined {
  const { name, operands } = formulaOf(node);
  const outcomes = (): (boolean | undefined)[] =>
    operands.map((operand) => formulaOutcome(operand, facts, template, asked));
  switch (name) {
    case 'Condition':
      return operands[0]?.kind === 'scalar' ? outcomeOf(operands[0].text, facts, template, asked) : undefined;
    case 'Fn::Not': {
      const [inner] = outcomes();
      return inner === undefined ? undefined : !inner;
    }
    case 'Fn::And':
    case 'Fn::Or': {
      const decisive = name === 'Fn::Or';
      const all = outcomes();
      if (all.includes(decisive)) return decisive;
      return all.includes(undefined) ? undefined : !decisive;
    }
    default:
      return undefined;
  }
}

function formulaOf(node: Node): { readonly name: string; readonly operands: readonly Node[] } {
  const reference = node.kind === 'map' && node.pairs.length === 1 ? node.get('Condition') : undefined;
  const intrinsic = reference === undefined ? intrinsicOf(node) : { name: 'Condition', argument: reference };
  if (intrinsic === undefined) return { name: '', operands: [] };
  const { name, argument } = intrinsic;
  return { name, operands: argument.kind === 'sequence' ? argument.items : [argument] };
}
