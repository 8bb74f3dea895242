import { z } from 'zod';

const element = z.looseObject({ vr: z.string().optional(), Value: z.array(z.unknown()).optional() });
const dataset = z.record(z.string(), element);

/** A list of data sets as QIDO-RS answers it (PS3.18 Annex F). */
export const datasets = z.array(dataset);
/** One data set, as STOW-RS answers it. */
export const storeAnswer = dataset;
export type Dataset = z.infer<typeof dataset>;

/** All values of an attribute that are text or numbers, as text; a person name by its alphabetic part. */
export function textsOf(set: Dataset, tag: string): readonly string[] {
  return (set[tag]?.Value ?? []).flatMap((value) => {
    if (typeof value === 'string') return value === '' ? [] : [value];
    if (typeof value === 'number') return [String(value)];
    if (typeof value === 'object' && value !== null && 'Alphabetic' in value && typeof value.Alphabetic === 'string')
      return [value.Alphabetic];
    return [];
  });
}

export function textOf(set: Dataset, tag: string): string | null {
  return textsOf(set, tag)[0] ?? null;
}

/** A whole number of zero or more (IS may come as text), null when absent or something else. */
export function countOf(set: Dataset, tag: string): number | null {
  const text = textOf(set, tag);
  return text !== null && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}

/** YYYY-MM-DD of a DA value, null when absent or no such date. */
export function dateOf(set: Dataset, tag: string): string | null {
  const found = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(textOf(set, tag)?.trim() ?? '');
  return found ? found.slice(1).join('-') : null;
}

/** The items of a sequence. */
export function itemsOf(set: Dataset, tag: string): readonly Dataset[] {
  return (set[tag]?.Value ?? []).flatMap((item) => {
    const parsed = dataset.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}
