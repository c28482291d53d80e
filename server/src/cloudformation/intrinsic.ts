import type { Node } from '../syntax/tree';

/** A call of an intrinsic function, written short (`!Sub`) or long (`Fn::Sub:`). */
export interface Intrinsic {
  /** The long name: `Ref`, `Fn::GetAtt`, `Condition`. */
  readonly name: string;
  /** What the function is given. For the short form this is the tagged node itself, whose tag is then to be ignored. */
  readonly argument: Node;
  readonly short: boolean;
}

/** The intrinsic that a node calls, or undefined for plain data. */
export function intrinsicOf(node: Node): Intrinsic | undefined {
  if (
    node.tag !== undefined &&
    node.tag.length > 1 &&
    node.tag.startsWith('!') &&
    !node.tag.startsWith('!!')
  ) {
    return { name: longName(node.tag.slice(1)), argument: node, short: true };
  }
  return longIntrinsicOf(node);
}

/** The intrinsic that a node calls by its long name, whatever its tag: `!ImportValue` followed by a map with `Fn::Sub`. */
export function longIntrinsicOf(node: Node): Intrinsic | undefined {
  if (node.kind !== 'map' || node.pairs.length !== 1) return undefined;
  const pair = node.pairs[0];
  if (pair === undefined || !isIntrinsicName(pair.key.text)) return undefined;
  return { name: pair.key.text, argument: pair.value, short: false };
}

/** True for `Ref` and every `Fn::…` name but the loop, whose name carries an identifier. */
export function isIntrinsicName(key: string): boolean {
  return key === 'Ref' || (key.startsWith('Fn::') && !key.startsWith('Fn::ForEach'));
}

function longName(short: string): string {
  return short === 'Ref' || short === 'Condition' ? short : `Fn::${short}`;
}
