import { existsSync } from 'node:fs';
import { installPackages } from './apt.ts';

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
  try {
    await installPackages('Chromium for tests of the page', 'chromium');
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
