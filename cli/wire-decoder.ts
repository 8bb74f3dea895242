import { WorkerRenderer } from '../adapters/dicom-render/worker-renderer.ts';

/** What decompresses pixels; its threads start with the first file. Many frames of one file count as one request. */
export function openDecoder(): WorkerRenderer {
  return new WorkerRenderer({ deadlineMs: 120_000 });
}
