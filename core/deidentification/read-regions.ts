import { badInput } from '../errors.ts';
import type { Rectangle, RegionRule } from './regions.ts';

type Maybe<T> = T | null | undefined;

export interface RegionInput {
  readonly manufacturer?: Maybe<string>;
  readonly model?: Maybe<string>;
  readonly modality?: Maybe<string>;
  readonly imageType?: Maybe<string>;
  readonly rows?: Maybe<number>;
  readonly columns?: Maybe<number>;
  readonly rectangles: readonly Rectangle[];
}

const maxRegions = 500;
const maxRectangles = 50;
/** Rows and Columns are US. */
const maxSide = 65_535;

/** The rules in their order. @throws BAD_USER_INPUT with the field */
export function readRegions(regions: readonly RegionInput[], field: string): readonly RegionRule[] {
  if (regions.length > maxRegions) throw badInput(field, `at most ${String(maxRegions)} rules`, regions.length);
  return regions.map((region, index) => readRegion(region, `${field}[${String(index)}]`));
}

function readRegion(region: RegionInput, at: string): RegionRule {
  const rule = {
    manufacturer: textIn(region.manufacturer, `${at}.manufacturer`),
    model: textIn(region.model, `${at}.model`),
    modality: textIn(region.modality, `${at}.modality`),
    imageType: textIn(region.imageType, `${at}.imageType`),
    rows: sideIn(region.rows, `${at}.rows`),
    columns: sideIn(region.columns, `${at}.columns`),
  };
  if (Object.values(rule).every((condition) => condition === null))
    throw badInput(at, 'at least one of manufacturer, model, modality, imageType, rows and columns', 'none');
  if (region.rectangles.length > maxRectangles)
    throw badInput(`${at}.rectangles`, `at most ${String(maxRectangles)}`, region.rectangles.length);
  return {
    ...rule,
    rectangles: region.rectangles.map(({ x, y, width, height }, index) => {
      const field = `${at}.rectangles[${String(index)}]`;
      return {
        x: integerIn(x, 0, `${field}.x`),
        y: integerIn(y, 0, `${field}.y`),
        width: integerIn(width, 1, `${field}.width`),
        height: integerIn(height, 1, `${field}.height`),
      };
    }),
  };
}

function textIn(text: Maybe<string>, field: string): string | null {
  if (text === null || text === undefined) return null;
  if (text.trim() === '' || text.length > 64) throw badInput(field, '1 to 64 characters', text);
  return text.trim();
}

function sideIn(number: Maybe<number>, field: string): number | null {
  return number === null || number === undefined ? null : integerIn(number, 1, field);
}

function integerIn(number: number, min: number, field: string): number {
  if (!Number.isInteger(number) || number < min || number > maxSide)
    throw badInput(field, `a whole number from ${String(min)} to ${String(maxSide)}`, number);
  return number;
}
