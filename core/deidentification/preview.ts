import { type DicomDataset, type DicomElement, type DicomFile, showTag, type Tag } from '../dicom/dataset.ts';
import { keywordOf } from '../dicom/dictionary.ts';
import { elementTexts } from '../dicom/values.ts';
import type { ActionTaken, Place } from './cleaning.ts';
import { deidentify, type DeidentifiedFile, type DeidentifyOptions } from './deidentify.ts';

/** What becomes of one attribute. Holds identified values: for those alone who may see them. */
export interface PreviewedAttribute {
  /** From the file's own level down: `(0040,A730)[2].(0040,A160)`; items are counted from 1. */
  readonly path: string;
  readonly tag: Tag;
  /** Null for private and unknown attributes. */
  readonly keyword: string | null;
  readonly vr: string;
  readonly action: ActionTaken | 'added';
  /** What decided: the table, an option, the profile, or a rule of ours. */
  readonly rule: string;
  /** Values parted by `\`, what is no text by its size, cut after 200 characters; null: absent. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface Preview {
  /** In the order of the file; of a sequence that goes, what was in it is not listed. */
  readonly attributes: readonly PreviewedAttribute[];
  readonly result: DeidentifiedFile;
}

const maxShown = 200;

/** What de-identification does to the file, attribute by attribute. Nothing is stored. @throws UNSUPPORTED as `deidentify` */
export function previewDeidentification(file: DicomFile, options: Omit<DeidentifyOptions, 'watch'>): Preview {
  const rows = new Map<string, PreviewedAttribute>();
  const result = deidentify(file, {
    ...options,
    watch: ({ source, element, target, place }, { element: after, action, rule }) => {
      const { tag, vr } = element;
      const shown = { before: showValue(source, element), after: after && showValue(target, after) };
      rows.set(sortKeyOf(place, tag), {
        path: pathOf(place, tag),
        tag,
        keyword: keywordOf(tag),
        vr,
        action,
        rule,
        ...shown,
      });
    },
  });
  // What de-identification writes itself, once all elements are done.
  for (const element of result.file.dataset) {
    const { tag, vr } = element;
    const row = rows.get(tag);
    const after = showValue(result.file.dataset, element);
    if (row?.after === after && tag !== '7FE00010') continue;
    if (row?.after === after && !result.findings.some(({ kind }) => kind === 'PIXELS_CLEANED')) continue;
    const written = { path: showTag(tag), tag, keyword: keywordOf(tag), vr, after, rule: ruleOfOurs(tag) };
    rows.set(tag, { ...written, action: row ? 'replaced' : 'added', before: row?.before ?? null });
  }
  const attributes = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return { attributes, result };
}

function ruleOfOurs(tag: Tag): string {
  if (tag === '00100010' || tag === '00100020') return 'research identifier';
  return tag === '7FE00010' || tag === '00280301'
    ? 'regions of the profile'
    : 'what was done, as PS3.15 E.3 wants it said';
}

function pathOf({ within }: Place, tag: Tag): string {
  if (within === null) return showTag(tag);
  return `${pathOf(within.place, within.tag)}[${String(within.item)}].${showTag(tag)}`;
}

function sortKeyOf({ within }: Place, tag: Tag): string {
  if (within === null) return tag;
  return `${sortKeyOf(within.place, within.tag)}[${String(within.item).padStart(7, '0')}${tag}`;
}

function showValue(dataset: DicomDataset, element: DicomElement): string {
  const { value } = element;
  if (value.kind === 'items') return counted(value.items.length, 'item');
  if (value.kind === 'fragments') return counted(value.fragments.length, 'fragment');
  const text = elementTexts(dataset, element).join('\\');
  if (text === '') return value.bytes.length === 0 ? '' : counted(value.bytes.length, 'byte');
  return text.length > maxShown ? `${text.slice(0, maxShown)}...` : text;
}

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;
