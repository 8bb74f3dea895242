import { fc } from '../../../tests/support/fast-check.ts';
import { DicomDataset, type DicomFile, type DicomValue, type Tag } from '../dataset.ts';
import { allEntries } from '../dictionary.ts';
import { setText } from '../values.ts';

/** A data set as plain data, from which one in any byte order can be built. */
export interface Plan {
  readonly elements: readonly {
    readonly tag: Tag;
    readonly vr: string;
    readonly bytes?: Uint8Array;
    readonly items?: readonly Plan[];
  }[];
}

const entries = [...allEntries()].filter(
  ({ pattern, vr }) => !pattern.includes('x') && pattern >= '00080000' && vr !== 'UN',
);
const even = fc
  .uint8Array({ minLength: 0, maxLength: 24 })
  .map((bytes) => bytes.subarray(0, bytes.length - (bytes.length % 2)));

const planOf = (depth: number): fc.Arbitrary<Plan> => {
  const element = fc.constantFrom(...entries).chain(({ pattern: tag, vr }): fc.Arbitrary<Plan['elements'][number]> => {
    if (vr !== 'SQ') return even.map((bytes) => ({ tag, vr, bytes }));
    return depth === 0
      ? fc.constant({ tag, vr, items: [] })
      : fc.array(planOf(depth - 1), { maxLength: 2 }).map((items) => ({ tag, vr, items }));
  });
  return fc.array(element, { maxLength: 10 }).map((elements) => ({ elements }));
};

/** Data sets of known attributes with their own VRs, any bytes as values, sequences to three levels. */
export const arbitraryPlan: fc.Arbitrary<Plan> = planOf(3);

/** The data set of a plan. */
function build(plan: Plan, bigEndian: boolean, parent: DicomDataset | null = null): DicomDataset {
  const dataset = new DicomDataset({ bigEndian, parent });
  for (const { tag, vr, bytes, items } of plan.elements) {
    const value: DicomValue =
      items === undefined
        ? { kind: 'bytes', bytes: bytes ?? new Uint8Array() }
        : { kind: 'items', items: items.map((item) => build(item, bigEndian, dataset)) };
    dataset.set({ tag, vr, value });
  }
  return dataset;
}

/** A file of the plan, which begins as data sets do. */
export function fileOf(plan: Plan, transferSyntaxUID: string): DicomFile {
  const dataset = build(plan, transferSyntaxUID === '1.2.840.10008.1.2.2');
  setText(dataset, '00080005', 'ISO_IR 100');
  return { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID };
}

/** Everything that a data set says, as plain data to compare. */
export function plain(dataset: DicomDataset): unknown {
  return [...dataset]
    .filter(({ tag }) => !tag.endsWith('0000'))
    .map(({ tag, vr, value }) => {
      if (value.kind === 'items') return [tag, 'SQ', value.items.map(plain)];
      if (value.kind === 'fragments') return [tag, vr, value.fragments.map(padded)];
      return [tag, vr, padded(value.bytes)];
    });
}

/** Values have even lengths in a file: an odd one comes back longer by a padding byte, which is not compared. */
function padded(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/(00|20)$/, '');
}
