import { parseEmbeddedJson, parseYamlBlock, scalarOffsets } from '../syntax/embedded';
import { documentOf } from '../syntax/origin';
import type { Node, ScalarNode, TreeDocument } from '../syntax/tree';
import { type Declaration, readTemplate, type Template } from './template';

const stackSet = 'AWS::CloudFormation::StackSet';

/**
 * The template that a stack set has in its `TemplateBody`: JSON in a text, or YAML in a literal block, without anything that is
 * put in at deployment. It is deployed in other accounts, so that nothing joins it with the template around it.
 */
export function inlineTemplate({ type, properties }: Declaration): Template | undefined {
  if (type !== stackSet || properties?.kind !== 'map') return undefined;
  const body = textOf(properties.get('TemplateBody'));
  if (body === undefined) return undefined;
  const start = body.range.start;
  const known = templates.get(body);
  if (known?.start === start) return known.template;
  const document = read(body);
  const template =
    document === undefined || document.problems.length > 0 ? undefined : readTemplate(document);
  templates.set(body, { start, template });
  return template;
}

/** Kept as long as the text stays where it is: what was read of it can be edited only there. */
const templates = new WeakMap<
  ScalarNode,
  { readonly start: number; readonly template: Template | undefined }
>();

function textOf(node: Node | undefined): ScalarNode | undefined {
  if (node?.kind === 'map') {
    const sub = node.pairs.length === 1 ? node.get('Fn::Sub') : undefined;
    return sub?.kind === 'scalar' && !sub.text.includes('${') ? sub : undefined;
  }
  if (node?.kind !== 'scalar') return undefined;
  if (node.tag === undefined) return node;
  return node.tag === '!Sub' && !node.text.includes('${') ? node : undefined;
}

function read(body: ScalarNode): TreeDocument | undefined {
  if (!/^\s*\{/.test(body.text)) return parseYamlBlock(body);
  const host = documentOf(body);
  return host === undefined ? undefined : parseEmbeddedJson(body.file, body.text, scalarOffsets(host, body));
}
