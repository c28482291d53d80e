import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import { nestedStackTypes } from '../cloudformation/nested-stack-types';
import type { Template } from '../cloudformation/template';
import type { Node } from '../syntax/tree';
import { writtenTexts } from './written-text';

/** A dynamic reference that stays as it is written. */
export interface UnresolvedReference {
  readonly at: Place;
  readonly owner: string;
  /** Continues "a dynamic reference that …". */
  readonly why: string;
}

/**
 * The properties in which `ssm-secure` is resolved:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
 */
const secureStrings: ReadonlySet<string> = new Set([
  'AWS::DirectoryService::MicrosoftAD Password',
  'AWS::DirectoryService::SimpleAD Password',
  'AWS::ElastiCache::ReplicationGroup AuthToken',
  'AWS::IAM::User LoginProfile.Password',
  'AWS::KinesisFirehose::DeliveryStream RedshiftDestinationConfiguration.Password',
  'AWS::OpsWorks::App AppSource.Password',
  'AWS::OpsWorks::Stack CustomCookbooksSource.Password',
  'AWS::OpsWorks::Stack RdsDbInstances.DbPassword',
  'AWS::RDS::DBCluster MasterUserPassword',
  'AWS::RDS::DBInstance MasterUserPassword',
  'AWS::Redshift::Cluster MasterUserPassword',
]);

const reference = /\{\{\s*resolve:([\w-]+):/g;

/** The references of a template's resources to secrets that CloudFormation does not resolve. */
export function* unresolvedReferences(template: Template): Generator<UnresolvedReference> {
  if (!template.document.text.includes('resolve:')) return;
  for (const { id, type, properties } of template.resources.values()) {
    if (properties === undefined || nestedStackTypes.has(type)) continue;
    for (const { node, path } of leaves(properties, '')) {
      for (const written of writtenTexts(node, template)) {
        for (const match of written.text.matchAll(reference)) {
          const why = whyNot(match[1] ?? '', type, path);
          const end = written.text.indexOf('}}', match.index);
          const to = end === -1 ? written.text.length : end + 2;
          if (why !== undefined) yield { at: written.placeOf(match.index, to), owner: id, why };
        }
      }
    }
  }
}

function whyNot(store: string, type: string, path: string): string | undefined {
  if (store === 'ssm') return undefined;
  if (store !== 'ssm-secure' && store !== 'secretsmanager') {
    return `names the store ${store}, which is none of ssm, ssm-secure and secretsmanager`;
  }
  if (/^(?:Custom::|AWS::CloudFormation::CustomResource$)/.test(type))
    return 'CloudFormation does not resolve for a custom resource';
  if (store === 'secretsmanager' || /^(?!AWS::|Alexa::)/.test(type)) return undefined;
  return secureStrings.has(`${type} ${path}`)
    ? undefined
    : `CloudFormation does not resolve in ${path || 'this place'}`;
}

interface Leaf {
  readonly node: Node;
  readonly path: string;
}

function* leaves(node: Node, path: string): Generator<Leaf> {
  if (node.kind === 'scalar' || intrinsicOf(node) !== undefined) yield { node, path };
  else if (node.kind === 'sequence') for (const item of node.items) yield* leaves(item, path);
  else
    for (const { key, value } of node.pairs)
      yield* leaves(value, path === '' ? key.text : `${path}.${key.text}`);
}
