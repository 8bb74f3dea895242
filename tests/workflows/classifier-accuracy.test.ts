import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { JsonObject } from '../../core/json.ts';
import { classifySeries } from '../../core/workflows/classify-series.ts';
import { seriesTypes } from '../../core/workflows/series-type.ts';
import { repository } from '../support/pesscara-process.ts';

const shape = z.object({
  half: z.enum(['tuning', 'held out']),
  type: z.enum(seriesTypes),
  properties: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null),
});

test('the classifier does as well on the labelled headers as docs/workflows.md says', () => {
  const text = readFileSync(join(repository, 'bench', 'classify', 'series-headers.jsonl'), 'utf8');
  const headers = text
    .trim()
    .split('\n')
    .map((line) => shape.parse(JSON.parse(line)));
  const accuracy = (half: string) => {
    const judged = headers.filter((header) => header.half === half);
    return (
      judged.filter(({ type, properties }) => classifySeries(properties).seriesType === type).length / judged.length
    );
  };
  expect(headers.length).toBeGreaterThan(300);
  expect(accuracy('tuning')).toBe(1);
  expect(accuracy('held out')).toBeGreaterThan(0.96);
});
