import type { Value } from '../base/value';
import { unknown } from '../base/value';
import type { Body, Expression, Statement } from '../syntax/python-tree';
import { assignTo } from './assign';
import { added, evaluate } from './evaluate';
import { defineFunction } from './functions';
import type { ClassMeaning } from './meaning';
import { join, meaning, meaningOf } from './meaning';
import { elementOf, resolved } from './members';
import { importNames } from './modules';
import type { Frame, Run } from './run';
import { placeOf, recordString } from './run';
import { assignName, newScope, takeOneOf } from './scope';

/** Runs a body whose offsets count from `base`; true when it always leaves before its end. */
export function runBody(frame: Frame, body: Body, base: number): boolean {
  const outer = frame.base;
  let left = false;
  for (const { offset, statement } of body) {
    // The top level of a module is run once.
    if (frame.silent && frame.within !== undefined && isSpent(frame.run)) break;
    frame.base = base + offset;
    if (runStatement(frame, statement)) left = true;
  }
  frame.base = outer;
  return left;
}

function isSpent(run: Run): boolean {
  run.minded = true;
  return run.budget-- <= 0;
}

export function runStatement(frame: Frame, statement: Statement): boolean {
  const { base } = frame;
  switch (statement.kind) {
    case 'expression':
      return runExpressions(frame, statement.expressions);
    case 'assign': {
      const value = evaluate(frame, statement.value);
      for (const target of statement.targets) assignTo(frame, target, value, statement.value);
      return false;
    }
    case 'augment': {
      const before = evaluate(frame, statement.target);
      const value = evaluate(frame, statement.value);
      const at = placeOf(frame, { from: statement.target.from, to: statement.value.to });
      const sum =
        statement.operator === '+' ? added([before, value], at) : unknown('the result of an operation', at);
      assignTo(frame, statement.target, sum, statement.value);
      return false;
    }
    case 'branch': {
      for (const test of statement.tests) evaluate(frame, test);
      const [way] = statement.ways;
      if (way && statement.ways.length === 1 && isMainGuard(statement.tests[0]))
        return runBody(frame, way, base);
      let leaving = statement.complete;
      const ways = statement.ways.map((body) => () => {
        const left = runBody(frame, body, base);
        leaving &&= left;
        return left;
      });
      takeOneOf(frame.scope, ways, statement.complete);
      return leaving && ways.length > 0;
    }
    case 'for': {
      const from = statement.from ? evaluate(frame, statement.from) : undefined;
      takeOneOf(
        frame.scope,
        [
          () => {
            if (statement.target && from) assignTo(frame, statement.target, elementOf(from), undefined);
            runBody(frame, statement.body, base);
            return false;
          },
        ],
        from?.kind === 'list' && !from.open && from.items.length > 0,
      );
      return runBody(frame, statement.otherwise, base);
    }
    case 'try': {
      const left = runBody(frame, statement.body, base);
      const handlers = statement.handlers.map((body) => () => runBody(frame, body, base));
      takeOneOf(frame.scope, handlers, false);
      return runBody(frame, statement.after, base) || (left && statement.handlers.length === 0);
    }
    case 'with': {
      for (const { value: node, target } of statement.items) {
        const value = evaluate(frame, node);
        if (target) assignTo(frame, target, value, node);
      }
      return runBody(frame, statement.body, base);
    }
    case 'function':
      defineFunction(frame, statement);
      return false;
    case 'class':
      runClass(frame, statement);
      return false;
    case 'return':
      if (statement.value) frame.returned = joinReturned(frame.returned, evaluate(frame, statement.value));
      return true;
    case 'leave':
      for (const expression of statement.expressions) evaluate(frame, expression);
      return true;
    case 'import':
      importNames(frame, statement);
      return false;
    case 'global':
      for (const name of statement.names) frame.scope.outer.add(name);
      return false;
    case 'group':
      return runBody(frame, statement.body, base);
  }
}

/** `None` on an early way out says nothing about what a function answers otherwise. */
function joinReturned(before: Value | undefined, value: Value): Value {
  if (before === undefined || (before.kind === 'scalar' && before.value === null)) return value;
  return value.kind === 'scalar' && value.value === null ? before : join(before, value);
}

function runExpressions(frame: Frame, expressions: readonly Expression[]): boolean {
  const [only] = expressions;
  // A text that stands alone is documentation.
  if (expressions.length === 1 && (only?.kind === 'string' || only?.kind === 'joined')) return false;
  for (const expression of expressions) {
    const value = evaluate(frame, expression, expression.kind === 'string');
    if (expression.kind === 'string') recordString(frame, value);
  }
  const callee = only?.kind === 'call' ? only.callee : undefined;
  return callee?.kind === 'attribute' && callee.name.id === 'exit';
}

/** `if __name__ == '__main__':` and `if True:` always run. */
function isMainGuard(test: Expression | undefined): boolean {
  if (test?.kind === 'constant') return test.value === true;
  return test?.kind === 'binary' && test.first.kind === 'name' && test.first.id === '__name__';
}

function addHeir({ heirs, scope }: ClassMeaning, of: ClassMeaning): void {
  scope.ledger.change(scope.owner, () => {
    heirs.push(of);
    return () => void heirs.pop();
  });
}

function runClass(frame: Frame, node: Extract<Statement, { kind: 'class' }>): void {
  for (const decorator of node.decorators) evaluate(frame, decorator);
  const bases = node.bases.map((argument) => evaluate(frame, argument.value));
  const scope = newScope(frame.run.ledger, frame.scope, bases);
  const of: ClassMeaning = { is: 'class', name: node.name.id, scope, heirs: [], fields: node.fields };
  for (const base of bases) {
    const extended = meaningOf(resolved(base));
    if (extended?.is === 'class') addHeir(extended, of);
  }
  const inner: Frame = { ...frame, scope, classBeingRead: of };
  runBody(inner, node.body, frame.base);
  assignName(frame.scope, node.name.id, meaning(of, 'a class', placeOf(frame, node.name)));
}
