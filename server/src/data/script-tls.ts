import { remembered } from '../base/remember';

/** Settings of drivers that switch TLS off, leave it optional, or accept any certificate. */
export interface TlsSetting {
  /** In lower case, without the prefixes of Spark and Kafka. */
  readonly name: string;
  /** Values that weaken TLS, in lower case. */
  readonly weak: RegExp;
  /** The value that makes it right. */
  readonly good: string;
  /** For people: what the weak value lets happen. */
  readonly effect: string;
}

const unencrypted = 'sends the password and the data unencrypted';
const optional = 'goes on unencrypted when the server, or somebody in between, offers no TLS';
const anyone = 'accepts any certificate, also that of somebody in between';
const no = /^(?:false|0|no|off|f)$/;
const yes = /^(?:true|1|yes|on)$/;

const setting = (name: string, weak: RegExp, good: string, effect: string): TlsSetting => ({
  name,
  weak,
  good,
  effect,
});

/**
 * By name. Sources: the connection parameters of PgJDBC, MySQL Connector/J, Microsoft's JDBC driver, the Redshift drivers,
 * the MongoDB connection string, Apache Kafka's client configuration, and Glue's connection options.
 */
export const tlsSettings: readonly TlsSetting[] = [
  setting('usessl', no, 'true', unencrypted),
  setting('requiressl', no, 'true', optional),
  setting('ssl', no, 'true', unencrypted),
  setting('sslmode', /^(?:disable|disabled|none)$/, 'verify-full', unencrypted),
  setting('sslmode', /^(?:allow|prefer|preferred)$/, 'verify-full', optional),
  setting('ssl_mode', /^(?:disable|disabled|none)$/, 'VERIFY_IDENTITY', unencrypted),
  setting('ssl_mode', /^(?:allow|prefer|preferred)$/, 'VERIFY_IDENTITY', optional),
  setting('ssl_disabled', yes, 'false', unencrypted),
  setting('usetls', no, 'true', unencrypted),
  setting('use_ssl', no, 'true', unencrypted),
  setting('tls', no, 'true', unencrypted),
  setting('encrypt', no, 'true', unencrypted),
  setting('encrypt', /^(?:optional)$/, 'true', optional),
  setting('trustservercertificate', yes, 'false', anyone),
  setting('verifyservercertificate', no, 'true', anyone),
  setting('allowinvalidcertificates', yes, 'false', anyone),
  setting('tlsallowinvalidcertificates', yes, 'false', anyone),
  setting('tlsallowinvalidhostnames', yes, 'false', anyone),
  setting('tlsinsecure', yes, 'false', anyone),
  setting('sslallowinvalidcertificates', yes, 'false', anyone),
  setting('ssl_cert_reqs', /^(?:none|cert_none)$/, 'required', anyone),
  setting('sslfactory', /nonvalidatingfactory/, '', anyone),
  setting('insecure_mode', yes, 'false', anyone),
  setting('security.protocol', /^plaintext$/, 'SSL', unencrypted),
  setting('security.protocol', /^sasl_plaintext$/, 'SASL_SSL', unencrypted),
  setting('security_protocol', /^plaintext$/, 'SSL', unencrypted),
  setting('security_protocol', /^sasl_plaintext$/, 'SASL_SSL', unencrypted),
  setting('ssl.endpoint.identification.algorithm', /^$/, 'https', anyone),
  setting('ssl_check_hostname', no, 'true', anyone),
  setting('enable.ssl.certificate.verification', no, 'true', anyone),
  setting('jdbc_enforce_ssl', no, 'true', unencrypted),
  setting('verify_certs', no, 'true', anyone),
];

/** The setting that a name and a value weaken; undefined when they weaken none. */
export function weakTls(name: string, value: string): TlsSetting | undefined {
  const named = settingsNamed(name);
  if (named.length === 0) return undefined;
  const text = value.trim().toLowerCase();
  return named.find(({ weak }) => weak.test(text));
}

const settingsNamed = remembered((name) => {
  const plain = name.toLowerCase().replace(/^(?:spark\.)?(?:hadoop\.)?(?:kafka\.)/, '');
  return tlsSettings.filter((one) => one.name === plain);
});

/** Names that may stand in a connection string. */
export const tlsNames: ReadonlySet<string> = new Set(tlsSettings.map(({ name }) => name));
