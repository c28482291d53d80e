import { asString, type Mapping } from '../../base/value';
import type { Content } from '../../syntax/tree';
import { noVariables } from '../loop';
import { madeMapping, madeReference, madeText } from '../made';
import type { Path, Resource } from '../resource';
import type { Declaration } from '../template';
import { connectorResources } from './connectors';
import { eventResources, eventsOf } from './events';
import { functionRole, stateMachineRole } from './role';

/** How SAM makes a resource that is not written from one that is. */
export interface Derivation {
  readonly from: Declaration;
  /** True when it is made in the deployment of its origin. */
  isMade(origin: Resource): boolean;
  properties(origin: Resource): Mapping;
  /** What has to be written on the origin so that the property becomes the content; undefined where nothing can. */
  onOrigin(path: Path, content: Content): { readonly path: Path; readonly content: Content } | undefined;
}

const known = new WeakMap<Declaration, readonly Declaration[]>();

/**
 * The resources that SAM makes beside a written one, under the logical ids that it documents.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function derivedFrom(declaration: Declaration): readonly Declaration[] {
  const isSam = declaration.type.startsWith('AWS::Serverless::');
  if (!isSam && declaration.node.pair('Connectors') === undefined) return [];
  const made = known.get(declaration) ?? [...derive(declaration)];
  known.set(declaration, made);
  return made;
}

/** The logical id of the role that SAM makes for a resource that names none; undefined for types that need no role. */
export function madeRoleOf({ id, type }: Declaration): string | undefined {
  return roles.has(type) ? `${id}Role` : undefined;
}

const roles: ReadonlyMap<string, (origin: Resource) => Mapping> = new Map([
  ['AWS::Serverless::Function', functionRole],
  ['AWS::Serverless::StateMachine', stateMachineRole],
]);

function* derive(from: Declaration): Generator<Declaration> {
  const role = roles.get(from.type);
  if (role !== undefined) {
    yield made(`${from.id}Role`, 'AWS::IAM::Role', {
      from,
      isMade: (origin) => origin.given('Role') === undefined,
      properties: role,
      onOrigin: roleOnOrigin,
    });
  }
  if (from.type === 'AWS::Serverless::Function') yield* functionUrl(from);
  if (role !== undefined) yield* events(from);
  for (const { id, type, properties } of connectorResources(from)) {
    yield made(id, type, {
      from,
      isMade: (origin) => properties(origin) !== undefined,
      properties: (origin) => properties(origin) ?? madeMapping({}, origin.idAt),
      onOrigin: () => undefined,
    });
  }
}

function* events(from: Declaration): Generator<Declaration> {
  for (const one of eventResources(from)) {
    const { id, type, event, properties } = one;
    const find = (origin: Resource) => eventsOf(origin).find(({ name }) => name === event);
    yield made(id, type, {
      from,
      isMade(origin) {
        const found = find(origin);
        return found !== undefined && one.isMade?.(found) !== false;
      },
      properties(origin) {
        const found = find(origin);
        return found === undefined ? madeMapping({}, origin.idAt) : properties(origin, found);
      },
      onOrigin(path, content) {
        const target = one.onOrigin === undefined ? { path, content } : one.onOrigin(path, content);
        return target && { path: ['Events', event, 'Properties', ...target.path], content: target.content };
      },
    });
  }
}

/** A function's URL and, when it asks for no signature, the permission for everyone to call it. */
function* functionUrl(from: Declaration): Generator<Declaration> {
  const onOrigin: Derivation['onOrigin'] = (path, content) => ({
    path: ['FunctionUrlConfig', ...path],
    content,
  });
  yield made(`${from.id}Url`, 'AWS::Lambda::Url', {
    from,
    isMade: (origin) => origin.has('FunctionUrlConfig'),
    properties: (origin) =>
      madeMapping(
        {
          AuthType: origin.get('FunctionUrlConfig', 'AuthType'),
          Cors: origin.get('FunctionUrlConfig', 'Cors'),
          InvokeMode: origin.get('FunctionUrlConfig', 'InvokeMode'),
          TargetFunctionArn: madeReference(origin.stack.id, origin.id, undefined, origin.idAt),
        },
        origin.at('FunctionUrlConfig'),
      ),
    onOrigin,
  });
  yield made(`${from.id}UrlPublicPermissions`, 'AWS::Lambda::Permission', {
    from,
    isMade: (origin) => asString(origin.get('FunctionUrlConfig', 'AuthType')) === 'NONE',
    properties(origin) {
      const at = origin.at('FunctionUrlConfig', 'AuthType');
      return madeMapping(
        {
          Action: madeText('lambda:InvokeFunctionUrl', at),
          FunctionName: madeReference(origin.stack.id, origin.id, undefined, at),
          Principal: madeText('*', at),
          FunctionUrlAuthType: madeText('NONE', at),
        },
        at,
      );
    },
    onOrigin,
  });
}

/** SAM takes the documents of a role's policies as items of `Policies`, and names the path otherwise. */
function roleOnOrigin(path: Path, content: Content): { path: Path; content: Content } | undefined {
  const [property] = path;
  if (property === 'PermissionsBoundary' || property === 'AssumeRolePolicyDocument') return { path, content };
  if (property === 'Path' && path.length === 1) return { path: ['RolePath'], content };
  if (path.length !== 1) return undefined;
  if (property === 'ManagedPolicyArns') return { path: ['Policies'], content };
  if (property !== 'Policies' || typeof content !== 'object' || !('PolicyDocument' in content))
    return undefined;
  return { path, content: content.PolicyDocument };
}

function made(id: string, type: string, derivation: Derivation): Declaration {
  const { idNode, typeNode, node, condition } = derivation.from;
  return {
    id,
    idNode,
    type,
    typeNode,
    node,
    properties: undefined,
    condition,
    variables: noVariables,
    derivation,
  };
}
