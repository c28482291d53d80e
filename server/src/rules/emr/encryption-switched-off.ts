import { asString, type Value } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

/** What a setting must not be, and what it is to be instead. */
interface Switch {
  readonly off: RegExp;
  readonly on: string;
  readonly does: string;
}

const offUnless = (does: string): Switch => ({ off: /^false$/i, on: 'true', does });

/** By classification and setting. Names from Spark's and Hadoop's own pages on security, and from the guide to EMRFS. */
const switches: Readonly<Record<string, Readonly<Record<string, Switch>>>> = {
  'spark-defaults': {
    'spark.authenticate': offUnless('lets Spark processes talk to each other without a shared secret'),
    'spark.network.crypto.enabled': offUnless('lets Spark processes talk to each other in plain text'),
    'spark.io.encryption.enabled': offUnless('lets Spark spill data to disk in plain'),
    'spark.ssl.enabled': offUnless("serves Spark's pages without TLS"),
  },
  'emrfs-site': {
    'fs.s3.enableServerSideEncryption': offUnless('leaves it to the bucket how data in S3 is encrypted'),
  },
  'core-site': {
    'hadoop.rpc.protection': {
      off: /^(?:authentication|integrity)$/i,
      on: 'privacy',
      does: 'lets Hadoop call between nodes in plain text',
    },
    'hadoop.security.authentication': {
      off: /^simple$/i,
      on: 'kerberos',
      does: 'lets Hadoop believe every user who they say they are',
    },
  },
  'hdfs-site': { 'dfs.encrypt.data.transfer': offUnless('lets HDFS copy blocks in plain text') },
  'mapred-site': { 'mapreduce.shuffle.ssl.enabled': offUnless('shuffles data between nodes in plain text') },
};

export const rule = defineRule({
  id: 'emr-encryption-switched-off',
  title: 'Hadoop or Spark with a safeguard switched off',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::EMR::Cluster',
    'AWS::EMR::InstanceGroupConfig',
    'AWS::EMR::InstanceFleetConfig',
    'AWS::EMRServerless::Application',
  ],
  why: `What a security configuration switches on, a setting of Hadoop, Spark or EMRFS can switch off again: a configuration that is
written into the cluster wins over what EMR sets. The cluster then looks encrypted and is not. Allow it where the setting is measured to
cost too much and the network of the cluster is its own.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Configurations:
        - Classification: spark-defaults
          ConfigurationProperties:
            spark.network.crypto.enabled: 'false'
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Configurations:
        - Classification: spark-defaults
          ConfigurationProperties:
            spark.network.crypto.enabled: 'true'
`,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-encryption-tdehdfs.html',
    'https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-configure-apps.html',
    'https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-configure.html',
  ],
  knownAs: [],
  *check(resource) {
    for (const { classification, path, value } of classificationsIn(resource.get(), [])) {
      const known = switches[classification] ?? {};
      if (value.kind !== 'mapping') continue;
      for (const [name, { value: setting }] of value.entries) {
        const found = known[name];
        if (found === undefined || !found.off.test(asString(setting) ?? '')) continue;
        yield {
          at: resource.at(...path, name),
          message: `${name} of ${resource.id} ${found.does}.`,
          fixes: [
            {
              title: `Set ${name} to ${found.on}`,
              safe: false,
              changes: [resource.set([...path, name], found.on)],
            },
          ],
        };
      }
    }
  },
});

interface Classification {
  readonly classification: string;
  /** Where its settings stand. */
  readonly path: Path;
  readonly value: Value;
}

/** Configurations stand in clusters, their groups and fleets, and in each other. */
function* classificationsIn(value: Value | undefined, path: Path): Generator<Classification> {
  if (value?.kind === 'list') {
    for (const [index, item] of value.items.entries()) yield* classificationsIn(item, [...path, index]);
  }
  if (value?.kind !== 'mapping') return;
  const classification = asString(value.entries.get('Classification')?.value);
  for (const [key, entry] of value.entries) {
    const isSettings = key === 'ConfigurationProperties' || key === 'Properties';
    if (classification !== undefined && isSettings)
      yield { classification, path: [...path, key], value: entry.value };
    else yield* classificationsIn(entry.value, [...path, key]);
  }
}
