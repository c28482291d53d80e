import { describe, expect, it } from 'vitest';
import { Decisions } from '../server/src/cloudformation/decisions';
import { Deployment } from '../server/src/cloudformation/deployment';
import { readTemplate } from '../server/src/cloudformation/template';
import { TemplateIndex } from '../server/src/cloudformation/template-index';
import type { Network } from '../server/src/network/network';
import { pathToInternet, pathToService, routeTableOf } from '../server/src/network/reach';
import { readNetwork } from '../server/src/network/read-network';
import { parseYaml } from '../server/src/syntax/yaml';
import { paths } from './models/network-paths';
import { smallNetwork } from './models/small-network';

describe('what a subnet reaches', () => {
  it.each(paths)('$name: $ask', ({ network, ask, expected }) => {
    expect(answer(networkOf({ 'a.yaml': smallNetwork(network) }), ask)).toBe(expected);
  });
});

function answer(network: Network, ask: string): string {
  const [subnet, word, service = ''] = ask.split(' ');
  const key = `a.yaml/${subnet}`;
  if (word === 'to') return pathToService(network, key, service).via;
  if (word === 'out') return pathToInternet(network, key).via;
  const found = routeTableOf(network, key);
  return found.kind === 'table' ? found.table.resource.id : found.kind;
}

function networkOf(files: Readonly<Record<string, string>>): Network {
  const templates = Object.entries(files).flatMap(([file, text]) => {
    const template = readTemplate(parseYaml(file, text));
    return template === undefined ? [] : [template];
  });
  const index = new TemplateIndex(templates, new Map());
  const stack = new Deployment(index, new Decisions()).stack(Object.keys(files)[0] ?? '');
  if (stack === undefined) throw new Error('no template');
  return readNetwork(stack);
}
