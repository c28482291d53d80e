import { spokenCallee } from '../../data/script-credentials';
import { defineRule } from '../../engine/rule';
import { opensConnection, weakConnections } from '../../graph/script-tls';

export const rule = defineRule({
  id: 'script-jdbc-no-tls',
  title: 'Connection without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'call',
  why: `Options such as useSSL=false or sslmode=disable switch the encryption of a connection off, sslmode=prefer leaves it to the
server, and trustServerCertificate=true encrypts for whoever answers. The password and the data then cross the network readable, or
go to somebody in between. Demand TLS and check the certificate; the drivers know Amazon's certificate authorities or take their
bundle. Allow it for a connection that never leaves the machine.`,
  bad: {
    language: 'python',
    text: `import os

import psycopg2

connection = psycopg2.connect(host="dwh.internal", password=os.environ["PW"], sslmode="disable")
`,
  },
  good: {
    language: 'python',
    text: `import os

import psycopg2

connection = psycopg2.connect(host="dwh.internal", password=os.environ["PW"], sslmode="verify-full")
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
    'https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html',
  ],
  knownAs: [],
  callees: { test: opensConnection },
  *check(call) {
    for (const { at, name, value, setting, changes } of weakConnections(call)) {
      yield {
        at,
        message: `With ${name}=${value}, the connection of ${spokenCallee(call.callee)} ${setting.effect}.`,
        fixes:
          changes.length === 0
            ? []
            : [{ title: `Set ${name} to ${goodFor(name, setting.good)}`, safe: false, changes }],
      };
    }
  },
});

function goodFor(name: string, good: string): string {
  return good === 'verify-full' && name === 'sslMode' ? 'the strictest mode' : good;
}
