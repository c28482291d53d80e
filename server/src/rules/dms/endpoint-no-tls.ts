import { asString } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

/** Where an engine says how it is reached, whether it speaks plain text without that, and what its repair says. */
interface Switch {
  readonly path: Path;
  readonly off: string;
  readonly absent: boolean;
  readonly repair: string | undefined;
}

const mode = (repair?: string): Switch => ({ path: ['SslMode'], off: 'none', absent: true, repair });

export const rule = defineRule({
  id: 'dms-endpoint-no-tls',
  title: 'DMS endpoint without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DMS::Endpoint'],
  why: `The default of SslMode is none: DMS then logs in to the database and copies all its data in plain text, often across the
networks of two companies. Kafka and Redis have settings of their own for it; endpoints of AWS such as S3, Kinesis or Redshift are always
reached over TLS. Allow it for a database that cannot speak TLS and is reached over a private link alone.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Source:
    Type: AWS::DMS::Endpoint
    Properties:
      EndpointType: source
      EngineName: postgres
      SslMode: none
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Source:
    Type: AWS::DMS::Endpoint
    Properties:
      EndpointType: source
      EngineName: postgres
      SslMode: require
`,
  },
  references: [
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kafka.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Redis.html',
  ],
  knownAs: [],
  *check(endpoint) {
    const engine = asString(endpoint.get('EngineName'))?.toLowerCase();
    const how = engine === undefined ? undefined : switches.get(engine);
    if (how === undefined) return;
    const written = endpoint.get(...how.path);
    if (written === undefined ? !how.absent : asString(written)?.toLowerCase() !== how.off) return;
    yield {
      at: endpoint.at(...how.path),
      message: `${endpoint.id} logs in to ${engine} and copies its data in plain text, because ${how.path.join('.')} is ${how.off}${written === undefined ? ' by default' : ''}.`,
      fixes:
        how.repair === undefined
          ? []
          : [
              {
                title: `Reach ${endpoint.id} over TLS`,
                safe: false,
                changes: [endpoint.set(how.path, how.repair)],
              },
            ],
    };
  },
});

/** Engines without a repair check the server's certificate, which has to be given with CertificateArn. */
const switches: ReadonlyMap<string, Switch> = new Map<string, Switch>([
  ['postgres', mode('require')],
  ['aurora-postgresql', mode('require')],
  ['sqlserver', mode('require')],
  ['azuredb', mode('require')],
  ['mongodb', mode('require')],
  ['mysql', mode()],
  ['mariadb', mode()],
  ['aurora', mode()],
  ['oracle', mode()],
  ['sybase', mode()],
  ['db2', mode()],
  ['db2-zos', mode()],
  ['docdb', mode()],
  [
    'kafka',
    {
      path: ['KafkaSettings', 'SecurityProtocol'],
      off: 'plaintext',
      absent: true,
      repair: 'ssl-encryption',
    },
  ],
  [
    'redis',
    {
      path: ['RedisSettings', 'SslSecurityProtocol'],
      off: 'plaintext',
      absent: false,
      repair: 'ssl-encryption',
    },
  ],
]);
