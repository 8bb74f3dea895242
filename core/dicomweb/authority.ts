/** What of a request says where its client has reached this process. */
export interface ReachedBy {
  /** The Host header. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket: { readonly localAddress?: string | undefined; readonly localPort?: number | undefined };
}

/**
 * Host and port for the addresses in an answer: as the client wrote them. Python's dicomweb-client leaves the port out (against RFC 9110
 * §7.2), and would follow such an address to port 80: where the host is the very address that was called, and no proxy says that it stands
 * between, the port is the one that was called.
 */
export function authorityOf({ host, headers, socket: { localAddress = '', localPort = 80 } }: ReachedBy): string {
  const isDirect = headers['x-forwarded-proto'] === undefined && headers['x-forwarded-for'] === undefined;
  if (!isDirect || localPort === 80) return host;
  const called = localAddress.replace(/^::ffff:/, '');
  const isLoopback = called.startsWith('127.') || called === '::1';
  const names = [called, `[${called}]`, ...(isLoopback ? ['localhost'] : [])];
  return names.includes(host.toLowerCase()) ? `${host}:${String(localPort)}` : host;
}
