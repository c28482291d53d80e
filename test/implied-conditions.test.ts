import { describe, expect, it } from 'vitest';
import { impliedOutcome } from '../server/src/cloudformation/implied';
import { readTemplate } from '../server/src/cloudformation/template';
import { parseYaml } from '../server/src/syntax/yaml';

const text = `Parameters:
  Zones: {Type: String}
  Stage: {Type: String}
Conditions:
  Four: !Equals [!Ref Zones, '4']
  Three: !Or [!Equals [!Ref Zones, '3'], !Condition Four]
  Production: !Equals [!Ref Stage, production]
  Test: !Not [!Condition Production]
  Large: !And [!Condition Production, {Condition: Three}]
  Largest: !And [!Condition Large, !Condition Four]
  Circle: !Or [!Condition Round, !Condition Four]
  Round: !Condition Circle
Resources:
  Bucket: {Type: 'AWS::S3::Bucket'}
`;

const template = readTemplate(parseYaml('a.yaml', text));

describe('what the outcomes of conditions say about others', () => {
  it.each([
    ['itself', 'Four', { Four: true }, true],
    ['nothing about a wider one that fails', 'Four', { Three: true }, undefined],
    ['a wider one', 'Three', { Four: true }, true],
    ['a narrower one of one that fails', 'Four', { Three: false }, false],
    ['what a conjunction holds', 'Production', { Large: true }, true],
    ['what a conjunction holds at any depth', 'Three', { Largest: true }, true],
    ['a conjunction with one that fails', 'Large', { Production: false }, false],
    ['a conjunction of what holds', 'Large', { Production: true, Four: true }, true],
    ['nothing about a conjunction of which one holds', 'Large', { Production: true }, undefined],
    ['nothing about the parts of a conjunction that fails', 'Production', { Large: false }, undefined],
    ['the opposite', 'Test', { Production: true }, false],
    ['what is opposed', 'Production', { Test: true }, false],
    ['nothing about others', 'Production', { Four: true }, undefined],
    ['a circle', 'Round', { Four: true }, true],
    ['nothing in a circle', 'Round', {}, undefined],
    ['nothing about what is not defined', 'Gone', { Four: true }, undefined],
  ] as const)('%s', (_, condition, given, expected) => {
    if (template === undefined) throw new Error('no template');
    expect(impliedOutcome(condition, new Map(Object.entries(given)), template)).toBe(expected);
  });
});
