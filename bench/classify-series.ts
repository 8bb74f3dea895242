/**
 * How well the series classifier does on the labelled headers of bench/classify: accuracy, precision and recall of each type, and what is taken for
 * what. `node bench/classify-series.ts [--half tuning|held-out] [--list]`: --list prints each header that was taken for something else.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { JsonObject } from '../core/json.ts';
import { classifierVersion, classifySeries } from '../core/workflows/classify-series.ts';
import { seriesTypes } from '../core/workflows/series-type.ts';

const headerShape = z.array(
  z.object({
    vendor: z.string(),
    half: z.enum(['tuning', 'held out']),
    type: z.enum(seriesTypes),
    properties: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null),
  }),
);
const { values: options } = parseArgs({ options: { half: { type: 'string' }, list: { type: 'boolean' } } });
const text = readFileSync(join(import.meta.dirname, 'classify', 'series-headers.jsonl'), 'utf8');
const headers = headerShape.parse(
  text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line)),
);

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

/** What headers often lack. */
const lacking: readonly (readonly [what: string, names: readonly string[]])[] = [
  ['descriptions', ['seriesDescription']],
  ['the contrast agent', ['contrastAgent']],
  ['Image Type', ['imageType']],
  [
    'what newer software writes (sequence name, 2D or 3D, b-value, time points, angio flag)',
    ['sequenceName', 'mrAcquisitionType', 'diffusionBValue', 'numberOfTemporalPositions', 'angioFlag'],
  ],
];

for (const half of ['tuning', 'held out'] as const) {
  if (options.half !== undefined && options.half.replace('-', ' ') !== half) continue;
  const judged = headers
    .filter((header) => header.half === half)
    .map((header) => ({ ...header, said: classifySeries(header.properties) }));
  const right = judged.filter(({ type, said }) => said.seriesType === type);
  console.log(
    `\n${half}: ${String(right.length)} of ${String(judged.length)} right (${percent(right.length, judged.length)}), rules ${classifierVersion};` +
      ` of the names that studies published ${percent(right.filter(({ vendor }) => vendor === 'public').length, judged.filter(({ vendor }) => vendor === 'public').length)}`,
  );
  for (const [what, names] of lacking) {
    const still = judged.filter(({ type, properties }) => {
      const rest = Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
      return classifySeries(rest).seriesType === type;
    });
    console.log(`  without ${what}: ${percent(still.length, judged.length)}`);
  }
  const sure = judged.filter(({ said }) => said.confidence >= 0.9);
  const sureAndRight = sure.filter(({ type, said }) => said.seriesType === type);
  console.log(
    `of those with a confidence of 0.9 and more: ${percent(sureAndRight.length, sure.length)} of ${String(sure.length)}`,
  );
  console.log('type                 headers  precision  recall');
  for (const type of seriesTypes) {
    const are = judged.filter((one) => one.type === type);
    const called = judged.filter(({ said }) => said.seriesType === type);
    const both = are.filter(({ said }) => said.seriesType === type).length;
    console.log(
      `${type.padEnd(20)} ${String(are.length).padStart(7)}  ${percent(both, called.length).padStart(9)}  ${percent(both, are.length).padStart(7)}`,
    );
  }
  const wrong = judged.filter(({ type, said }) => said.seriesType !== type);
  for (const [what, found] of Map.groupBy(wrong, ({ type, said }) => `${type} taken for ${said.seriesType}`))
    console.log(`${String(found.length)} x ${what}`);
  if (options.list === true)
    for (const { vendor, type, said, properties } of wrong)
      console.log(`${vendor} ${type} -> ${said.seriesType} (${said.reason}): ${JSON.stringify(properties)}`);
}
