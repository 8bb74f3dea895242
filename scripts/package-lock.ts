import { readFileSync } from 'node:fs';

/** What we read of one entry of package-lock.json (lockfileVersion 3). */
export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The packages of our lock file by their path, `node_modules/graphql`; workspaces and the root are left out. */
export function lockedPackages(): ReadonlyMap<string, LockedPackage> {
  const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, LockedPackage>> };
  return new Map(Object.entries(packages).filter(([path]) => path.includes('node_modules/')));
}

/** `graphql` of `node_modules/x/node_modules/graphql`. */
export function packageName(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** True when a package at `path` finds the one called `name` in the lock file, beside itself or further up. */
export function isLocked(locked: ReadonlyMap<string, LockedPackage>, path: string, name: string): boolean {
  const above = path.includes('/node_modules/') ? path.slice(0, path.lastIndexOf('/node_modules/')) : null;
  if (locked.has(`${path}/node_modules/${name}`)) return true;
  return above === null ? locked.has(`node_modules/${name}`) : isLocked(locked, above, name);
}
