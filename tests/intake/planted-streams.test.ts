import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkerRenderer } from '../../adapters/dicom-render/worker-renderer.ts';
import { deidentify } from '../../core/deidentification/deidentify.ts';
import { basicProfile } from '../../core/deidentification/profile.ts';
import { createPseudonyms } from '../../core/deidentification/pseudonyms.ts';
import type { DicomFile } from '../../core/dicom/dataset.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 5));
const decoder = new WorkerRenderer({ workers: 1 });
afterAll(() => decoder.close());

const read = (name: string): DicomFile => readDicom(readFileSync(new URL(`../data/pydicom/${name}`, import.meta.url)));
const fragmentsOf = ({ dataset }: DicomFile): readonly Uint8Array[] => {
  const value = dataset.get('7FE00010')?.value;
  return value?.kind === 'fragments' ? value.fragments : [];
};

const secret = 'ZqStreamZqName';
const segment = (marker: number, text: string): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
};
/** COM of JPEG 2000 with text of ISO 8859-15. */
const comment2000 = Buffer.concat([segment(0x64, `\0\x01${secret}`)]);

/** Plants in the first fragment, after the start of the stream, and after its end. */
function plant(file: DicomFile, kind: 'jpeg' | 'jpeg2000' | 'rle'): void {
  const element = file.dataset.get('7FE00010');
  const [, first = new Uint8Array(), ...others] = fragmentsOf(file);
  if (!element) throw new Error('no pixels');
  const parts: Uint8Array[] = [first];
  if (kind === 'jpeg') {
    const planted = [segment(0xe1, `Exif\0\0${secret}`), segment(0xfe, secret), segment(0xed, secret)];
    parts.splice(0, 1, first.subarray(0, 2), ...planted, first.subarray(2));
  }
  if (kind === 'jpeg2000') {
    const sizEnd = 4 + ((first[4] ?? 0) << 8) + (first[5] ?? 0);
    parts.splice(0, 1, first.subarray(0, sizEnd), comment2000, first.subarray(sizEnd));
  }
  const whole = Buffer.concat([...parts, Buffer.from(secret)]);
  const even = whole.length % 2 === 0 ? whole : Buffer.concat([whole, Buffer.alloc(1)]);
  if (kind === 'rle') even.write(secret, 4 + (even[0] ?? 0) * 4, 'latin1');
  // An offset table that holds something else.
  const table = Buffer.from(`${secret}Zq`);
  file.dataset.set({ ...element, value: { kind: 'fragments', fragments: [table, even, ...others] } });
}

describe('what compressed pixels carry beside the picture', () => {
  it.each([
    ['SC_rgb_jpeg_dcmtk.dcm', 'jpeg'],
    ['SC_rgb_jpeg_app14_dcmd.dcm', 'jpeg'],
    ['JPGExtended.dcm', 'jpeg'],
    ['JPEG-lossy.dcm', 'jpeg'],
    ['MR_small_jpeg_ls_lossless.dcm', 'jpeg'],
    ['MR_small_jp2klossless.dcm', 'jpeg2000'],
    ['JPEG2000.dcm', 'jpeg2000'],
    ['693_J2KI.dcm', 'jpeg2000'],
    ['MR_small_RLE.dcm', 'rle'],
    ['SC_rgb_rle.dcm', 'rle'],
  ] as const)('goes from %s, and its pixels stay', async (name, kind) => {
    const before = read(name);
    const clean = await decoder.decompress(writeDicom(before));
    plant(before, kind);
    const bytes = writeDicom(before);
    expect(Buffer.from(bytes).includes(secret)).toBe(true);
    const { file, findings } = deidentify(readDicom(bytes), { pseudonyms, profile: basicProfile });
    const after = writeDicom(file);
    expect(Buffer.from(after).includes('Zq')).toBe(false);
    expect(findings.map((finding) => finding.kind)).not.toContain('STREAM_NOT_CLEANED');
    const pixels = (decoded: Uint8Array) => Buffer.from(readDicom(decoded).dataset.bytes('7FE00010') ?? []);
    expect(pixels(await decoder.decompress(after)).equals(pixels(clean))).toBe(true);
  });

  it('is told of where it cannot be followed', () => {
    const file = read('JPEG2000.dcm');
    const element = file.dataset.get('7FE00010');
    if (!element) throw new Error('no pixels');
    file.dataset.set({
      ...element,
      value: { kind: 'fragments', fragments: [new Uint8Array(), Buffer.from('no stream!')] },
    });
    const { findings } = deidentify(file, { pseudonyms, profile: basicProfile });
    expect(findings.map(({ kind }) => kind)).toContain('STREAM_NOT_CLEANED');
  });
});
