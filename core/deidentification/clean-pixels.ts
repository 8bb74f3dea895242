import type { DicomDataset } from '../dicom/dataset.ts';
import { numberOf, setText } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import { blackOut } from './black-out.ts';
import type { Finding } from './findings.ts';
import type { DeidentificationProfile } from './profile.ts';
import { type RegionRule, regionRuleFor } from './regions.ts';

export interface CleanedPixels {
  /** True when a rule of the profile covers the image and cleared pixels of it. */
  readonly isCleaned: boolean;
  readonly findings: readonly Finding[];
}

/** The profile's rule for the image; null when there is none, or it blacks out nothing. */
export function blackingRuleFor(original: DicomDataset, profile: DeidentificationProfile): RegionRule | null {
  const rule = ruleFor(original, profile);
  return rule === null || rule.rectangles.length === 0 ? null : rule;
}

function ruleFor(original: DicomDataset, { options, regions }: DeidentificationProfile): RegionRule | null {
  return options.has('CLEAN_PIXEL_DATA') ? regionRuleFor(original, regions) : null;
}

/** Blacks out in `cleaned` what the profile says for images such as the original; Burned In Annotation is NO only then. */
export function cleanPixels(
  original: DicomDataset,
  cleaned: DicomDataset,
  profile: DeidentificationProfile,
): CleanedPixels {
  const rule = ruleFor(original, profile);
  if (rule === null || rule.rectangles.length === 0) return { isCleaned: false, findings: [] };
  const [rows, columns] = [numberOf(cleaned, 'Rows') ?? 0, numberOf(cleaned, 'Columns') ?? 0];
  const inside = rule.rectangles.filter(({ x, y }) => x < columns && y < rows);
  try {
    if (inside.length === 0) throw new HubError('UNSUPPORTED', 'none of them lies inside of the image');
    cleaned.set(blackOut(cleaned, inside));
  } catch (caught) {
    if (!(caught instanceof HubError)) throw caught;
    const detail = `regions to be blacked out were not: ${caught.message}`;
    return { isCleaned: false, findings: [{ kind: 'PIXELS_NOT_CLEANED', detail }] };
  }
  setText(cleaned, 'BurnedInAnnotation', 'NO');
  const detail = `rectangles blacked out in each frame: ${String(inside.length)}`;
  return { isCleaned: true, findings: [{ kind: 'PIXELS_CLEANED', detail }] };
}
