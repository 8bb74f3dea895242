import type { Redaction } from '../deidentification/redact.ts';
import { badInput } from '../errors.ts';

/** Pixels from the left upper corner, from 0. */
interface RegionInput {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RedactImages {
  readonly quarantinedExamId: string;
  readonly regions: readonly RegionInput[];
  /** These images. One of this, the series and the size at least is given; an image meets all that are. */
  readonly imageIds?: readonly string[] | null | undefined;
  /** All of the series. */
  readonly seriesInstanceUID?: string | null | undefined;
  /** All of so many rows and columns; both or none. */
  readonly rows?: number | null | undefined;
  readonly columns?: number | null | undefined;
  /** From 1; null: all. */
  readonly frames?: readonly number[] | null | undefined;
  readonly comment: string | null;
  /** How many images the exam has, as the reviewer knows it. */
  readonly imageCount?: number | null | undefined;
}

const maxRegions = 100;
const maxFrames = 10_000;

/** What can be known to be wrong with a redaction without its images. @throws BAD_USER_INPUT */
export function checkedRedaction(input: RedactImages) {
  const { regions, imageIds, seriesInstanceUID, rows = null, columns = null } = input;
  if (regions.length === 0 || regions.length > maxRegions)
    throw badInput('input.regions', `1 to ${String(maxRegions)} regions`, regions.length);
  for (const [index, region] of regions.entries()) {
    for (const [part, least] of [
      ['x', 0],
      ['y', 0],
      ['width', 1],
      ['height', 1],
    ] as const) {
      if (Number.isInteger(region[part]) && region[part] >= least) continue;
      throw badInput(
        `input.regions[${String(index)}].${part}`,
        `a number of pixels, from ${String(least)}`,
        region[part],
      );
    }
  }
  if ((rows === null) !== (columns === null))
    throw badInput(rows === null ? 'input.rows' : 'input.columns', 'rows and columns, or neither', null);
  if (!imageIds && (seriesInstanceUID ?? null) === null && rows === null)
    throw badInput('input', 'imageIds, seriesInstanceUID, or rows and columns', 'none of them');
  if (imageIds?.length === 0) throw badInput('input.imageIds', 'one image at least, or null', 'none');
  const size = rows === null || columns === null ? null : { rows, columns };
  const redaction: Redaction = {
    regions: regions.map(({ x, y, width, height }) => ({ x, y, width, height })),
    frames: checkedFrames(input.frames ?? null),
  };
  return { redaction, size };
}

function checkedFrames(frames: readonly number[] | null): readonly number[] | null {
  if (frames === null) return null;
  if (frames.length === 0 || frames.length > maxFrames)
    throw badInput('input.frames', `1 to ${String(maxFrames)} frames, or null for all`, frames.length);
  const strange = frames.findIndex((frame) => !Number.isInteger(frame) || frame < 1);
  if (strange >= 0)
    throw badInput(`input.frames[${String(strange)}]`, 'the number of a frame, from 1', frames[strange]);
  return [...new Set(frames)].toSorted((a, b) => a - b);
}
