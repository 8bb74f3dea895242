import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../../core/json.ts';
import { cliPath, runNode, startHub, temporaryFolder } from '../../support/pesscara-process.ts';

const patch = (url: string, offset: number, body: Uint8Array<ArrayBuffer>) =>
  fetch(url, {
    method: 'PATCH',
    body,
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
  });

test(
  'an upload that is half done goes on, at the same address, in the hub that it was carried to',
  { timeout: 240_000 },
  async () => {
    await using folder = await temporaryFolder();
    const at = (name: string) => join(folder.path, name);
    const bytes = randomBytes(3000);
    let address = '';
    {
      await using hub = await startHub(at('first'));
      const { createProject } = await hub.operator.request(
        z.object({ createProject: z.object({ project: z.object({ id: z.string() }) }) }),
        'mutation { createProject(input: { name: "UP" }) { project { id } } }',
      );
      const input = {
        projectId: createProject.project.id,
        fileName: 'a.bin',
        sizeBytes: bytes.length,
        sha256: sha256(bytes),
      };
      const { createUpload } = await hub.operator.request(
        z.object({ createUpload: z.object({ upload: z.object({ url: z.string() }) }) }),
        'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { url } } }',
        { input },
      );
      address = createUpload.upload.url;
      expect((await patch(hub.process.url + address, 0, bytes.subarray(0, 1000))).status).toBe(204);
    }
    const environment = { PESSCARA_EXPORT_PASSPHRASE: 'correct horse battery' };
    const run = async (home: string, command: string) =>
      (await runNode(cliPath, [command, at('export'), '--json'], { ...environment, PESSCARA_HOME: at(home) })).code;
    expect(await run('first', 'export')).toBe(0);
    expect(await run('second', 'import')).toBe(0);
    await using hub = await startHub(at('second'));
    const last = await patch(hub.process.url + address, 1000, bytes.subarray(1000));
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, '3000']);
  },
);
