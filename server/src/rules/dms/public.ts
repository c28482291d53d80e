import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'dms-public',
  title: 'DMS replication instance with a public address',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DMS::ReplicationInstance'],
  why: `A replication instance holds the passwords of both databases and the data on its way between them. It gets a public address
unless PubliclyAccessible is false, and changing that later replaces it. Databases outside of the VPC are reached through a VPN, a private
link or a NAT gateway. Allow it for a migration over the internet whose other side admits its address alone.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Replication:
    Type: AWS::DMS::ReplicationInstance
    Properties:
      ReplicationInstanceClass: dms.t3.medium
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Replication:
    Type: AWS::DMS::ReplicationInstance
    Properties:
      ReplicationInstanceClass: dms.t3.medium
      PubliclyAccessible: false
`,
  },
  references: [
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.PublicPrivate.html',
  ],
  knownAs: [],
  *check(instance) {
    const written = instance.get('PubliclyAccessible');
    if (written !== undefined && asBoolean(written) !== true) return;
    yield {
      at: instance.at('PubliclyAccessible'),
      message: `${instance.id} gets an address on the internet${written === undefined ? ', because PubliclyAccessible is true by default' : ''}; making it private later replaces it.`,
      fixes: [
        {
          title: `Make ${instance.id} private, which replaces it`,
          safe: false,
          changes: [instance.set(['PubliclyAccessible'], false)],
        },
      ],
    };
  },
});
