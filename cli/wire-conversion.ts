import { ConvertExecutor } from '../adapters/dcm2niix/convert-executor.ts';
import { ItkFormats } from '../adapters/itk-wasm/itk-formats.ts';
import { createConvertExecutor } from '../core/workflows/convert-executor.ts';
import { createReformatExecutor } from '../core/workflows/reformat-executor.ts';
import { openDecoder } from './wire-decoder.ts';

/** What converts series and volumes, with its folder for running conversions; `close` ends its child processes. */
export function wireConversion(workFolder: string) {
  const images = new ConvertExecutor({ workFolder, processes: 2 });
  const formats = new ItkFormats({ workFolder });
  const decoder = openDecoder();
  return {
    convert: createConvertExecutor({ images, formats, decoder }),
    reformat: createReformatExecutor(formats),
    async close(): Promise<void> {
      images.close();
      await decoder.close();
    },
  };
}
