import type { StepExecutor } from '../ports/step-executor.ts';
import { classifierVersion, classifySeries } from './classify-series.ts';

const method = 'pesscara/classify';

/** Sets the tags seriesType, seriesTypeConfidence and seriesTypeReason; the classification is kept as an asset, for its provenance. */
export const classifyExecutor: StepExecutor = {
  describe: () =>
    Promise.resolve({
      method,
      methodVersion: classifierVersion,
      software: { name: method, version: classifierVersion },
    }),
  execute: async ({ item }, signal) => {
    signal.throwIfAborted();
    const { seriesType, confidence, reason } = classifySeries(item.properties);
    return Promise.resolve({
      outputs: [
        {
          kind: 'series-classification',
          role: 'classification',
          label: `series type: ${seriesType}`,
          mediaType: 'application/json',
          bytes: null,
          properties: { seriesType, confidence, reason },
        },
      ],
      tags: [
        { name: 'seriesType', value: seriesType, reason },
        { name: 'seriesTypeConfidence', value: confidence, reason },
        { name: 'seriesTypeReason', value: reason, reason },
      ],
      log: `${seriesType} (${String(confidence)}): ${reason}`,
    });
  },
};
