/** Whether anybody on the way to the address could read what is sent there. */
export function isOpenWay(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
