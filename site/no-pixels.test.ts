import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSite } from '../cli/wire-site.ts';
import { dicomImage } from '../tests/support/dicom-image.ts';

test('pixels of an object that has none are not found, whatever is asked of them; a form that there is none of is not acceptable', async () => {
  const none = await mkdtemp(join(tmpdir(), 'pesscara-site-'));
  const ids = { study: '7.1', series: '7.1.1', instance: '7.1.1.1' };
  await writeFile(join(none, 'plan'), dicomImage({ ...ids, frames: 0, text: { Modality: 'RTPLAN' } }));
  const server = await startSite({ folder: none, host: '127.0.0.1', port: 0, token: null });
  try {
    const object = '/studies/7.1/series/7.1.1/instances/7.1.1.1';
    const ask = async (path: string, accept = '*/*') => {
      const reply = await fetch(server.url + path, { headers: { accept } });
      return [reply.status, ((await reply.json()) as { code: string }).code];
    };
    for (const part of ['/frames/1', '/frames/1/rendered', '/frames/1/thumbnail', '/rendered', '/thumbnail'])
      expect(await ask(object + part), part).toEqual([404, 'NOT_FOUND']);
    for (const path of ['/studies/7.1', '/studies/7.1/series/7.1.1'])
      for (const part of ['/rendered', '/thumbnail'])
        expect(await ask(path + part), path + part).toEqual([404, 'NOT_FOUND']);
    expect(await ask(`${object}/rendered`, 'video/mp4')).toEqual([406, 'UNSUPPORTED']);
    expect(await ask(`${object}/frames/1`, 'image/gif')).toEqual([406, 'UNSUPPORTED']);
    expect((await fetch(`${server.url}${object}`)).status).toBe(200);
  } finally {
    await server.close(0);
    await rm(none, { recursive: true, force: true });
  }
});
