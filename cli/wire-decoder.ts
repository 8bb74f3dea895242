import { WorkerRenderer } from '../adapters/dicom-render/worker-renderer.ts';
import { TesseractFinder } from '../adapters/tesseract/tesseract-finder.ts';

/** What decompresses pixels; its threads start with the first file. Many frames of one file count as one request. */
export function openDecoder(): WorkerRenderer {
  return new WorkerRenderer({ deadlineMs: 120_000 });
}

/** What looks at pixels: decodes them, makes pictures of them, and reads text in these. */
export function openEyes() {
  const decoder = openDecoder();
  const textFinder = new TesseractFinder();
  return {
    decoder,
    pictures: decoder,
    textFinder,
    close: async (): Promise<void> => {
      textFinder.close();
      await decoder.close();
    },
  };
}
