/**
 * `npm run lock:check`: the lock file pins content (integrity), not places: an address in `resolved` would be asked
 * instead of the reader's own registry. No package may need an install script, for npm runs none here. And no dependency
 * may lack, also none for another platform: npm leaves those out that its registry hadn't, and `npm ci` refuses the file.
 */
import { isLocked, lockedPackages } from './package-lock.ts';

/** Packages with an install script that we have seen work without it. */
const worksWithout: ReadonlySet<string> = new Set([
  'node_modules/@apollo/protobufjs', // prints a warning about version ranges
  'node_modules/protobufjs', // the same
  'node_modules/core-js-pure', // prints a request for donations
  'node_modules/msgpackr-extract', // speeds msgpackr up where it can be built; its packages for each platform come prebuilt
]);

const locked = lockedPackages();
const packages = [...locked].filter(([, { link }]) => link !== true);
const problems = packages.flatMap(
  ([path, { resolved, integrity, hasInstallScript, dependencies, optionalDependencies }]) => [
    ...(resolved === undefined
      ? []
      : [`${path} has an address: ${resolved} (npm config set omit-lockfile-registry-resolved true, then lock again)`]),
    ...(integrity === undefined ? [`${path} has no integrity`] : []),
    ...(hasInstallScript === true && !worksWithout.has(path)
      ? [`${path} has an install script: show that it works without, then name it here`]
      : []),
    ...Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(locked, path, name))
      .map((name) => `${path} needs ${name}, which isn't locked: take a version whose packages are all to be had`),
  ],
);
for (const problem of problems) console.error(`package-lock.json: ${problem}`);
if (packages.length === 0) console.error('package-lock.json holds no package');
if (packages.length === 0 || problems.length > 0) process.exitCode = 1;
