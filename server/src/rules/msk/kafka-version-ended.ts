import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

/** The newest minor version of each major one whose support has ended: 3.5 in October 2025, all of 2 and 1 before. */
const ended: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 8],
  [3, 5],
]);

export const rule = defineRule({
  id: 'msk-kafka-version-ended',
  title: 'Kafka version that MSK supports no longer',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::MSK::Cluster'],
  why: `Known weaknesses of a Kafka version are mended until its support ends. After that MSK upgrades clusters by itself, at a time that
nobody chose and without a notice, and makes new ones with such a version no longer. Support of 3.5 and of all before it has ended.
There is little reason to allow it.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      KafkaVersion: 2.8.1
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      KafkaVersion: 3.8.x
`,
  },
  references: [
    'https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/version-support.html',
  ],
  knownAs: [],
  *check(cluster) {
    const version = asString(cluster.get('KafkaVersion')) ?? '';
    const [, major, minor] = /^(\d+)\.(\d+)(?:\.|$)/.exec(version) ?? [];
    const last = ended.get(Number(major));
    if (last === undefined || Number(minor) > last) return;
    yield {
      at: cluster.at('KafkaVersion'),
      message: `${cluster.id} runs Kafka ${version}, which MSK supports no longer and may upgrade at any time.`,
    };
  },
});
