import type { SyntaxNode } from '@lezer/common';
import { buildArguments, buildParameters, comprehension, dictEntries, formatParts } from './python-parts';
import { literalText } from './python-strings';
import type { Expression, Item, NameExpression, OtherExpression } from './python-tree';

/** Where the expressions of one statement are built. */
export interface Building {
  readonly source: string;
  /** Offset of the statement in the source. */
  readonly base: number;
  /** Last names of what is called. */
  readonly calls: string[];
  depth: number;
}

/** Deeper nesting is not read: no program that people write needs it, and reading it would overflow the stack. */
const deepest = 400;

/** The expression that a node of the grammar stands for. Never fails: what is damaged becomes `other`. */
export function buildExpression(building: Building, node: SyntaxNode): Expression {
  if (building.depth >= deepest) return other(building, node, '', []);
  building.depth++;
  try {
    return build(building, node);
  } finally {
    building.depth--;
  }
}

/** The children of a node without punctuation-free noise: comments and error marks are left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.type.isError || child.name === 'Comment') continue;
    children.push(child);
  }
  return children;
}

/** True for nodes that are expressions; tokens and statements are not. */
export function isExpression(node: SyntaxNode): boolean {
  return expressionNames.has(node.name);
}

export function buildName(building: Building, node: SyntaxNode): NameExpression {
  return {
    kind: 'name',
    id: building.source.slice(node.from, node.to),
    from: node.from - building.base,
    to: node.to - building.base,
  };
}

const expressionNames = new Set([
  'VariableName',
  'String',
  'FormatString',
  'ContinuedString',
  'Number',
  'Boolean',
  'None',
  'Ellipsis',
  'ArrayExpression',
  'TupleExpression',
  'SetExpression',
  'ParenthesizedExpression',
  'DictionaryExpression',
  'ArrayComprehensionExpression',
  'ComprehensionExpression',
  'DictionaryComprehensionExpression',
  'SetComprehensionExpression',
  'CallExpression',
  'MemberExpression',
  'BinaryExpression',
  'UnaryExpression',
  'ConditionalExpression',
  'LambdaExpression',
  'AwaitExpression',
  'YieldExpression',
  'NamedExpression',
]);

function build(building: Building, node: SyntaxNode): Expression {
  const { source, base } = building;
  const from = node.from - base;
  const to = node.to - base;
  switch (node.name) {
    case 'VariableName':
      return buildName(building, node);
    case 'String':
      return { kind: 'string', text: literalText(source.slice(node.from, node.to)), from, to };
    case 'FormatString':
      return { kind: 'format', parts: formatParts(building, node), from, to };
    case 'ContinuedString':
      return { kind: 'joined', parts: expressionsIn(building, node), from, to };
    case 'Number':
      return number(source.slice(node.from, node.to), from, to);
    case 'Boolean': {
      const text = source.slice(node.from, node.to);
      return { kind: 'constant', value: text === 'True', text, from, to };
    }
    case 'None':
      return { kind: 'constant', value: null, text: 'None', from, to };
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return { kind: 'list', items: buildItems(building, childrenOf(node)), from, to };
    case 'ParenthesizedExpression':
    case 'AwaitExpression': {
      const inner = childrenOf(node).find(isExpression);
      return inner ? buildExpression(building, inner) : other(building, node, '', []);
    }
    case 'DictionaryExpression':
      return { kind: 'dict', entries: dictEntries(building, node), from, to };
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
    case 'SetComprehensionExpression':
      return comprehension(building, node, 'list');
    case 'DictionaryComprehensionExpression':
      return comprehension(building, node, 'dict');
    case 'CallExpression':
      return call(building, node);
    case 'MemberExpression':
      return member(building, node);
    case 'BinaryExpression':
      return binary(building, node);
    case 'ConditionalExpression': {
      const [then, test, otherwise] = expressionsIn(building, node);
      if (!then || !test || !otherwise) break;
      return { kind: 'conditional', test, then, otherwise, from, to };
    }
    case 'LambdaExpression': {
      const list = node.getChild('ParamList');
      const body = node.lastChild;
      if (!body || !isExpression(body)) break;
      const parameters = list ? buildParameters(building, list) : [];
      return { kind: 'lambda', parameters, body: buildExpression(building, body), from, to };
    }
    case 'NamedExpression': {
      const [target, value] = expressionsIn(building, node);
      if (!target || !value) break;
      return { kind: 'named', target, value, from, to };
    }
  }
  const operator = node.firstChild && !isExpression(node.firstChild) ? node.firstChild : undefined;
  return other(
    building,
    node,
    operator ? source.slice(operator.from, operator.to) : '',
    expressionsIn(building, node),
  );
}

/** Items of a list, tuple, or of an assignment's side (`a, *b`). */
export function buildItems(building: Building, children: readonly SyntaxNode[]): Item[] {
  const items: Item[] = [];
  let stars: 0 | 1 = 0;
  for (const child of children) {
    if (child.name === '*') stars = 1;
    else if (child.name === ',') stars = 0;
    else if (isExpression(child)) items.push({ stars, value: buildExpression(building, child) });
  }
  return items;
}

export function expressionsIn(building: Building, node: SyntaxNode): Expression[] {
  const found: Expression[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (isExpression(child)) found.push(buildExpression(building, child));
  }
  return found;
}

export function other(
  building: Building,
  node: SyntaxNode,
  operator: string,
  children: readonly Expression[],
): OtherExpression {
  return { kind: 'other', operator, children, from: node.from - building.base, to: node.to - building.base };
}

function number(text: string, from: number, to: number): Expression {
  const value = Number(text.replace(/_/g, ''));
  if (Number.isNaN(value)) return { kind: 'other', operator: '', children: [], from, to };
  return { kind: 'constant', value, text, from, to };
}

function call(building: Building, node: SyntaxNode): Expression {
  const first = node.firstChild;
  const callee: Expression =
    first && isExpression(first) ? buildExpression(building, first) : other(building, node, '', []);
  const list = node.getChild('ArgList');
  const args = list ? buildArguments(building, list) : [];
  if (callee.kind === 'name') building.calls.push(callee.id);
  else if (callee.kind === 'attribute') building.calls.push(callee.name.id);
  return { kind: 'call', callee, args, from: node.from - building.base, to: node.to - building.base };
}

function member(building: Building, node: SyntaxNode): Expression {
  const children = childrenOf(node);
  const [first, bracket] = children;
  const last = children[children.length - 1];
  if (!first || !isExpression(first)) return other(building, node, '', []);
  const object = buildExpression(building, first);
  const span = { from: node.from - building.base, to: node.to - building.base };
  if (last?.name === 'PropertyName')
    return { kind: 'attribute', object, name: buildName(building, last), ...span };
  if (bracket?.name !== '[') return object;
  const inside = children.slice(2).filter((child) => child.name !== ']');
  const [index] = inside;
  if (inside.length === 1 && index && isExpression(index)) {
    return { kind: 'subscript', object, index: buildExpression(building, index), ...span };
  }
  return { kind: 'subscript', object, index: undefined, ...span };
}

/** Chains such as `a + b + … + z` nest to the left; they are read in a loop because generated code has long ones. */
function binary(building: Building, node: SyntaxNode): Expression {
  const rest: { operator: string; operand: Expression }[] = [];
  let current = node;
  while (current.name === 'BinaryExpression') {
    const children = childrenOf(current);
    const left = children[0];
    const right = children[children.length - 1];
    if (!left || !right || left === right || !isExpression(left) || !isExpression(right)) break;
    const operator = children
      .slice(1, -1)
      .map((child) => building.source.slice(child.from, child.to))
      .join(' ');
    rest.push({ operator, operand: buildExpression(building, right) });
    current = left;
  }
  if (rest.length === 0) return other(building, node, '', expressionsIn(building, node));
  const first = current === node ? other(building, node, '', []) : buildExpression(building, current);
  rest.reverse();
  return { kind: 'binary', first, rest, from: node.from - building.base, to: node.to - building.base };
}
