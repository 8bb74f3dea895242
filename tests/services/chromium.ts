import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Path of a Chromium: PESSCARA_TEST_CHROMIUM, else one that the system has, else Debian's package, which this installs.
 * @throws Error saying what to install, where that can't be done
 */
export async function chromiumPath(): Promise<string> {
  const given = process.env['PESSCARA_TEST_CHROMIUM'];
  if (given) return given;
  const found = places.find((path) => existsSync(path));
  if (found) return found;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = async (...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', '-o', 'DPkg::Lock::Timeout=300', ...args];
    await run(command, rest, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    });
  };
  try {
    await apt('update', '-q');
    await apt('install', '-y', '-q', '--no-install-recommends', 'chromium');
  } catch (error) {
    throw new Error('the page is tested in Chromium: install it, or name one by PESSCARA_TEST_CHROMIUM', {
      cause: error,
    });
  }
  return '/usr/bin/chromium';
}

/** What keeps a headless Chromium from calling anybody. */
export const chromiumArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
