import type { Ports } from './security-group';

/** The first port that attackers look for in some ports: administration, file sharing, databases, data engines. */
export function dangerousPort(ports: Ports): number | undefined {
  if (ports.kind !== 'ports') return undefined;
  for (const port of known.keys()) if (!web.has(port) && ports.from <= port && port <= ports.to) return port;
  return undefined;
}

/** Words for some ports: `SSH (22)`, `every port`, `ports 3000 to 4000 (MySQL among them)`. */
export function describePorts(ports: Ports): string {
  if (ports.kind === 'all') return 'every port';
  if (ports.kind === 'portless') return ports.protocol;
  if (ports.kind === 'unknown') return 'some port';
  const { from, to, protocol } = ports;
  const transport = protocol === 'udp' ? 'UDP ' : '';
  if (from === to) return `${transport}${describePort(from)}`;
  if (from <= 1 && to === 65535) return `every ${transport || 'TCP '}port`;
  const danger = dangerousPort(ports);
  const example = danger === undefined ? '' : ` (${known.get(danger)} among them)`;
  return `${transport}ports ${from} to ${to}${example}`;
}

function describePort(port: number): string {
  const name = known.get(port);
  return name === undefined ? `port ${port}` : `${name} (${port})`;
}

const web: ReadonlySet<number> = new Set([80, 443]);

const known: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [3389, 'RDP'],
  [20, 'FTP data'],
  [21, 'FTP'],
  [23, 'Telnet'],
  [25, 'SMTP'],
  [80, 'HTTP'],
  [110, 'POP3'],
  [135, 'RPC'],
  [143, 'IMAP'],
  [443, 'HTTPS'],
  [445, 'CIFS'],
  [1433, 'SQL Server'],
  [1434, 'SQL Server'],
  [1521, 'Oracle'],
  [2049, 'NFS'],
  [2181, 'ZooKeeper'],
  [3306, 'MySQL'],
  [4333, 'mSQL'],
  [5432, 'PostgreSQL'],
  [5439, 'Redshift'],
  [5500, 'VNC'],
  [5601, 'Kibana'],
  [6379, 'Redis'],
  [8020, 'HDFS'],
  [8080, 'HTTP'],
  [8088, 'YARN'],
  [8111, 'DAX'],
  [8888, 'Jupyter'],
  [9092, 'Kafka'],
  [9094, 'Kafka'],
  [9096, 'Kafka'],
  [9098, 'Kafka'],
  [9111, 'DAX'],
  [9200, 'OpenSearch'],
  [9300, 'OpenSearch'],
  [9870, 'HDFS'],
  [10000, 'Hive'],
  [11211, 'Memcached'],
  [18080, 'Spark'],
  [27017, 'MongoDB'],
  [50070, 'HDFS'],
]);
