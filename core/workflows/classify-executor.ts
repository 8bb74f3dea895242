import type { StepExecutor } from '../ports/step-executor.ts';
import { classifierVersion, classifySeries } from './classify-series.ts';
import { normalizedDescription } from './normalized-description.ts';

const method = 'pesscara/classify';

/** Sets the tags seriesType and normalizedDescription, each with its confidence, and seriesTypeReason; the classification is kept as an asset, for its provenance. */
export const classifyExecutor: StepExecutor = {
  describe: () =>
    Promise.resolve({
      method,
      methodVersion: classifierVersion,
      software: { name: method, version: classifierVersion },
    }),
  execute: async ({ item }, signal) => {
    signal.throwIfAborted();
    const type = classifySeries(item.properties);
    const { seriesType, confidence, reason } = type;
    const described = normalizedDescription(item.properties, type);
    return Promise.resolve({
      outputs: [
        {
          kind: 'series-classification',
          role: 'classification',
          label: `series type: ${seriesType}`,
          mediaType: 'application/json',
          bytes: null,
          properties: { seriesType, confidence, reason, normalizedDescription: { ...described } },
        },
      ],
      tags: [
        { name: 'seriesType', value: seriesType, reason },
        { name: 'seriesTypeConfidence', value: confidence, reason },
        { name: 'seriesTypeReason', value: reason, reason },
        { name: 'normalizedDescription', value: described.text, reason: described.reason },
        { name: 'normalizedDescriptionConfidence', value: described.confidence, reason: described.reason },
      ],
      log: `${seriesType} (${String(confidence)}): ${reason}\n${described.text} (${String(described.confidence)})`,
    });
  },
};
