import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../base/range';
import { touches } from './python-errors';
import type { Building } from './python-expressions';
import { buildExpression, buildItems, buildName, childrenOf, isExpression } from './python-expressions';
import { asTarget, buildArguments, buildParameters } from './python-parts';
import type { Body, Expression, ImportedName, Placed, Statement } from './python-tree';
import type { StatementCache } from './statement-cache';

/** Bodies nested deeper than this are not read. */
const deepest = 80;

/** A document being read. */
export interface Reading {
  readonly source: string;
  readonly cache: StatementCache;
  /** The error nodes, in order. */
  readonly errors: readonly Range[];
}

/** The statements directly under `node`, placed relative to `base`. */
export function buildBody(reading: Reading, node: SyntaxNode, base: number, nesting = 0): Placed[] {
  const body: Placed[] = [];
  if (nesting > deepest) return body;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.to === child.from || child.name === 'Comment' || child.name === ':') continue;
    if (child.type.isError && !child.firstChild) continue;
    body.push({ offset: child.from - base, statement: statementOf(reading, child, nesting) });
  }
  return body;
}

function statementOf(reading: Reading, node: SyntaxNode, nesting: number): Statement {
  if (touches(reading.errors, node.from, node.to)) return buildStatement(reading, node, nesting);
  const text = reading.source.slice(node.from, node.to);
  const known = reading.cache.get(node.name, text);
  if (known) return known;
  const statement = buildStatement(reading, node, nesting);
  reading.cache.set(node.name, text, statement);
  return statement;
}

type Shape = Statement extends infer S
  ? S extends Statement
    ? Omit<S, 'length' | 'calls' | 'returns'>
    : never
  : never;

function buildStatement(reading: Reading, node: SyntaxNode, nesting: number): Statement {
  const building: Building = { source: reading.source, base: node.from, calls: [], depth: 0 };
  const context: Context = { building, reading, nesting, nested: [] };
  const shape = build(context, node);
  const calls = new Set(building.calls);
  let returns = shape.kind === 'return' && shape.value !== undefined;
  for (const body of context.nested) {
    for (const { statement } of body) {
      for (const name of statement.calls) calls.add(name);
      if (statement.kind !== 'function' && statement.kind !== 'class' && statement.returns) returns = true;
    }
  }
  return { ...shape, length: node.to - node.from, calls: [...calls], returns } as Statement;
}

interface Context {
  readonly building: Building;
  readonly reading: Reading;
  readonly nesting: number;
  /** Every body below the statement. */
  readonly nested: Body[];
}

function build(context: Context, node: SyntaxNode): Shape {
  const { building } = context;
  switch (node.name) {
    case 'AssignStatement':
      return assignment(building, node);
    case 'UpdateStatement': {
      const children = childrenOf(node);
      const [target, operator] = children;
      const value = sideOf(building, children.slice(2));
      if (!target || !operator || !value || !isExpression(target)) break;
      const text = building.source.slice(operator.from, operator.to).replace('=', '');
      return { kind: 'augment', target: buildExpression(building, target), operator: text, value };
    }
    case 'DecoratedStatement':
      return decorated(context, node);
    case 'FunctionDefinition':
      return definition(context, node, []);
    case 'ClassDefinition':
      return classDefinition(context, node, []);
    case 'IfStatement':
    case 'MatchStatement':
      return branch(context, node);
    case 'WhileStatement':
      return { ...branch(context, node), complete: false };
    case 'ForStatement':
      return loop(context, node);
    case 'TryStatement':
      return attempt(context, node);
    case 'WithStatement':
      return withStatement(context, node);
    case 'ReturnStatement':
      return { kind: 'return', value: sideOf(building, childrenOf(node).slice(1)) };
    case 'RaiseStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return { kind: 'leave', expressions: expressionsUnder(building, node) };
    case 'ImportStatement':
      return importStatement(building.source, node);
    case 'ScopeStatement':
      return {
        kind: 'global',
        names: node.getChildren('VariableName').map((name) => building.source.slice(name.from, name.to)),
      };
    case 'StatementGroup':
      return { kind: 'group', body: bodyOf(context, node) };
  }
  return { kind: 'expression', expressions: expressionsUnder(building, node) };
}

function bodyOf(context: Context, node: SyntaxNode): Body {
  const body = buildBody(context.reading, node, context.building.base, context.nesting + 1).filter(
    (placed) => placed.statement.length > 0,
  );
  context.nested.push(body);
  return body;
}

/** The expressions directly under a node; the node itself when it is one (an error may leave it alone). */
function expressionsUnder(building: Building, node: SyntaxNode): Expression[] {
  if (isExpression(node)) return [buildExpression(building, node)];
  return childrenOf(node)
    .filter(isExpression)
    .map((child) => buildExpression(building, child));
}

/** One side of an assignment: `a, b` is a tuple. */
function sideOf(building: Building, children: readonly SyntaxNode[]): Expression | undefined {
  const expressions = children.filter(isExpression);
  const [first] = expressions;
  const last = expressions[expressions.length - 1];
  if (!first || !last) return undefined;
  if (!children.some((child) => child.name === ',' || child.name === '*'))
    return buildExpression(building, first);
  const items = buildItems(building, children);
  return { kind: 'list', items, from: first.from - building.base, to: last.to - building.base };
}

function assignment(building: Building, node: SyntaxNode): Shape {
  const sides: SyntaxNode[][] = [[]];
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp') sides.push([]);
    else if (child.name !== 'TypeDef') sides[sides.length - 1]?.push(child);
  }
  const expressions = sides.map((side) => sideOf(building, side));
  const value = sides.length > 1 ? expressions[expressions.length - 1] : undefined;
  const targets = expressions.slice(0, -1).filter((target) => target !== undefined);
  if (!value) return { kind: 'expression', expressions: sides.length > 1 ? targets : [] };
  return { kind: 'assign', targets, value };
}

function decorated(context: Context, node: SyntaxNode): Shape {
  const decorators = node
    .getChildren('Decorator')
    .flatMap((decorator) => childrenOf(decorator))
    .filter((child) => child.name === 'ArgList' || isExpression(child))
    .flatMap((child) =>
      child.name === 'ArgList'
        ? buildArguments(context.building, child).map((argument) => argument.value)
        : [buildExpression(context.building, child)],
    );
  const inner = node.lastChild;
  if (inner?.name === 'FunctionDefinition') return definition(context, inner, decorators);
  if (inner?.name === 'ClassDefinition') return classDefinition(context, inner, decorators);
  return { kind: 'expression', expressions: decorators };
}

function definition(context: Context, node: SyntaxNode, decorators: readonly Expression[]): Shape {
  const name = node.getChild('VariableName');
  const list = node.getChild('ParamList');
  const body = node.getChild('Body');
  return {
    kind: 'function',
    name: name ? buildName(context.building, name) : { kind: 'name', id: '', from: 0, to: 0 },
    parameters: list ? buildParameters(context.building, list) : [],
    decorators,
    body: body ? bodyOf(context, body) : [],
  };
}

function classDefinition(context: Context, node: SyntaxNode, decorators: readonly Expression[]): Shape {
  const name = node.getChild('VariableName');
  const list = node.getChild('ArgList');
  const body = node.getChild('Body');
  return {
    kind: 'class',
    name: name ? buildName(context.building, name) : { kind: 'name', id: '', from: 0, to: 0 },
    bases: list ? buildArguments(context.building, list) : [],
    decorators,
    body: body ? bodyOf(context, body) : [],
    fields: body ? fieldsOf(context.building, body) : [],
  };
}

function fieldsOf({ source }: Building, body: SyntaxNode): readonly string[] {
  return body.getChildren('AssignStatement').flatMap((statement) => {
    const name = statement.firstChild;
    return name?.name === 'VariableName' && statement.getChild('TypeDef') !== null
      ? [source.slice(name.from, name.to)]
      : [];
  });
}

function branch(context: Context, node: SyntaxNode): Extract<Shape, { kind: 'branch' }> {
  const tests: Expression[] = [];
  const ways: Body[] = [];
  let complete = false;
  const visit = (parent: SyntaxNode) => {
    for (const child of childrenOf(parent)) {
      if (child.name === 'else') complete = true;
      else if (child.name === 'Body') ways.push(bodyOf(context, child));
      else if (child.name === 'MatchBody' || child.name === 'MatchClause') visit(child);
      else if (isExpression(child)) tests.push(buildExpression(context.building, child));
    }
  };
  visit(node);
  return { kind: 'branch', tests, ways, complete };
}

function loop(context: Context, node: SyntaxNode): Shape {
  const children = childrenOf(node);
  const inAt = children.findIndex((child) => child.name === 'in');
  const bodies = node.getChildren('Body');
  const before = inAt < 0 ? children : children.slice(0, inAt);
  const after = inAt < 0 ? [] : children.slice(inAt + 1);
  const [body, otherwise] = bodies;
  return {
    kind: 'for',
    target: asTarget(before.filter(isExpression).map((child) => buildExpression(context.building, child))),
    from: sideOf(context.building, after),
    body: body ? bodyOf(context, body) : [],
    otherwise: otherwise ? bodyOf(context, otherwise) : [],
  };
}

function attempt(context: Context, node: SyntaxNode): Shape {
  let clause = 'try';
  const handlers: Body[] = [];
  let body: Body = [];
  let after: Body = [];
  for (const child of childrenOf(node)) {
    if (child.name !== 'Body') {
      if (child.name === 'except' || child.name === 'else' || child.name === 'finally') clause = child.name;
      continue;
    }
    const built = bodyOf(context, child);
    if (clause === 'try') body = built;
    else if (clause === 'except') handlers.push(built);
    else if (clause === 'else') body = [...body, ...built];
    else after = built;
  }
  return { kind: 'try', body, handlers, after };
}

function withStatement(context: Context, node: SyntaxNode): Shape {
  const items: { value: Expression; target: Expression | undefined }[] = [];
  let takesTarget = false;
  let body: Body = [];
  for (const child of childrenOf(node)) {
    if (child.name === 'as') takesTarget = true;
    else if (child.name === 'Body') body = bodyOf(context, child);
    else if (isExpression(child)) {
      const expression = buildExpression(context.building, child);
      const last = items[items.length - 1];
      if (takesTarget && last) items[items.length - 1] = { value: last.value, target: expression };
      else items.push({ value: expression, target: undefined });
      takesTarget = false;
    }
  }
  return { kind: 'with', items, body };
}

function importStatement(source: string, node: SyntaxNode): Shape {
  const children = childrenOf(node);
  const isFrom = children[0]?.name === 'from';
  let module = '';
  let inNames = !isFrom;
  const names: ImportedName[] = [];
  let dotted = '';
  let alias: string | undefined;
  let takesAlias = false;
  const finish = () => {
    const first = isFrom ? dotted : (dotted.split('.')[0] ?? dotted);
    if (dotted !== '') names.push({ name: dotted, as: alias ?? first });
    dotted = '';
    alias = undefined;
    takesAlias = false;
  };
  for (const child of children.slice(1)) {
    const text = source.slice(child.from, child.to);
    if (child.name === 'import') inNames = true;
    else if (!inNames) module += text;
    else if (child.name === ',') finish();
    else if (child.name === 'as') takesAlias = true;
    else if (child.name === '(' || child.name === ')') continue;
    else if (takesAlias) alias = text;
    else dotted += text;
  }
  finish();
  return { kind: 'import', module: isFrom ? module : undefined, names };
}
