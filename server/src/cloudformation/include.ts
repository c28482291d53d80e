import { asString, lookUp, unknown, type Value } from '../base/value';
import type { Node } from '../syntax/tree';
import { argumentValue, evaluate } from './evaluate';
import type { Scope } from './scope';

/**
 * `Fn::Transform`: a macro's result is unknown, but for the file that `AWS::Include` puts in, which `aws cloudformation
 * package` uploads from its local path. Its functions are those of the template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/create-reusable-transform-function-snippets-and-add-to-your-template-with-aws-include-transform.html
 */
export function transformed(argument: Node, node: Node, scope: Scope): Value | undefined {
  const given = argumentValue(argument, node, scope);
  const included =
    asString(lookUp(given, 'Name')) === 'AWS::Include'
      ? scope.included(lookUp(given, 'Parameters', 'Location'))
      : undefined;
  return included === undefined ? unknown('the result of Fn::Transform', node) : evaluate(included, scope);
}
