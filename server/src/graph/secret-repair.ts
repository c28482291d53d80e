import { type Change, change, type TextEdit } from '../base/edit';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Stack } from '../cloudformation/stack';
import { secretName } from '../data/secret-names';
import { removeEntry, renameKey } from '../syntax/edit/entry';
import { replaceNode } from '../syntax/edit/replace';
import type { Content, MapNode, Node } from '../syntax/tree';
import type { Graph } from './graph';
import type { LiteralSecret } from './secret-literals';
import { letOwnerRead } from './secret-repair-role';
import { fillIn, type SecretStretch } from './secret-repair-text';
import { type StoredVariable, storedVariable } from './secret-repair-variable';
import { findTokens } from './secret-tokens';

/** A way to take a secret out of a template: an imperative title and its changes. */
export interface SecretRepair {
  readonly title: string;
  readonly changes: readonly Change[];
}

/** The ways to take a written secret out of its place, the best first. */
export function repairsOf(literal: LiteralSecret, stack: Stack, graph: Graph): readonly SecretRepair[] {
  const { place, written } = literal;
  const { owner, credential } = place;
  const leaf = written.node;
  if (owner === undefined) return [];
  if (leaf === undefined || place.takes === 'text' || !isBranch(place.node, leaf))
    return inText(literal, stack);
  if (!isWholeText(literal))
    return credential?.path[0] === 'SecretString' ? generated(literal) : inText(literal, stack);
  if (credential?.path.at(-1) === 'PASSWORD') return [...connection(literal, stack), given(literal, stack)];
  if (credential?.path[0] === 'SecretString') return generated(literal);
  if (credential?.repair.way === 'manage') {
    return [...managed(literal, credential.repair.property), stored(literal, stack)];
  }
  if (credential?.repair.way === 'generate') return [stored(literal, stack)];
  if (place.isArgument || /::Function$/.test(owner.type)) return [named(literal, stack, graph)];
  const variable = place.node === leaf ? storedVariable(owner.type, leaf) : undefined;
  if (variable !== undefined) return [inVariable(literal, variable, stack, graph)];
  return owner.type === 'AWS::SSM::Parameter' ? [] : [given(literal, stack)];
}

/**
 * What is shown as an argument is shown wherever it comes from, and so is a String parameter; a text that is a secret as a whole is
 * more than one.
 */
function inText(literal: LiteralSecret, stack: Stack): readonly SecretRepair[] {
  const { place, written, start, end } = literal;
  const { owner, isArgument } = place;
  if (owner === undefined || owner.type === 'AWS::SSM::Parameter' || isArgument) return [];
  if (start === 0 && end === written.text.length) return [];
  return repairsInText({ ...literal, owner: owner.id }, stack);
}

/** The ways to take a secret out of a longer text. */
export function repairsInText(stretch: SecretStretch, stack: Stack): readonly SecretRepair[] {
  const repair = fillIn(stretch, (key) => parameterFor(stretch.owner, `${key} Secret`, stack), stack);
  return repair === undefined ? [] : [repair];
}

/** The service makes the password itself. */
function managed({ place, written }: LiteralSecret, property: string): readonly SecretRepair[] {
  const map = place.node.parent;
  if (map?.kind !== 'map' || place.node !== written.node) return [];
  return [
    {
      title: `Let Secrets Manager manage the password with ${property}`,
      changes: [edit(place.node, () => manageInstead(map, place.name, property, place.node))],
    },
  ];
}

function manageInstead(map: MapNode, password: string, property: string, node: Node): readonly TextEdit[] {
  const there = map.get(property);
  if (there !== undefined) return [...replaceNode(there, true), ...removeEntry(map, password)];
  return [...renameKey(map, password, property), ...replaceNode(node, true)];
}

/** A generated secret of the template, of which the property takes the password. */
function stored({ place, written }: LiteralSecret, stack: Stack): SecretRepair {
  const owner = place.owner?.id ?? '';
  const id = stack.freeId(`${owner}Secret`);
  const user = userBeside(place.node);
  const template = JSON.stringify(user === undefined ? {} : { username: user });
  const secret: Content = {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      GenerateSecretString: {
        SecretStringTemplate: template,
        GenerateStringKey: 'password',
        PasswordLength: 32,
        ...(needsPunctuation(place.owner?.type)
          ? { ExcludeCharacters: `"'@/\\` }
          : { ExcludePunctuation: true }),
      },
    },
  };
  const reference = stack.write.sub(`{{resolve:secretsmanager:\${${id}}:SecretString:password}}`);
  return {
    title: 'Generate the password in Secrets Manager',
    changes: [
      edit(place.node, () => replace(written.node, reference)),
      stack.insertResource(id, secret, owner),
    ],
  };
}

/** Types whose passwords must have a character that is no letter and no digit. */
function needsPunctuation(type: string | undefined): boolean {
  return /^AWS::(?:OpenSearchService|Elasticsearch|IAM)::/.test(type ?? '');
}

/** Whoever deploys the stack says what the secret is. */
function given({ place, written }: LiteralSecret, stack: Stack): SecretRepair {
  const parameter = parameterFor(place.owner?.id ?? '', place.name, stack);
  return {
    title: 'Take it from a NoEcho parameter',
    changes: [
      edit(place.node, () => replace(written.node, stack.write.ref(parameter))),
      insertNoEcho(stack, parameter),
    ],
  };
}

/** The value goes into a secret, and only the secret's ARN is passed on. */
function named({ place, written }: LiteralSecret, stack: Stack, graph: Graph): SecretRepair {
  const owner = place.owner?.id ?? '';
  const parameter = parameterFor(owner, place.name, stack);
  const id = stack.freeId(`${owner}Secret`);
  const allowed = letOwnerRead(owner, id, stack, graph);
  return {
    title:
      allowed === undefined
        ? 'Keep it in Secrets Manager and pass the ARN of the secret'
        : `Keep it in Secrets Manager, pass the ARN of the secret, and ${allowed.title}`,
    changes: [
      edit(place.node, () => replace(written.node, stack.write.ref(id))),
      // Where the role is made of the owner's policies, they stand in front of the secret.
      ...(allowed?.changes ?? []),
      stack.insertResource(
        id,
        { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: stack.write.ref(parameter) } },
        owner,
      ),
      insertNoEcho(stack, parameter),
    ],
  };
}

/** The value goes into a secret that the container or the build reads when it starts. */
function inVariable(
  { place }: LiteralSecret,
  variable: StoredVariable,
  stack: Stack,
  graph: Graph,
): SecretRepair {
  const owner = place.owner?.id ?? '';
  const parameter = parameterFor(owner, place.name, stack);
  const id = stack.freeId(`${owner}Secret`);
  const allowed = letOwnerRead(owner, id, stack, graph);
  return {
    title: allowed === undefined ? variable.title : `${variable.title}, and ${allowed.title}`,
    changes: [
      edit(place.node, () => variable.edits(stack.write.ref(id))),
      // Where the role is made of the owner's policies, they stand in front of the secret.
      ...(allowed?.changes ?? []),
      stack.insertResource(
        id,
        { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: stack.write.ref(parameter) } },
        owner,
      ),
      insertNoEcho(stack, parameter),
    ],
  };
}

/** A Glue connection reads user and password from a secret. */
function connection({ place, written }: LiteralSecret, stack: Stack): readonly SecretRepair[] {
  const map = place.node.parent;
  const user = map?.kind === 'map' ? map.get('USERNAME') : undefined;
  if (map?.kind !== 'map' || user?.kind !== 'scalar' || user.tag !== undefined || place.node !== written.node)
    return [];
  if (findTokens(user.text).length > 0) return [];
  if (map.get('SECRET_ID') !== undefined) return [];
  const owner = place.owner?.id ?? '';
  const parameter = parameterFor(owner, 'Password', stack);
  const id = stack.freeId(`${owner}Secret`);
  const text = `{"username": ${JSON.stringify(user.text)}, "password": "\${${parameter}}"}`;
  return [
    {
      title: 'Read user and password from a secret with SECRET_ID',
      changes: [
        edit(place.node, () => [
          ...renameKey(map, 'PASSWORD', 'SECRET_ID'),
          ...replaceNode(place.node, stack.write.ref(id)),
          ...removeEntry(map, 'USERNAME'),
        ]),
        stack.insertResource(
          id,
          { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: stack.write.sub(text) } },
          owner,
        ),
        insertNoEcho(stack, parameter),
      ],
    },
  ];
}

/** A secret that Secrets Manager makes up, with what else its text says. */
function generated({ place, written }: LiteralSecret): readonly SecretRepair[] {
  const map = place.node.parent;
  if (map?.kind !== 'map' || place.node !== written.node || map.get('GenerateSecretString') !== undefined)
    return [];
  const content = generation(written.text);
  if (content === undefined) return [];
  return [
    {
      title: 'Generate the secret with GenerateSecretString',
      changes: [
        edit(place.node, () => [
          ...renameKey(map, 'SecretString', 'GenerateSecretString'),
          ...replaceNode(place.node, content),
        ]),
      ],
    },
  ];
}

function generation(text: string): Content | undefined {
  const length = { PasswordLength: 32, ExcludePunctuation: true };
  if (!/^\s*\{/.test(text)) return length;
  const members = membersOf(text);
  const secrets = Object.keys(members ?? {}).filter((name) => secretName(name) === 'secret');
  const [secret] = secrets;
  if (members === undefined || secret === undefined || secrets.length > 1) return undefined;
  const rest = Object.fromEntries(Object.entries(members).filter(([name]) => name !== secret));
  return { SecretStringTemplate: JSON.stringify(rest), GenerateStringKey: secret, ...length };
}

function membersOf(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function insertNoEcho(stack: Stack, name: string): Change {
  return stack.insertParameter(name, { Type: 'String', NoEcho: true });
}

function parameterFor(owner: string, name: string, stack: Stack): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const pascal = words.map((word) => {
    const rest = word === word.toUpperCase() ? word.slice(1).toLowerCase() : word.slice(1);
    return word.charAt(0).toUpperCase() + rest;
  });
  return stack.freeId(`${owner}${pascal.join('')}`);
}

/** The literal user name that stands beside a password. One that is a secret itself is not repeated. */
function userBeside(node: Node): string | undefined {
  const map = node.parent;
  if (map?.kind !== 'map') return undefined;
  const user = map.pairs.find(
    ({ key, value }) => value.kind === 'scalar' && value.tag === undefined && isUserName(key.text),
  );
  if (user?.value.kind !== 'scalar' || findTokens(user.value.text).length > 0) return undefined;
  return user.value.text;
}

function isUserName(key: string): boolean {
  return /user-?name$/i.test(key);
}

function isWholeText({ start, end, written }: LiteralSecret): boolean {
  return written.names.length === 0 && written.text.slice(start, end) === written.text.trim();
}

/** True when the scalar is what the place holds, by itself or as a branch of its `Fn::If`. */
function isBranch(node: Node, leaf: Node): boolean {
  if (node === leaf) return intrinsicOf(node) === undefined;
  const intrinsic = intrinsicOf(node);
  if (intrinsic?.name !== 'Fn::If' || intrinsic.argument.kind !== 'sequence') return false;
  return intrinsic.argument.items.slice(1).some((branch) => isBranch(branch, leaf));
}

function replace(node: Node | undefined, content: Content): readonly TextEdit[] {
  return node === undefined ? [] : replaceNode(node, content);
}

function edit(node: Node, edits: () => readonly TextEdit[]): Change {
  return change(node.file, edits);
}

/** Removes a pair, for repairs outside of resources. */
export function removing(map: MapNode, key: string): Change {
  return change(map.file, () => removeEntry(map, key));
}
