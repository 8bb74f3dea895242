import type { DicomDataset } from '../dicom/dataset.ts';
import { numberOf, textOf, textsOf } from '../dicom/values.ts';

/** Pixels from the left upper corner of every frame; what lies outside of the image counts for nothing. */
export interface Rectangle {
  /** From 0, to the right. */
  readonly x: number;
  /** From 0, downwards. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place that looks like text; what it says is not kept, as it may be a patient's name. */
export interface TextPlace extends Rectangle {
  /** From 1; null: in every frame. */
  readonly frame: number | null;
  /** How sure the reader is, 0 to 1. */
  readonly confidence: number;
  /** True when it says the patient's name, an identifier or the birth date. */
  readonly isPatients: boolean;
}

/** Where images of a device have text in their pixels. Null: any. Texts are compared without regard to case and outer spaces. */
export interface RegionRule {
  /** Manufacturer (0008,0070) has this in it. */
  readonly manufacturer: string | null;
  /** Manufacturer's Model Name (0008,1090) has this in it. */
  readonly model: string | null;
  readonly modality: string | null;
  /** One of the values of Image Type (0008,0008) has this in it. */
  readonly imageType: string | null;
  readonly rows: number | null;
  readonly columns: number | null;
  /** None: nothing is blacked out, and no later rule is for such images, which stay as suspect as without a rule. */
  readonly rectangles: readonly Rectangle[];
}

/** The first rule that the image meets; null when none does, or it has no pixels. */
export function regionRuleFor(dataset: DicomDataset, rules: readonly RegionRule[]): RegionRule | null {
  if (!['7FE00008', '7FE00009', '7FE00010'].some((tag) => dataset.has(tag))) return null;
  const holds = (wanted: string | null, texts: readonly string[]): boolean =>
    wanted === null || texts.some((text) => text.toUpperCase().includes(wanted.trim().toUpperCase()));
  const is = (wanted: number | null, keyword: string): boolean =>
    wanted === null || numberOf(dataset, keyword) === wanted;
  return (
    rules.find(
      (rule) =>
        holds(rule.manufacturer, textsOf(dataset, 'Manufacturer')) &&
        holds(rule.model, textsOf(dataset, 'ManufacturerModelName')) &&
        holds(rule.imageType, textsOf(dataset, 'ImageType')) &&
        (rule.modality === null || textOf(dataset, 'Modality')?.toUpperCase() === rule.modality.toUpperCase()) &&
        is(rule.rows, 'Rows') &&
        is(rule.columns, 'Columns'),
    ) ?? null
  );
}
