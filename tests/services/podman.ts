import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './apt.ts';
import { serviceFolder } from './server.ts';

export interface TestPodman {
  /** Path of a podman with images and containers of its own. */
  readonly command: string;
  /** An image with busybox alone, by its digest: `localhost/busybox@sha256:...`. */
  readonly image: string;
  /** The names of all containers, running or not. */
  containers(): readonly string[];
  /** The names of those that run. */
  running(): readonly string[];
  /** Removes all containers. */
  close(): void;
}

/** Debian's podman with a store of its own, and an image made on this machine: nothing is pulled. */
export async function openPodman(): Promise<TestPodman> {
  const programs = ['/usr/bin/podman', '/usr/sbin/runc', '/usr/bin/busybox'];
  if (!programs.every((path) => existsSync(path)))
    await installPackages('Containers for tests', 'podman', 'runc', 'busybox-static');
  const folder = serviceFolder('podman');
  const command = join(folder, 'podman');
  const storage = ['--root', 'store', '--runroot', 'run', '--tmpdir', 'tmp'].map((word) =>
    word.startsWith('--') ? word : join(folder, word),
  );
  // A machine for tests may have no overlay file system and no systemd.
  const fixed = [
    '--storage-driver',
    'vfs',
    '--cgroup-manager',
    'cgroupfs',
    '--events-backend',
    'file',
    '--runtime',
    'runc',
  ];
  writeFileSync(command, `#!/bin/sh\nexec /usr/bin/podman ${[...storage, ...fixed].join(' ')} "$@"\n`, { mode: 0o755 });
  const podman = (...args: string[]): string =>
    execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

  const names = (...which: string[]): string[] =>
    podman('ps', ...which, '--format', '{{.Names}}')
      .split('\n')
      .filter((name) => name !== '');

  const tar = join(folder, 'busybox.tar');
  makeRoot(join(folder, 'root'));
  execFileSync('tar', [
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '-C',
    join(folder, 'root'),
    '-cf',
    tar,
    '.',
  ]);
  podman('import', '--quiet', tar, 'localhost/busybox:1');
  const digest = podman('image', 'inspect', '--format', '{{.Digest}}', 'localhost/busybox:1');
  return {
    command,
    image: `localhost/busybox@${digest}`,
    containers: () => names('--all'),
    running: () => names(),
    close: () => {
      podman('rm', '--all', '--force', '--time', '0');
      podman('image', 'rm', '--all', '--force');
    },
  };
}

function makeRoot(root: string): void {
  for (const name of ['bin', 'proc', 'sys', 'dev', 'tmp', 'etc', 'work'])
    mkdirSync(join(root, name), { recursive: true });
  copyFileSync('/usr/bin/busybox', join(root, 'bin', 'busybox'));
  const applets = execFileSync('/usr/bin/busybox', ['--list'], { encoding: 'utf8' }).trim().split('\n');
  for (const name of applets) if (name !== 'busybox') symlinkSync('busybox', join(root, 'bin', name));
}
