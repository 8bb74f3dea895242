import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startSite } from '../../cli/wire-site.ts';
import { archiveContract } from '../../tests/contract/archive.contract.ts';
import { serviceUrl } from '../../tests/services/addresses.ts';
import { openDicomWebArchive } from './archive.ts';

const token = 'a-token-for-tests-only';

archiveContract('dicomweb-client, against our own site', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pesscara-archive-'));
  const site = await startSite({ folder, host: '127.0.0.1', port: 0, token });
  return {
    open: openDicomWebArchive,
    url: site.url,
    token,
    async end() {
      await site.close(1000);
      await rm(folder, { recursive: true, force: true });
    },
  };
});

// Two hospitals' archives of another make; what they hold stays, so the suite uses UIDs of its own each time.
describe.each([serviceUrl('orthanc-a'), serviceUrl('orthanc-b')])('%#', (address) => {
  archiveContract('dicomweb-client, against Orthanc', () => {
    const { origin, pathname, username, password } = new URL(address);
    return Promise.resolve({
      open: openDicomWebArchive,
      url: `${origin}${pathname}`,
      token: `${username}:${password}`,
      end: () => Promise.resolve(),
    });
  });
});

describe('openDicomWebArchive', () => {
  test('says that the site refuses the token when it is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pesscara-archive-'));
    const site = await startSite({ folder, host: '127.0.0.1', port: 0, token });
    try {
      const archive = openDicomWebArchive({ id: 'x', name: 'x', url: `${site.url}/`, token: 'another-token' });
      await expect(archive.searchStudies({}, 1, AbortSignal.timeout(5000))).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        message: "the archive refused the hub's token",
      });
    } finally {
      await site.close(0);
      await rm(folder, { recursive: true, force: true });
    }
  });
});
