import type { Node } from '../syntax/tree';
import type { Template } from './template';

/**
 * The part of SAM's `Globals` that a resource type inherits. Lists and maps are merged with the resource's own by SAM;
 * a look-up that finds nothing on the resource finds it here.
 */
export function globalsFor(type: string, template: Template): Node | undefined {
  const section = sections.get(type);
  return section === undefined ? undefined : template.globals?.get(section);
}

const sections: ReadonlyMap<string, string> = new Map([
  ['AWS::Serverless::Function', 'Function'],
  ['AWS::Serverless::Api', 'Api'],
  ['AWS::Serverless::HttpApi', 'HttpApi'],
  ['AWS::Serverless::SimpleTable', 'SimpleTable'],
  ['AWS::Serverless::StateMachine', 'StateMachine'],
]);
