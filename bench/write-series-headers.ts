/**
 * Writes classify/series-headers.jsonl: what headers of series would say, with the type that each is. `node bench/write-series-headers.ts`.
 * Synthetic: written by hand from what the vendors' DICOM conformance statements and published protocols have as typical; no scanner's files. A protocol and all
 * its names are in one half, so that what is held out is not what rules were tuned on under another name.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../core/json.ts';
import { randomOf } from '../demo/synthetic/random.ts';
import { canon } from './classify/canon.ts';
import { ge } from './classify/ge.ts';
import { otherModalities } from './classify/other-modalities.ts';
import { philips } from './classify/philips.ts';
import type { Protocol } from './classify/protocol.ts';
import { publicNames } from './classify/public-names.ts';
import { siemens } from './classify/siemens.ts';

const vendors = {
  Siemens: siemens,
  GE: ge,
  Philips: philips,
  Canon: canon,
  various: otherModalities,
  public: publicNames,
};
const random = randomOf(2026);

/** Up to that part more or less, as protocols of different places differ. */
function varied(attributes: JsonObject, name: string, part: number): JsonObject {
  const value = attributes[name];
  if (typeof value !== 'number') return {};
  const changed = value * (1 + part * (2 * random() - 1));
  return { [name]: Number(changed.toPrecision(3)) };
}

function orientationOf(name: string): readonly number[] {
  if (/sag/i.test(name)) return [0, 1, 0, 0, 0, -1];
  if (/cor/i.test(name)) return [1, 0, 0, 0, 0, -1];
  const tilt = 0.3 * random();
  return [1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt)].map((one) => Number(one.toFixed(4)));
}

function halfOf(vendor: string, { type, names }: Protocol): 'tuning' | 'held out' {
  if (vendor === 'public') return 'held out';
  const [first = 0] = createHash('sha256')
    .update(`${vendor}/${type}/${names.join('/')}`)
    .digest();
  return first % 2 === 0 ? 'tuning' : 'held out';
}

const headers = Object.entries(vendors).flatMap(([vendor, protocols]) =>
  protocols.flatMap((protocol) =>
    protocol.names.map((name, index) => {
      const { attributes, type } = protocol;
      const { modality } = attributes;
      const ofMr = modality === 'MR';
      const magneticFieldStrength = index % 2 === 0 ? 3 : 1.5;
      const planar = ofMr || modality === 'CT' || modality === 'PT';
      return {
        vendor,
        half: halfOf(vendor, protocol),
        type,
        properties: {
          ...attributes,
          ...varied(attributes, 'echoTime', 0.04),
          ...varied(attributes, 'repetitionTime', 0.06),
          ...varied(attributes, 'inversionTime', 0.03),
          ...(ofMr ? { magneticFieldStrength } : {}),
          ...(planar ? { imageOrientation: orientationOf(name) } : {}),
          seriesDescription: name,
        },
      };
    }),
  ),
);

const path = join(import.meta.dirname, 'classify', 'series-headers.jsonl');
writeFileSync(path, `${headers.map((header) => JSON.stringify(header)).join('\n')}\n`);
console.log(`${String(headers.length)} headers of ${String(Object.values(vendors).flat().length)} protocols: ${path}`);
