import { type Change, change } from '../base/edit';
import type { Place } from '../base/range';
import { secretName } from '../data/secret-names';
import { removeEntry } from '../syntax/edit/entry';
import { replaceNode } from '../syntax/edit/replace';
import { scalarOffsets } from '../syntax/embedded';
import type { MapNode, Node, ScalarNode, TreeDocument } from '../syntax/tree';

/** A document that an agent or a service is set up with, in a file of its own beside the templates. */
export interface SetupFile {
  readonly file: string;
  /** For people, with its article: "the settings of the Kinesis agent". */
  readonly what: string;
  readonly isKinesisAgent: boolean;
  readonly settings: readonly Setting[];
}

/** A text in such a document. */
export interface Setting {
  /** The key, the name that stands beside it, or the option in front of it; undefined for other items of lists. */
  readonly name: string | undefined;
  readonly text: string;
  readonly at: Place;
  /** Where a part of the text stands; offsets count in `text`. */
  placeOf(start: number, end: number): Place;
  /** Takes the key and its value out; undefined where there is no key. */
  remove(...others: readonly string[]): Change | undefined;
  replace(text: string): Change;
}

/** Recognises the document by its content; undefined for any other. */
export function readSetupFile(document: TreeDocument): SetupFile | undefined {
  const { file, root } = document;
  if (root === undefined || root.kind === 'scalar') return undefined;
  const shape = shapes.find(({ fits }) => fits(root));
  if (shape === undefined) return undefined;
  return {
    file,
    what: shape.what,
    isKinesisAgent: shape === agent,
    settings: [...settingsIn(root, document)],
  };
}

/** A quick look at the raw text, before anything is parsed. */
export const mayBeSetup =
  /\bfilePattern\b|\bClassification\b|\bcontainerDefinitions\b|\bStartAt\b|\bconnector\.class\b|\bConnectionInput\b|\bScriptLocation\b|\bMasterUserPassword\b|^phases:/m;

interface Shape {
  readonly what: string;
  fits(root: Node): boolean;
}

const has = (node: Node | undefined, ...keys: readonly string[]): node is MapNode =>
  node?.kind === 'map' && keys.every((key) => node.pair(key) !== undefined);

/** https://docs.aws.amazon.com/streams/latest/dev/writing-with-agents.html */
const agent: Shape = {
  what: 'the settings of the Kinesis agent',
  fits: (root) => {
    const flows = root.kind === 'map' ? root.get('flows') : undefined;
    return (
      flows?.kind === 'sequence' &&
      flows.items.some(
        (flow) => has(flow, 'filePattern', 'kinesisStream') || has(flow, 'filePattern', 'deliveryStream'),
      )
    );
  },
};

const shapes: readonly Shape[] = [
  agent,
  {
    // https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-configure-apps.html
    what: 'a configuration of EMR',
    fits: (root) =>
      root.kind === 'sequence' &&
      root.items.some(
        (item) => has(item, 'Classification', 'Properties') || has(item, 'Classification', 'Configurations'),
      ),
  },
  { what: 'a task definition', fits: (root) => has(root, 'containerDefinitions') },
  { what: 'a state machine', fits: (root) => has(root, 'StartAt', 'States') },
  {
    what: 'the settings of a connector',
    fits: (root) =>
      root.kind === 'map' &&
      (root.pair('connector.class') !== undefined || has(root.get('config'), 'connector.class')),
  },
  { what: 'a Glue connection', fits: (root) => has(root, 'ConnectionInput') },
  {
    what: 'a Glue job',
    fits: (root) =>
      root.kind === 'map' && has(root.get('Command') ?? inner(root, 'Job', 'Command'), 'ScriptLocation'),
  },
  { what: 'the input of a command', fits: (root) => has(root, 'MasterUserPassword') },
  // https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
  { what: 'a build specification', fits: (root) => has(root, 'version', 'phases') },
];

function inner(root: MapNode, first: string, second: string): Node | undefined {
  const node = root.get(first);
  return node?.kind === 'map' ? node.get(second) : undefined;
}

/** How items of lists call a name and its value. */
const namings: readonly (readonly [name: string, value: string])[] = [
  ['name', 'value'],
  ['Name', 'Value'],
  ['key', 'value'],
];

function* settingsIn(node: Node, document: TreeDocument): Generator<Setting> {
  if (node.kind === 'scalar') yield setting(undefined, node, document);
  else if (node.kind === 'sequence') yield* itemsOf(node.items, document);
  else {
    const naming = namings.find(([name, value]) => has(node, name, value));
    const called = naming === undefined ? undefined : node.get(naming[0]);
    for (const { key, value } of node.pairs) {
      // What stands under these only names what is stored elsewhere.
      if (/^(?:secrets-manager|parameter-store|secrets|valueFrom)$/.test(key.text)) continue;
      const name = key.text === naming?.[1] && called?.kind === 'scalar' ? called.text : key.text;
      if (value.kind === 'scalar') yield setting(name, value, document, node);
      else yield* settingsIn(value, document);
    }
  }
}

function* itemsOf(items: readonly Node[], document: TreeDocument): Generator<Setting> {
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    const isOption =
      before?.kind === 'scalar' && /^--?[A-Za-z]/.test(before.text) && secretName(before.text) === 'secret';
    if (item.kind === 'scalar') yield setting(isOption ? before.text : undefined, item, document);
    else yield* settingsIn(item, document);
  }
}

function setting(name: string | undefined, node: ScalarNode, document: TreeDocument, map?: MapNode): Setting {
  const text = typeof node.value === 'string' || typeof node.value === 'number' ? node.text : '';
  return {
    name,
    text,
    at: node,
    placeOf(start, end) {
      if (start === 0 && end === node.text.length && !node.text.includes('\n')) return node;
      const toFile = scalarOffsets(document, node);
      return { file: node.file, range: { start: toFile(start), end: toFile(end) } };
    },
    remove(...others) {
      const own = map?.pairs.find(({ value }) => value === node)?.key.text;
      if (map === undefined || own === undefined) return undefined;
      const keys = [own, ...others.filter((key) => key !== own && map.pair(key) !== undefined)];
      return change(node.file, () => keys.flatMap((key) => removeEntry(map, key)));
    },
    replace: (content) => change(node.file, () => replaceNode(node, content)),
  };
}
