import { readFile } from 'node:fs/promises';

/** What a process has open beside the sockets of subscribers: modules, databases, its own listeners. */
const besidesSockets = 100;

/** What so many sockets ask of this machine. */
interface Need {
  /** In one process, for what it is. */
  readonly files: ReadonlyMap<string, number>;
  /** From this machine to one port. */
  readonly connections: number;
}

/** @throws Error when a process may not open so many files, or the machine has too few ports to connect from */
export async function checkRoom({ files, connections }: Need): Promise<void> {
  const limits = await readFile('/proc/self/limits', 'utf8');
  // Node raises its own soft limit to the hard one.
  const allowed = Number(/^Max open files +\S+ +(\d+)/m.exec(limits)?.[1] ?? Infinity);
  for (const [what, wanted] of files) {
    if (wanted + besidesSockets > allowed)
      throw new Error(
        `--subscribers: ${what} needs ${String(wanted + besidesSockets)} open files, this machine allows ${String(allowed)} (ulimit -Hn)`,
      );
  }
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
  const [first = 0, last = 0] = range.trim().split(/\s+/).map(Number);
  if (connections > last - first)
    throw new Error(
      `--subscribers: ${String(connections)} connections to one port, this machine has ${String(last - first)} ports for them (net.ipv4.ip_local_port_range)`,
    );
}
