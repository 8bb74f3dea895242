import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeZip } from 'client-zip';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { dicomImage } from '../../support/dicom-image.ts';
import { cliPath, startHub, temporaryFolder } from '../../support/pesscara-process.ts';

const image = (number: number): Uint8Array =>
  dicomImage({ study: '1.2.6', series: '1.2.6.1', instance: `1.2.6.1.${String(number)}` });

test('what comes into a watched folder, ZIPs too, is taken once and put aside', { timeout: 300_000 }, async () => {
  await using folder = await temporaryFolder();
  await using hub = await startHub(join(folder.path, 'home'));
  const inbox = join(folder.path, 'inbox');
  mkdirSync(inbox);
  writeFileSync(join(inbox, 'one.dcm'), image(1));
  writeFileSync(join(inbox, 'text.txt'), 'no image');
  const files = [2, 3].map((number) => ({ name: `${String(number)}.dcm`, input: Buffer.from(image(number)) }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of makeZip(files) as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  writeFileSync(join(inbox, 'media.zip.part'), Buffer.concat(chunks));

  const words = ['watch', inbox, '--project', 'W', '--pool', 'inbox', '--interval', '1', '--settle', '1'];
  const env = { ...process.env, PESSCARA_HOME: hub.home };
  const watch = spawn(process.execPath, [cliPath, ...words], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    const aside = (path: string) => expect.poll(() => existsSync(join(inbox, '.pesscara', path)), { timeout: 60_000 });
    await aside('sent/one.dcm').toBe(true);
    await aside('refused/text.txt.reason.txt').toBe(true);
    expect(existsSync(join(inbox, 'media.zip.part'))).toBe(true);
    renameSync(join(inbox, 'media.zip.part'), join(inbox, 'media.zip'));
    await aside('sent/media.zip').toBe(true);
  } finally {
    watch.kill('SIGTERM');
    await once(watch, 'exit');
  }
  expect(watch.exitCode).toBe(0);
  const counts = z.object({
    project: z.object({ id: z.string() }),
  });
  const { project } = await hub.operator.request(counts, '{ project(name: "W") { id } }', {});
  await expect
    .poll(
      () =>
        hub.operator.request(
          z.unknown(),
          'query ($id: ID!) { ingestions(projectId: $id) { counts { quarantined refused total } } }',
          { id: project.id },
        ),
      { timeout: 60_000, interval: 300 },
    )
    .toEqual({ ingestions: [{ counts: { quarantined: 3, refused: 1, total: 4 } }] });
});
