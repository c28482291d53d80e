import type { Place } from '../base/range';
import { asNumber, asString, type Scalar, unknown, type Value } from '../base/value';
import type { Scope } from './scope';

/**
 * `Fn::Cidr`: a block cut into `count` blocks with `bits` host bits each. Of a block that is only known at deployment
 * so many unknown blocks. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 */
export function cidr(given: Value | undefined, at: Place, scope: Scope): Value {
  if (given?.kind !== 'list' || given.open) return unknown('an unfinished Cidr', at);
  const [block, count, bits] = given.items;
  const wanted = asNumber(count);
  if (wanted === undefined || !Number.isInteger(wanted) || wanted < 1 || wanted > 256) {
    return unknown('blocks whose number is chosen at deployment', at);
  }
  const known = cut(
    asString(writtenBlock(block, scope)),
    wanted,
    bits === undefined ? 8 : asNumber(bits),
    at,
  );
  const items = known ?? Array.from({ length: wanted }, () => unknown('a block of addresses', at));
  return { kind: 'list', items, open: false, at };
}

/** A block is mostly the `CidrBlock` of a network in the same template. */
function writtenBlock(block: Value | undefined, scope: Scope): Value | undefined {
  if (block?.kind !== 'reference' || block.to.type !== 'resource' || block.to.attribute !== 'CidrBlock')
    return block;
  return block.to.stack === scope.id ? scope.written(block.to.id, 'CidrBlock') : undefined;
}

function cut(
  block: string | undefined,
  count: number,
  bits: number | undefined,
  at: Place,
): Scalar[] | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block ?? '');
  if (match === null || bits === undefined || bits < 1 || bits > 30) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  const size = 2 ** bits;
  const whole = 2 ** (32 - prefix);
  if (size * count > whole) return undefined;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % whole);
  return Array.from({ length: count }, (_, index) => {
    const text = `${dotted(first + index * size)}/${32 - bits}`;
    return { kind: 'scalar', text, value: text, at };
  });
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
