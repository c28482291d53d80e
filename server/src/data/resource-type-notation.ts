/** What CloudFormation accepts as a property's value. */
export type PropertyType =
  | { readonly kind: 'string'; readonly values?: readonly string[] }
  | { readonly kind: 'number'; readonly integer: boolean; readonly values?: readonly string[] }
  | { readonly kind: 'boolean' }
  /** Free JSON: what is written below it is not CloudFormation's. */
  | { readonly kind: 'json' }
  | { readonly kind: 'list'; readonly item: PropertyType }
  | { readonly kind: 'map'; readonly value: PropertyType }
  | { readonly kind: 'object'; readonly properties: Properties }
  | { readonly kind: 'union'; readonly members: readonly PropertyType[] };

export interface Property {
  readonly name: string;
  readonly type: PropertyType;
  /** Required whenever the mapping around it is written. */
  readonly required: boolean;
  /** Whether changing it makes a new resource: such a property is decided once, at creation. */
  readonly replaces: 'never' | 'sometimes' | 'always';
}

export type Properties = ReadonlyMap<string, Property>;

export interface ResourceType {
  readonly name: string;
  readonly properties: Properties;
  /** What `Fn::GetAtt` gives, `Endpoint.Address` for example. */
  readonly attributes: readonly string[];
}

/**
 * Reads the notation of `generated/resource-types.json`: attributes, properties and definitions, separated by `#`.
 *
 * A property is `Name:type`, with `!` after the name when it is required, `^` when changing it always and `~` when it
 * sometimes replaces the resource. Types are `s` (string), `i` (integer), `n` (number), `b` (boolean), `j` (JSON),
 * `t` (tag), `[type]` (list), `{type}` (map), `<type|type>` (either) and `@2` (the definition at that index, base 36);
 * `s(a,b)` lists the only values. Definitions may contain themselves and are read when they are asked for.
 */
export function readResourceType(name: string, notation: string): ResourceType {
  const [attributes = '', properties = '', ...definitions] = notation.split('#');
  const definition = (index: number) => readProperties(definitions[index] ?? '', definition);
  return {
    name,
    attributes: attributes === '' ? [] : attributes.split(' '),
    properties: readProperties(properties, definition),
  };
}

type Definition = (index: number) => Properties;

function readProperties(text: string, definition: Definition): Properties {
  const properties = text === '' ? [] : text.split(';').map((part) => readProperty(part, definition));
  return new Map(properties.map((property) => [property.name, property]));
}

function readProperty(text: string, definition: Definition): Property {
  const [, name = '', flags = '', type = ''] = /^(\w+)([!^~]*):(.*)$/.exec(text) ?? [];
  const replaces = flags.includes('^') ? 'always' : flags.includes('~') ? 'sometimes' : 'never';
  return { name, required: flags.includes('!'), replaces, type: readType(type, definition) };
}

function readType(text: string, definition: Definition): PropertyType {
  switch (text[0]) {
    case 's':
      return { kind: 'string', ...readValues(text) };
    case 'i':
      return { kind: 'number', integer: true, ...readValues(text) };
    case 'n':
      return { kind: 'number', integer: false };
    case 'b':
      return { kind: 'boolean' };
    case 't':
      return tag;
    case '[':
      return { kind: 'list', item: readType(text.slice(1, -1), definition) };
    case '{':
      return { kind: 'map', value: readType(text.slice(1, -1), definition) };
    case '<':
      return { kind: 'union', members: alternatives(text).map((member) => readType(member, definition)) };
    case '@':
      return readWhenAsked(() => definition(Number.parseInt(text.slice(1), 36)));
    default:
      return { kind: 'json' };
  }
}

function readValues(text: string): { readonly values?: readonly string[] } {
  return text.length > 1 ? { values: text.slice(2, -1).split(',') } : {};
}

/** The members of `<a|<b|c>>`, split where no inner bracket is open. */
function alternatives(text: string): readonly string[] {
  const members: string[] = [];
  let depth = 0;
  let start = 1;
  for (let index = 1; index < text.length; index++) {
    const character = text[index];
    if (character === '<') depth++;
    const ends = depth === 0 && (character === '|' || character === '>');
    if (character === '>') depth--;
    if (!ends) continue;
    members.push(text.slice(start, index));
    start = index + 1;
  }
  return members;
}

function readWhenAsked(read: () => Properties): PropertyType {
  let properties: Properties | undefined;
  return {
    kind: 'object',
    get properties() {
      properties ??= read();
      return properties;
    },
  };
}

const tag = {
  kind: 'object',
  properties: readProperties('Key!:s;Value!:s', () => new Map()),
} as const satisfies PropertyType;
