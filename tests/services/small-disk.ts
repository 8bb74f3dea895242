/**
 * The command as one that sees a disk of that size at `folder` (a tmpfs, in a mount namespace of its own: it is gone when the
 * command ends, however that comes). Needs Linux, and either root or user namespaces.
 */
export function onSmallDisk(folder: string, sizeBytes: number, command: readonly string[]): [string, ...string[]] {
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const script = `mount -t tmpfs -o size=${String(sizeBytes)} tmpfs "$0" && exec "$@"`;
  return ['unshare', ...asRoot, '--mount', 'sh', '-c', script, folder, ...command];
}
