import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { isLocalAddress } from '../../graph/local-address';

export const rule = defineRule({
  id: 'kinesis-agent-plain-http',
  title: 'Kinesis agent without TLS',
  severity: 'error',
  profile: 'recommended',
  on: 'setup',
  why: `The Kinesis agent sends every record of the files it follows to the endpoint in its settings. With an address that begins with
http:// the records and the signed requests cross the network in plain text, and whoever is on the way reads and changes them. Leave
the scheme out, or write https://. Allow it for an emulator on the same machine.`,
  bad: {
    language: 'json',
    text: `{
  "kinesis.endpoint": "http://kinesis.eu-west-1.amazonaws.com",
  "flows": [{ "filePattern": "/var/log/orders/*.log", "kinesisStream": "orders" }]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "kinesis.endpoint": "https://kinesis.eu-west-1.amazonaws.com",
  "flows": [{ "filePattern": "/var/log/orders/*.log", "kinesisStream": "orders" }]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/streams/latest/dev/writing-with-agents.html',
    'https://docs.aws.amazon.com/streams/latest/dev/infrastructure-security.html',
  ],
  knownAs: [],
  *check({ isKinesisAgent, settings }): Generator<Finding> {
    if (!isKinesisAgent) return;
    for (const { name, text, at, replace } of settings) {
      if (name?.endsWith('.endpoint') !== true || !/^http:\/\//i.test(text) || isLocalAddress(text)) continue;
      const isAws = /^http:\/\/[^/]*\.amazonaws\.com(?:\.cn)?(?:[:/]|$)/i.test(text);
      yield {
        at,
        message: `${name} begins with http://, so the agent sends its records in plain text.`,
        fixes: [{ title: 'Use https', safe: isAws, changes: [replace(`https${text.slice(4)}`)] }],
      };
    }
  },
});
