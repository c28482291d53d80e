/** True for addresses of this machine and of the emulators that run beside it: `http://localhost:4566`, `127.0.0.1`. */
export function isLocalAddress(url: string): boolean {
  return /^(?:[a-z0-9+:]+:\/\/)?(?:[^@/]*@)?(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal|localstack|minio|moto|dynamodb-local|kinesalite|elasticmq)(?=[:/?,;]|$)/i.test(
    url,
  );
}

/** True for a URL or a connection string of this machine: `jdbc:mysql://localhost/test`, `host=localhost user=…`. */
export function isLocalUrl(text: string): boolean {
  const host = /(?:\/\/(?:[^@/]*@)?|\bhost=)([^/?;\s]+)/.exec(text)?.[1];
  return host !== undefined && isLocalAddress(host);
}
