import { type Change, change } from '../base/edit';
import type { Place } from '../base/range';
import { removeEntry, setEntry } from '../syntax/edit/entry';
import type { Content, MapNode, Node, ScalarNode } from '../syntax/tree';

/** A template parameter as it is declared. What it will be is unknown; its default is a hint. */
export interface Parameter {
  readonly name: string;
  readonly nameAt: Place;
  /** `String`, `CommaDelimitedList`, `AWS::SSM::Parameter::Value<String>`, …; undefined while half-typed. */
  readonly type: string | undefined;
  /** The default as written; undefined when there is none. */
  readonly default: string | undefined;
  readonly defaultAt: Place | undefined;
  readonly noEcho: boolean | undefined;
  readonly noEchoAt: Place | undefined;
  /** The only values it can have, where they are listed. */
  readonly allowedValues: readonly string[] | undefined;
  /** A regular expression that a given value has to match. */
  readonly allowedPattern: string | undefined;
  /** How many characters a given value has at least, where that is said. */
  readonly minLength: number | undefined;
  readonly description: string | undefined;
  readonly file: string;
  readonly at: Place;
  set(key: string, content: Content): Change;
  remove(key: string): Change;
}

/** Reads the declaration under a key of `Parameters`. */
export function readParameter(nameNode: ScalarNode, node: MapNode): Parameter {
  const allowed = node.get('AllowedValues');
  return {
    name: nameNode.text,
    nameAt: nameNode,
    type: textOf(node.get('Type')),
    default: textOf(node.get('Default')),
    defaultAt: node.get('Default'),
    noEcho: booleanOf(node.get('NoEcho')),
    noEchoAt: node.get('NoEcho'),
    allowedValues: allowed?.kind === 'sequence' ? allowed.items.map((item) => textOf(item) ?? '') : undefined,
    allowedPattern: textOf(node.get('AllowedPattern')),
    minLength: numberOf(node.get('MinLength')),
    description: textOf(node.get('Description')),
    file: nameNode.file,
    at: nameNode,
    set: (key, content) => change(nameNode.file, () => setEntry(node, key, content)),
    remove: (key) => change(nameNode.file, () => removeEntry(node, key)),
  };
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.style !== 'missing' ? node.text : undefined;
}

function numberOf(node: Node | undefined): number | undefined {
  const text = textOf(node)?.trim() ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function booleanOf(node: Node | undefined): boolean | undefined {
  const text = textOf(node)?.toLowerCase();
  return text === 'true' || text === 'yes' ? true : text === 'false' || text === 'no' ? false : undefined;
}
