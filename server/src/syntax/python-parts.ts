import type { SyntaxNode } from '@lezer/common';
import type { Building } from './python-expressions';
import {
  buildExpression,
  buildName,
  childrenOf,
  expressionsIn,
  isExpression,
  other,
} from './python-expressions';
import { contentText } from './python-strings';
import type {
  CallArgument,
  ComprehensionExpression,
  DictEntry,
  Expression,
  NameExpression,
  OtherExpression,
  Parameter,
} from './python-tree';

export function buildParameters(building: Building, list: SyntaxNode): Parameter[] {
  const parameters: Parameter[] = [];
  let stars: 0 | 1 | 2 = 0;
  let name: NameExpression | undefined;
  let value: Expression | undefined;
  const finish = () => {
    if (name) parameters.push({ name, stars, default: value });
    stars = 0;
    name = undefined;
    value = undefined;
  };
  for (const child of childrenOf(list)) {
    if (child.name === ',') finish();
    else if (child.name === '*') stars = 1;
    else if (child.name === '**') stars = 2;
    else if (child.name === 'VariableName' && !name) name = buildName(building, child);
    else if (isExpression(child)) value = buildExpression(building, child);
  }
  finish();
  return parameters;
}

export function buildArguments(building: Building, list: SyntaxNode): CallArgument[] {
  const children = childrenOf(list);
  if (children.some((child) => child.name === 'for')) {
    return [{ name: undefined, stars: 0, value: comprehension(building, list, 'list') }];
  }
  const found: CallArgument[] = [];
  let stars: 0 | 1 | 2 = 0;
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (!child) continue;
    if (child.name === ',') stars = 0;
    else if (child.name === '*') stars = 1;
    else if (child.name === '**') stars = 2;
    else if (child.name === 'VariableName' && children[i + 1]?.name === 'AssignOp') {
      const value = children[i + 2];
      const name = buildName(building, child);
      i++;
      if (!value || !isExpression(value)) continue;
      found.push({ name, stars: 0, value: buildExpression(building, value) });
      i++;
    } else if (isExpression(child)) {
      found.push({ name: undefined, stars, value: buildExpression(building, child) });
    }
  }
  return found;
}

/** The stretches of an f-string and the expressions between them. */
export function formatParts(building: Building, node: SyntaxNode): Expression[] {
  const { source, base } = building;
  const opening = /^([A-Za-z]{0,3})('''|"""|'|")/.exec(source.slice(node.from, node.from + 6));
  const quote = opening?.[2] ?? '';
  const raw = /r/i.test(opening?.[1] ?? '');
  const parts: Expression[] = [];
  const literal = (start: number, end: number) => {
    if (end <= start) return;
    const text = contentText(source.slice(start, end), raw).replace(/\{\{|\}\}/g, (pair) => pair.charAt(0));
    parts.push({ kind: 'string', text, from: start - base, to: end - base });
  };
  let position = node.from + (opening?.[0].length ?? 0);
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'FormatReplacement') continue;
    literal(position, child.from);
    const inner = expressionsIn(building, child)[0];
    parts.push(inner ?? other(building, child, '', []));
    position = child.to;
  }
  const closed = node.to - quote.length >= position && source.slice(position, node.to).endsWith(quote);
  literal(position, closed ? node.to - quote.length : node.to);
  return parts;
}

export function dictEntries(building: Building, node: SyntaxNode): DictEntry[] {
  const entries: DictEntry[] = [];
  const children = childrenOf(node);
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    const next = children[i + 1];
    if (!child) continue;
    if (child.name === '**' && next && isExpression(next)) {
      entries.push({ key: undefined, value: buildExpression(building, next) });
      i++;
    } else if (isExpression(child) && next?.name === ':') {
      const value = children[i + 2];
      if (!value || !isExpression(value)) continue;
      entries.push({ key: buildExpression(building, child), value: buildExpression(building, value) });
      i += 2;
    }
  }
  return entries;
}

export function comprehension(
  building: Building,
  node: SyntaxNode,
  of: 'list' | 'dict',
): ComprehensionExpression | OtherExpression {
  const before: Expression[] = [];
  const clauses: { target: Expression; from: Expression }[] = [];
  const conditions: Expression[] = [];
  let targets: Expression[] | undefined;
  let expecting: 'element' | 'target' | 'from' | 'condition' = 'element';
  for (const child of childrenOf(node)) {
    if (child.name === 'for') {
      expecting = 'target';
      targets = [];
    } else if (child.name === 'in') expecting = 'from';
    else if (child.name === 'if') expecting = 'condition';
    else if (isExpression(child)) {
      const expression = buildExpression(building, child);
      if (expecting === 'element') before.push(expression);
      else if (expecting === 'target') targets?.push(expression);
      else if (expecting === 'condition') conditions.push(expression);
      else clauses.push({ target: asTarget(targets ?? []) ?? expression, from: expression });
    }
  }
  const key = of === 'dict' ? before[0] : undefined;
  const element = of === 'dict' ? before[1] : before[0];
  if (!element)
    return other(
      building,
      node,
      '',
      clauses.map((clause) => clause.from),
    );
  return {
    kind: 'comprehension',
    of,
    clauses,
    conditions,
    key,
    element,
    from: node.from - building.base,
    to: node.to - building.base,
  };
}

/** One expression for the targets of an assignment or loop: several become a list. */
export function asTarget(targets: readonly Expression[]): Expression | undefined {
  const [first] = targets;
  const last = targets[targets.length - 1];
  if (!first || !last || targets.length === 1) return first;
  return {
    kind: 'list',
    items: targets.map((value) => ({ stars: 0, value })),
    from: first.from,
    to: last.to,
  };
}
