import type { BigIntStats } from 'node:fs';
import { open } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import type { DicomDataset, DicomFile } from '../../core/dicom/dataset.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { numberOf } from '../../core/dicom/values.ts';
import { asError, HubError, notFound, type ErrorCode } from '../../core/errors.ts';
import type {
  BulkDataRequest,
  FrameRequest,
  PixelFile,
  PixelSource,
  RenderRequest,
} from '../../core/ports/pixel-renderer.ts';
import { CodecFailure, decodeFrame, initializeCodecs } from './decode.ts';
import { decompressed } from './decompress.ts';
import { renderPicture } from './picture.ts';
import { encapsulatedFrame, layoutOf } from './pixels.ts';

/** What the worker is asked; `id` comes back with the answer. */
export type Question = { readonly id: number } & (
  | { readonly kind: 'render'; readonly request: RenderRequest }
  | { readonly kind: 'frame'; readonly request: FrameRequest }
  | { readonly kind: 'bulkData'; readonly request: BulkDataRequest }
  | { readonly kind: 'decompress'; readonly bytes: Uint8Array }
);

export type Reply =
  | { readonly id: number; readonly bytes: Uint8Array }
  /** A code of our own when the file is to blame, null for a fault. `broken`: the thread must not be used again. */
  | { readonly id: number; readonly code: ErrorCode | null; readonly message: string; readonly broken: boolean };

let last: { readonly key: string; readonly file: DicomFile } | null = null;

async function answer(question: Question): Promise<Uint8Array> {
  if (question.kind === 'decompress') return decompressed(question.bytes);
  const file = await fileOf(question.request);
  if (question.kind === 'render') return renderPicture(file, question.request);
  if (question.kind === 'bulkData') return bulkData(file.dataset, question.request.element.split('/'));
  if (question.request.as === 'native') {
    const { bytes } = decodeFrame(file, question.request.frame);
    return layoutOf(file.dataset).bitsAllocated === 1 ? packed(bytes) : bytes;
  }
  return encapsulatedFrame(file, layoutOf(file.dataset), question.request.frame);
}

/** Bytes that were handed over are kept for this one answer. */
async function fileOf(source: PixelSource): Promise<DicomFile> {
  return 'content' in source ? readDicom(source.content) : fileAt(source);
}

/**
 * The last file stays, since frames of one are asked for in turn. What stands at its path may be replaced at any time, so it is opened
 * each time, and what was kept counts only while the opened file is the same one.
 */
async function fileAt({ path, stamp }: PixelFile): Promise<DicomFile> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notFound('instance');
    throw error;
  });
  try {
    const found = await handle.stat({ bigint: true });
    if (stamp) {
      const { size, mtimeMs, ctimeMs } = await handle.stat();
      if (size !== stamp.sizeBytes || mtimeMs !== stamp.modifiedMs || ctimeMs !== stamp.changedMs) throw replaced();
    }
    const key = keyOf(path, found);
    if (last?.key === key) return last.file;
    last = null;
    const bytes = await handle.readFile();
    if (keyOf(path, await handle.stat({ bigint: true })) !== key) throw replaced();
    const file = readDicom(bytes);
    if (bytes.byteLength < 64 * 1024 * 1024) last = { key, file };
    return file;
  } finally {
    await handle.close();
  }
}

function keyOf(path: string, { dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [path, dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

function replaced(): HubError {
  return new HubError('UNAVAILABLE', 'the file is being changed');
}

/** Eight 1-bit pixels a byte, the first lowest (PS3.5 §8.1.1); decoding made them bytes. */
function packed(pixels: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(pixels.length / 8));
  for (const [index, pixel] of pixels.entries())
    if (pixel > 0) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  return bits;
}

function bulkData(dataset: DicomDataset, [tag = '', item, ...rest]: readonly string[]): Uint8Array {
  if (item !== undefined) {
    const inner = dataset.items(tag)[Number(item)];
    if (!inner) throw notFound('bulk data');
    return bulkData(inner, rest);
  }
  const value = dataset.get(tag)?.value;
  if (value?.kind === 'fragments') return Buffer.concat(value.fragments.slice(1));
  if (value?.kind !== 'bytes') throw notFound('bulk data');
  const ofVr = { OW: 2, OL: 4, OF: 4, OD: 8, OV: 8 }[dataset.get(tag)?.vr ?? ''] ?? 1;
  const unit = tag === '7FE00010' ? Math.max(ofVr, (numberOf(dataset, '00280100') ?? 8) / 8) : ofVr;
  if (!dataset.bigEndian || value.bytes.length % unit !== 0) return value.bytes;
  const copy = Buffer.from(value.bytes);
  if (unit === 2) return copy.swap16();
  if (unit === 4) return copy.swap32();
  return unit === 8 ? copy.swap64() : copy;
}

const ready = initializeCodecs();
parentPort?.on('message', (question: Question) => {
  ready
    .then(() => answer(question))
    .then(
      (bytes) => {
        // A copy of its own, so that it can be handed over without the file behind it.
        const copy = new Uint8Array(bytes);
        parentPort?.postMessage({ id: question.id, bytes: copy } satisfies Reply, [copy.buffer]);
      },
      (caught: unknown) => {
        const error = asError(caught);
        const code = error instanceof HubError ? error.code : null;
        const broken = code === null || error instanceof CodecFailure;
        parentPort?.postMessage({ id: question.id, code, message: error.message, broken } satisfies Reply);
      },
    )
    .catch((caught: unknown) => {
      throw asError(caught);
    });
});
