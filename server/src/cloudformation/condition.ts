import type { Value } from '../base/value';
import type { Node } from '../syntax/tree';
import { evaluate } from './evaluate';
import { intrinsicOf } from './intrinsic';
import type { Stack } from './stack';

/** The outcome of a named condition in the deployment that the stack belongs to; asks its decisions what it must. */
export function conditionHolds(name: string, stack: Stack): boolean {
  const node = stack.template.conditions.get(name);
  const outcome =
    node === undefined || stack.resolving.has(name)
      ? stack.decisions.holds(`${stack.id} condition ${name}`)
      : resolved(name, node, stack);
  stack.decisions.note(name, outcome);
  return outcome;
}

function resolved(name: string, node: Node, stack: Stack): boolean {
  stack.resolving.add(name);
  try {
    return formulaHolds(node, stack);
  } finally {
    stack.resolving.delete(name);
  }
}

function formulaHolds(node: Node, stack: Stack): boolean {
  const intrinsic = intrinsicOf(node) ?? conditionReference(node);
  if (intrinsic === undefined) return opaque(node, stack);
  const operands = intrinsic.argument.kind === 'sequence' ? intrinsic.argument.items : [];
  switch (intrinsic.name) {
    case 'Condition':
      return intrinsic.argument.kind === 'scalar' ? conditionHolds(intrinsic.argument.text, stack) : opaque(node, stack);
    case 'Fn::And':
      return operands.every((operand) => formulaHolds(operand, stack));
    case 'Fn::Or':
      return operands.some((operand) => formulaHolds(operand, stack));
    case 'Fn::Not':
      return operands[0] === undefined ? opaque(node, stack) : !formulaHolds(operands[0], stack);
    case 'Fn::Equals':
      return equal(operands, node, stack);
    default:
      return opaque(node, stack);
  }
}

/** `{ Condition: Name }` means a condition only among conditions; elsewhere it is a key like any other. */
function conditionReference(node: Node): { name: string; argument: Node } | undefined {
  if (node.kind !== 'map' || node.pairs.length !== 1) return undefined;
  const argument = node.get('Condition');
  return argument === undefined ? undefined : { name: 'Condition', argument };
}

function equal(operands: readonly Node[], node: Node, stack: Stack): boolean {
  const [left, right] = operands.map((operand) => evaluate(operand, stack));
  if (left === undefined || right === undefined) return opaque(node, stack);
  if (left.kind === 'scalar' && right.kind === 'scalar') return left.text === right.text;
  if (right.kind === 'scalar') return compare(left, right.text, stack);
  if (left.kind === 'scalar') return compare(right, left.text, stack);
  const [a, b] = [identity(left), identity(right)].sort();
  return a === b || stack.decisions.holds(`${a} equals ${b}`);
}

function compare(subject: Value, literal: string, stack: Stack): boolean {
  const parameter = parameterOf(subject, stack);
  const expected = parameter?.default === undefined ? undefined : parameter.default === literal;
  return stack.decisions.equals(identity(subject), literal, expected, parameter?.allowedValues);
}

function parameterOf(value: Value, stack: Stack) {
  if (value.kind !== 'reference' || value.to.type !== 'parameter' || value.to.stack !== stack.id) return undefined;
  const parameter = stack.template.parameters.get(value.to.name);
  return parameter?.type?.startsWith('AWS::SSM::') ? undefined : parameter;
}

function opaque(node: Node, stack: Stack): boolean {
  return stack.decisions.holds(`${stack.id} condition at ${node.range.start}`);
}

/** A text that is equal for values that are equal in every deployment. */
export function identity(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.text);
    case 'reference': {
      const { to } = value;
      if (to.type === 'resource') return `${to.stack}/${to.id}.${to.attribute ?? 'Ref'}`;
      if (to.type === 'parameter') return `${to.stack}/${to.name}`;
      return to.type === 'pseudo' ? to.name : `import ${to.name ?? value.at.range.start}`;
    }
    case 'text':
      return value.parts.map(identity).join(' & ');
    case 'list':
      return `[${value.items.map(identity).join(', ')}]`;
    default:
      return `${value.at.file}:${value.at.range.start}`;
  }
}

