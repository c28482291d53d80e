import type { Change } from '../base/edit';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Content } from '../syntax/tree';

/** A key for data that is to be encrypted, with what has to be inserted for it. */
export interface KeyChoice {
  readonly arn: Content;
  readonly name: string;
  readonly changes: readonly Change[];
}

/** The template's only symmetric key, or a new one that is inserted after a resource. */
export function keyFor(stack: Stack, after: Resource): KeyChoice {
  const keys = [...stack.resources('AWS::KMS::Key')].filter(isForData);
  const [only] = keys;
  if (only !== undefined && keys.length === 1 && only.declaration.condition === undefined) {
    return { arn: stack.write.getAtt(only.id, 'Arn'), name: only.id, changes: [] };
  }
  const id = stack.freeId('DataKey');
  const key: Content = {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { EnableKeyRotation: true },
  };
  return { arn: stack.write.getAtt(id, 'Arn'), name: id, changes: [stack.insertResource(id, key, after.id)] };
}

function isForData(key: Resource): boolean {
  const spec = key.get('KeySpec');
  const use = key.get('KeyUsage');
  const symmetric = spec === undefined || (spec.kind === 'scalar' && spec.text === 'SYMMETRIC_DEFAULT');
  return symmetric && (use === undefined || (use.kind === 'scalar' && use.text === 'ENCRYPT_DECRYPT'));
}
