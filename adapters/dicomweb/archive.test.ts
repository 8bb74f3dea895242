import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startSite } from '../../cli/wire-site.ts';
import { archiveContract } from '../../tests/contract/archive.contract.ts';
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

// Any DICOMweb archive that runs can be held to the same: PESSCARA_TEST_DICOMWEB=http://127.0.0.1:8042/dicom-web
const foreign = process.env['PESSCARA_TEST_DICOMWEB'];
if (foreign !== undefined)
  archiveContract('dicomweb-client, against a foreign archive', async () => ({
    open: openDicomWebArchive,
    url: foreign,
    token: null,
    end: async () => undefined,
  }));

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
