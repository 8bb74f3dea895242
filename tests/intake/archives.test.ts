import { makeZip } from 'client-zip';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Delivery } from '../../core/intake/receive-archive.ts';
import { createArchiveReceiving } from '../../core/intake/receive-archive.ts';
import { zipReader } from '../../adapters/zip/zip-reader.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { curator, manager, projectId, streamOf, TestHub, viewer } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let ingestionId: string;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  await intake.createPool(manager, { projectId, name: 'door' });
  ingestionId = (await intake.startIngestion(curator, projectId, 'door')).id;
});
afterAll(() => hub.close());

const image = (number: number): Uint8Array =>
  dicomImage({ study: '1.2.5', series: '1.2.5.1', instance: `1.2.5.1.${String(number)}` });

async function zipOf(members: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> {
  const files = Object.entries(members).map(([name, input]) => ({ name, input: Buffer.from(input as Uint8Array) }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of makeZip(files) as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A ZIP by Python, which can do what no proper program does. */
function zipByPython(script: string): Buffer {
  const program = `import io, sys, zipfile\nbuffer = io.BytesIO()\n${script}\nsys.stdout.buffer.write(buffer.getvalue())`;
  return execFileSync('python3', ['-c', program], { maxBuffer: 64 * 1024 * 1024 });
}

const send = (name: string, bytes: Uint8Array): Promise<Delivery> =>
  intake.receiveDelivery(curator, ingestionId, name, streamOf(bytes));

async function membersOf(bytes: Uint8Array, name = 'media.zip') {
  const delivery = await send(name, bytes);
  if (!('members' in delivery)) throw new Error(`no archive: ${JSON.stringify(delivery)}`);
  return delivery.members.map((member) => [member.name, member.outcome, member.reason]);
}

describe('a ZIP', () => {
  it('is received as if each member had been sent alone, and again without a second one', async () => {
    const zip = await zipOf({
      'a/1.dcm': image(1),
      'a/2.dcm': image(2),
      'again.dcm': image(1),
      'README.txt': 'no image',
      'a/DICOMDIR': pydicomFile('dicomdirtests/DICOMDIR'),
    });
    const expected = [
      ['media.zip/a/1.dcm', 'RECEIVED', null],
      ['media.zip/a/2.dcm', 'RECEIVED', null],
      ['media.zip/again.dcm', 'DUPLICATE', 'the same bytes came to this pool before'],
      ['media.zip/README.txt', 'REFUSED', expect.stringContaining('not readable as DICOM')],
      ['media.zip/a/DICOMDIR', 'REFUSED', expect.stringContaining('a DICOMDIR')],
    ];
    expect(await membersOf(zip)).toEqual(expected);
    expect(await membersOf(zip)).toEqual(expected);
    const counts = (await intake.countsByIds(curator, [ingestionId])).get(ingestionId);
    expect(counts).toMatchObject({ received: 2, duplicate: 1, refused: 2, total: 5 });
    await hub.drain(intake);
    expect((await intake.countsByIds(curator, [ingestionId])).get(ingestionId)).toMatchObject({ quarantined: 2 });
  });

  it('deflated members, folders and an empty archive are read', async () => {
    const script = `with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as z:
  z.writestr('folder/', '')
  z.writestr('folder/text', 'x' * 100000)`;
    expect(await membersOf(zipByPython(script))).toEqual([['media.zip/folder/text', 'REFUSED', expect.any(String)]]);
    expect(await membersOf(zipByPython(`zipfile.ZipFile(buffer, 'w').close()`))).toEqual([]);
  });

  it('each member that is no good is told with its reason, and the others are taken', async () => {
    const inner = (await zipOf({ 'x.dcm': image(9) })).toString('base64');
    const good = Buffer.from(image(3)).toString('base64');
    const script = `import base64
with zipfile.ZipFile(buffer, 'w') as z:
  z.writestr('../../etc/passwd', 'x')
  z.writestr('/absolute', 'x')
  z.writestr('C:\\\\windows', 'x')
  z.writestr('inner.zip', base64.b64decode('${inner}'))
  link = zipfile.ZipInfo('link'); link.external_attr = 0o120777 << 16
  z.writestr(link, '/etc/passwd')
  z.writestr('good.dcm', base64.b64decode('${good}'))
  z.writestr('damaged.dcm', b'DAMAGEME' * 100)
  z.writestr('locked.dcm', b'thirteen byte')
data = bytearray(buffer.getvalue())
at = data.index(b'DAMAGEME'); data[at] = 0
at = data.rindex(b'PK\\x01\\x02'); data[at + 8] |= 1; data[at + 24] = 1
buffer = io.BytesIO(bytes(data))`;
    expect(await membersOf(zipByPython(script))).toEqual([
      ['media.zip/../../etc/passwd', 'REFUSED', 'a name that leads out of the archive'],
      ['media.zip//absolute', 'REFUSED', 'a name that leads out of the archive'],
      ['media.zip/C:\\windows', 'REFUSED', 'a name that leads out of the archive'],
      ['media.zip/inner.zip', 'REFUSED', 'an archive within an archive: send it by itself'],
      ['media.zip/link', 'REFUSED', 'a link'],
      ['media.zip/good.dcm', 'RECEIVED', null],
      ['media.zip/damaged.dcm', 'REFUSED', 'damaged in the archive'],
      ['media.zip/locked.dcm', 'REFUSED', 'encrypted'],
    ]);
  });

  it('that inflates to far more than it is, or to too many files, is not read to its end', async () => {
    const ports = { ...hub.ports, archives: zipReader, maxFileBytes: 10_000_000 };
    const strict = createArchiveReceiving(ports, intake, {
      maxArchiveBytes: 1_000_000,
      maxMembers: 3,
      maxRatio: 10,
      freeBytes: 1_000_000,
    });
    const bomb = zipByPython(`with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as z:
  for n in range(5): z.writestr(str(n), b'\\0' * 1000000 + str(n).encode())`);
    const sent = await strict.receiveDelivery(curator, ingestionId, 'bomb.zip', streamOf(bomb));
    expect('members' in sent && sent.members.map(({ name, reason }) => [name, reason?.replace(/:.*/, '')])).toEqual([
      ['bomb.zip/0', 'not readable as DICOM'],
      ['bomb.zip/1', 'the archive inflates to more than 10 times its size'],
      ['bomb.zip/2', 'the archive inflates to more than 10 times its size'],
      ['bomb.zip/...', 'an archive of more than 3 files'],
    ]);
    const large = await strict.receiveDelivery(
      curator,
      ingestionId,
      'large.zip',
      streamOf(await zipOf({ a: Buffer.alloc(1_000_001) })),
    );
    expect(large).toMatchObject({
      file: { outcome: 'REFUSED', reason: 'begins as a ZIP, and can not be read as one' },
    });
  });

  it('cut short, or with a broken directory, is refused as a whole; what only looks like one is no archive', async () => {
    const zip = await zipOf({ '1.dcm': image(1) });
    for (const bytes of [zip.subarray(0, -30), zip.subarray(0, 10), Buffer.from('PK\x03\x04')]) {
      expect(await send('cut.zip', bytes)).toMatchObject({
        file: { outcome: 'REFUSED', reason: 'begins as a ZIP, and can not be read as one' },
      });
    }
    const disguised = Buffer.from(image(1));
    disguised.write('PK\x03\x04', 0, 'latin1');
    expect(await send('1.dcm', disguised)).toMatchObject({ file: { outcome: 'RECEIVED' } });
    const broken = Buffer.from(zip);
    broken[broken.indexOf('PK\x01\x02', 0, 'latin1')] = 0;
    expect(await membersOf(broken)).toEqual([
      ['media.zip/...', 'REFUSED', "the archive's directory can not be read further"],
    ]);
  });

  it('is for those who may send', async () => {
    const zip = await zipOf({ '1.dcm': image(1) });
    await expect(intake.receiveDelivery(viewer, ingestionId, 'a.zip', streamOf(zip))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
