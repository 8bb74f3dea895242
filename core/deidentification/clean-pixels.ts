import type { DicomDataset } from '../dicom/dataset.ts';
import { numberOf, setText } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import { blackOut } from './black-out.ts';
import type { Finding } from './findings.ts';
import type { DeidentificationProfile } from './profile.ts';
import { type Rectangle, regionRuleFor, type TextPlace } from './regions.ts';
import { isCovered, type TextInPixels, withMargin } from './text-places.ts';

/** Places that a finding lists one by one; it counts them all, and all are blacked out. */
const mostListed = 200;

export interface CleanedPixels {
  /** True when pixels were blacked out. */
  readonly isCleaned: boolean;
  /** True when a rule of the profile covers the image and cleared pixels of it. */
  readonly isCleanedByRule: boolean;
  readonly findings: readonly Finding[];
}

interface Blacking {
  readonly ofRule: readonly Rectangle[];
  readonly ofText: readonly Rectangle[];
}

/** What of the image the profile wants blacked out. */
function blackingOf(
  original: DicomDataset,
  { options, regions, blackOutText }: DeidentificationProfile,
  texts: TextInPixels | null,
): Blacking {
  if (!options.has('CLEAN_PIXEL_DATA')) return { ofRule: [], ofText: [] };
  const [rows, columns] = [numberOf(original, 'Rows') ?? 0, numberOf(original, 'Columns') ?? 0];
  const places = blackOutText ? (texts?.places ?? []) : [];
  return {
    ofRule: regionRuleFor(original, regions)?.rectangles ?? [],
    ofText: places.flatMap((place) => withMargin(place, columns, rows) ?? []),
  };
}

/** True when pixels of the image are to be blacked out, for which they must not be compressed. */
export function isBlackedOut(
  original: DicomDataset,
  profile: DeidentificationProfile,
  texts: TextInPixels | null,
): boolean {
  const { ofRule, ofText } = blackingOf(original, profile, texts);
  return ofRule.length + ofText.length > 0;
}

/** Blacks out in `cleaned` what the profile says for images such as the original; Burned In Annotation is NO only where a rule says so. */
export function cleanPixels(
  original: DicomDataset,
  cleaned: DicomDataset,
  profile: DeidentificationProfile,
  texts: TextInPixels | null,
): CleanedPixels {
  const { ofRule, ofText } = blackingOf(original, profile, texts);
  if (ofRule.length + ofText.length === 0)
    return { isCleaned: false, isCleanedByRule: false, findings: textFindings(texts, [], false) };
  const [rows, columns] = [numberOf(cleaned, 'Rows') ?? 0, numberOf(cleaned, 'Columns') ?? 0];
  const insideOfRule = ofRule.filter(({ x, y }) => x < columns && y < rows);
  const inside = [...insideOfRule, ...ofText];
  try {
    if (inside.length === 0) throw new HubError('UNSUPPORTED', 'none of them lies inside of the image');
    cleaned.set(blackOut(cleaned, inside));
  } catch (caught) {
    if (!(caught instanceof HubError)) throw caught;
    const detail = `regions to be blacked out were not: ${caught.message}`;
    const findings = textFindings(texts, [], false);
    return {
      isCleaned: false,
      isCleanedByRule: false,
      findings: [{ kind: 'PIXELS_NOT_CLEANED', detail }, ...findings],
    };
  }
  if (insideOfRule.length > 0) setText(cleaned, 'BurnedInAnnotation', 'NO');
  const detail = `rectangles blacked out in each frame: ${String(inside.length)}`;
  return {
    isCleaned: true,
    isCleanedByRule: insideOfRule.length > 0,
    findings: [{ kind: 'PIXELS_CLEANED', detail }, ...textFindings(texts, insideOfRule, ofText.length > 0)],
  };
}

/** What a reviewer hears of text that no rule's rectangle covers. What the text says is not repeated. */
function textFindings(
  texts: TextInPixels | null,
  covered: readonly Rectangle[],
  isBlackened: boolean,
): readonly Finding[] {
  if (texts === null) return [];
  if (texts.failure !== null)
    return [{ kind: 'TEXT_NOT_LOOKED_FOR', detail: `the pixels could not be looked at: ${texts.failure}` }];
  const open = texts.places.filter((place) => !isCovered(place, covered));
  const ofPatient = open.filter(({ isPatients }) => isPatients);
  const others = open.filter(({ isPatients }) => !isPatients);
  const after = isBlackened ? ', blacked out' : '';
  const regions = (places: readonly TextPlace[]) =>
    places
      .slice(0, mostListed)
      .map(({ frame, x, y, width, height, confidence }) => ({ frame, x, y, width, height, confidence }));
  return [
    ...(ofPatient.length === 0
      ? []
      : [
          {
            kind: 'PATIENT_IN_PIXELS' as const,
            detail: `text that says who the patient is, in places: ${String(ofPatient.length)}${after}`,
            regions: regions(ofPatient),
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'TEXT_IN_PIXELS' as const,
            detail: `text in places: ${String(others.length)}${after}`,
            regions: regions(others),
          },
        ]),
  ];
}
