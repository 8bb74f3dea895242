import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './server.ts';

const run = promisify(execFile);
const version = '3.13.2';
/** As the registry names it (`npm view @ohif/app dist.integrity`). */
const sha512 = 'WZdxmpmG7rqFgW9ZJLcbgr3XCtLi1KDNPoMaeY5PPe6j4G4fjEjjkycZM6C6Zk2F87BKxFfpq+jd5xXZB9E8EA==';

/** The folder of a build of OHIF, out of its npm package without the packages that it names; kept from run to run. */
export async function ohifFolder(): Promise<string> {
  const home = join(cacheFolder, `ohif-${version}`);
  const dist = join(home, 'package', 'dist');
  if (existsSync(dist)) return dist;
  const fresh = `${home}.${randomUUID()}`;
  mkdirSync(fresh, { recursive: true });
  try {
    await run('npm', ['pack', `@ohif/app@${version}`, '--silent', '--pack-destination', fresh], { cwd: fresh });
    const archive = join(fresh, `ohif-app-${version}.tgz`);
    const found = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (found !== sha512) throw new Error(`@ohif/app ${version}: expected sha512 ${sha512}, got ${found}`);
    await run('tar', ['-xzf', archive, '-C', fresh]);
    rmSync(archive);
    // Of two that fetch at once, the first stays.
    if (!existsSync(home)) renameSync(fresh, home);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return dist;
}
