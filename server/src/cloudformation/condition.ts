import type { Value } from '../base/value';
import type { Node } from '../syntax/tree';
import { evaluate } from './evaluate';
import { intrinsicOf } from './intrinsic';
import type { Parameter } from './parameter';
import { type Scope, textIn, within } from './scope';
import type { Formula } from './template';

/** The outcome of a named condition in the deployment that the scope belongs to; asks its decisions what it must. */
export function conditionHolds(name: string, scope: Scope): boolean {
  const formula = scope.template.conditions.get(name);
  const outcome =
    formula === undefined || scope.resolving.has(name)
      ? scope.decisions.holds(`${scope.id} condition ${name}`)
      : resolved(name, formula, scope);
  scope.decisions.note(name, outcome);
  return outcome;
}

function resolved(name: string, { node, variables }: Formula, scope: Scope): boolean {
  scope.resolving.add(name);
  try {
    return formulaHolds(node, within(scope, variables));
  } finally {
    scope.resolving.delete(name);
  }
}

function formulaHolds(node: Node, scope: Scope): boolean {
  const intrinsic = intrinsicOf(node) ?? conditionReference(node);
  if (intrinsic === undefined) return opaque(node, scope);
  const operands = intrinsic.argument.kind === 'sequence' ? intrinsic.argument.items : [];
  switch (intrinsic.name) {
    case 'Condition':
      return intrinsic.argument.kind === 'scalar'
        ? conditionHolds(textIn(scope, intrinsic.argument), scope)
        : opaque(node, scope);
    case 'Fn::And':
      return operands.every((operand) => formulaHolds(operand, scope));
    case 'Fn::Or':
      return operands.some((operand) => formulaHolds(operand, scope));
    case 'Fn::Not':
      return operands[0] === undefined ? opaque(node, scope) : !formulaHolds(operands[0], scope);
    case 'Fn::Equals':
      return equal(operands, node, scope);
    default:
      return opaque(node, scope);
  }
}

/** `{ Condition: Name }` means a condition only among conditions; elsewhere it is a key like any other. */
function conditionReference(node: Node): { name: string; argument: Node } | undefined {
  if (node.kind !== 'map' || node.pairs.length !== 1) return undefined;
  const argument = node.get('Condition');
  return argument === undefined ? undefined : { name: 'Condition', argument };
}

function equal(operands: readonly Node[], node: Node, scope: Scope): boolean {
  const [left, right] = operands.map((operand) => evaluate(operand, scope));
  if (left === undefined || right === undefined) return opaque(node, scope);
  if (left.kind === 'scalar' && right.kind === 'scalar') return left.text === right.text;
  if (right.kind === 'scalar') return isParameterText(left, right.text, scope);
  if (left.kind === 'scalar') return isParameterText(right, left.text, scope);
  const [a, b] = [identity(left), identity(right)].sort();
  return a === b || scope.decisions.holds(`${a} equals ${b}`);
}

/** Whether a value that is only known at deployment is a literal there. */
export function isParameterText(subject: Value, literal: string, scope: Scope): boolean {
  const parameter = parameterOf(subject, scope);
  const expected = parameter?.default === undefined ? undefined : parameter.default === literal;
  return scope.decisions.equals(identity(subject), literal, expected, parameter?.allowedValues);
}

/** The parameter whose text a value is; undefined for one that names where the text is kept. */
export function parameterOf(value: Value, scope: Scope): Parameter | undefined {
  if (value.kind !== 'reference' || value.to.type !== 'parameter' || value.to.stack !== scope.id)
    return undefined;
  const parameter = scope.template.parameters.get(value.to.name);
  return parameter?.type?.startsWith('AWS::SSM::') ? undefined : parameter;
}

function opaque(node: Node, scope: Scope): boolean {
  const turn = [...scope.variables.values()].map((text) => ` ${text}`).join('');
  return scope.decisions.holds(`${scope.id} condition at ${node.range.start}${turn}`);
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
