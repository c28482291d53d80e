import type { Finding, Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Setting, SetupFile } from '../../graph/setup-file';
import { secretsInSetup } from '../../graph/setup-secrets';

export const rule = defineRule({
  id: 'secrets-settings-file',
  title: 'Secret in a settings file',
  severity: 'error',
  profile: 'recommended',
  on: 'setup',
  why: `The settings of the Kinesis agent, EMR configurations, state machines, task definitions, connectors, Glue jobs and connections,
and build specifications are checked in, copied to machines and shown by the services that they are given to. A password or key in one
is known to everybody who can read any of these, and stays valid until it is changed everywhere. The Kinesis agent takes the role of
the instance when no keys are in its settings; the other services have a way to name a stored secret instead. Allow it where the text
opens nothing.`,
  bad: {
    language: 'json',
    text: `{
  "awsAccessKeyId": "LOADERKEYID",
  "awsSecretAccessKey": "Wint3r-Levee-42",
  "flows": [{ "filePattern": "/var/log/orders/*.log", "kinesisStream": "orders" }]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "flows": [{ "filePattern": "/var/log/orders/*.log", "kinesisStream": "orders" }]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/streams/latest/dev/writing-with-agents.html',
    'https://docs.aws.amazon.com/firehose/latest/dev/agent-config-settings.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-sensitive-data.html',
  ],
  knownAs: ['KICS common/passwords_and_secrets'],
  *check(setup): Generator<Finding> {
    for (const { setting, at, what, under } of secretsInSetup(setup)) {
      yield {
        at,
        message:
          what === 'a secret'
            ? `The text ${under?.startsWith('-') ? 'after' : 'under'} ${under ?? 'this name'} is a secret, which everybody who can read ${setup.what} can use.`
            : `This is ${what}, which everybody who can read ${setup.what} can use.`,
        fixes: fixesOf(setup, setting),
      };
    }
  },
});

/** Without keys the agent asks the instance for its role. */
function fixesOf({ isKinesisAgent }: SetupFile, setting: Setting): Fix[] {
  if (!isKinesisAgent || !/^aws(?:AccessKeyId|SecretAccessKey)$/.test(setting.name ?? '')) return [];
  const removal = setting.remove('awsAccessKeyId', 'awsSecretAccessKey');
  return removal === undefined
    ? []
    : [
        {
          title: 'Remove the keys, so that the agent takes the role of its instance',
          safe: false,
          changes: [removal],
        },
      ];
}
