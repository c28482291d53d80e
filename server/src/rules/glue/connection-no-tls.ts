import { asBoolean, asString, type Value } from '../../base/value';
import { defineRule } from '../../engine/rule';

/** The property that switches TLS on, by type of connection, and what Glue does without it. */
const switches: ReadonlyMap<string, { readonly key: string; readonly absent: boolean | undefined }> = new Map(
  [
    ['JDBC', { key: 'JDBC_ENFORCE_SSL', absent: false }],
    ['KAFKA', { key: 'KAFKA_SSL_ENABLED', absent: true }],
    // What Glue does without it is not documented.
    ['MONGODB', { key: 'JDBC_ENFORCE_SSL', absent: undefined }],
  ],
);

const input = ['ConnectionInput', 'ConnectionProperties'] as const;

export const rule = defineRule({
  id: 'glue-connection-no-tls',
  title: 'Glue connection without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Glue::Connection'],
  why: `A JDBC connection of Glue uses TLS only when JDBC_ENFORCE_SSL is true or its URL asks for it, and a Kafka connection unless KAFKA_SSL_ENABLED is
false. Without TLS the password and the data cross the network in plain text, and nobody notices when a certificate is wrong. Allow
it for a database that cannot speak TLS and is reached over a private link alone.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Warehouse:
    Type: AWS::Glue::Connection
    Properties:
      CatalogId: !Ref AWS::AccountId
      ConnectionInput:
        ConnectionType: JDBC
        ConnectionProperties:
          JDBC_CONNECTION_URL: jdbc:postgresql://warehouse.example.com:5432/sales
          SECRET_ID: warehouse
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Warehouse:
    Type: AWS::Glue::Connection
    Properties:
      CatalogId: !Ref AWS::AccountId
      ConnectionInput:
        ConnectionType: JDBC
        ConnectionProperties:
          JDBC_CONNECTION_URL: jdbc:postgresql://warehouse.example.com:5432/sales
          JDBC_ENFORCE_SSL: 'true'
          SECRET_ID: warehouse
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html'],
  knownAs: [],
  *check(connection) {
    const type = asString(connection.get('ConnectionInput', 'ConnectionType'))?.toUpperCase();
    const option = switches.get(type ?? '');
    const properties = connection.get(...input);
    if (option === undefined || properties?.kind !== 'mapping') return;
    const value = connection.get(...input, option.key);
    const enforced = value === undefined ? (properties.open ? undefined : option.absent) : asBoolean(value);
    if (enforced !== false || tlsInUrl.test(knownText(connection.get(...input, 'JDBC_CONNECTION_URL'))))
      return;
    const why = value === undefined ? `without ${option.key}` : `with ${option.key} off`;
    yield {
      at: connection.at(...input, option.key),
      message: `${connection.id} connects ${why}, so its password and data may cross the network in plain text.`,
      fixes: [
        {
          title: `Set ${option.key} to true`,
          safe: false,
          changes: [connection.set([...input, option.key], 'true')],
        },
      ],
    };
  },
});

/** What drivers are told in a URL so that they speak TLS or nothing. Snowflake's speaks nothing else. */
const tlsInUrl =
  /[?&;:]sslmode=(?:require|verify)|[?&;:](?:ssl|requiressl|sslconnection)=true|[?&;]encrypt=(?:true|strict)|protocol=tcps|^jdbc:snowflake:/i;

/** The parts of a text that are known before deployment. */
function knownText(value: Value | undefined): string {
  const parts = value?.kind === 'text' ? value.parts : [value];
  return parts.map((part) => asString(part) ?? '\0').join('');
}
