import type { DicomDataset, DicomFile } from '../dicom/dataset.ts';
import { itemsOf, numberOf, setItems, setText, textOf, textsOf } from '../dicom/values.ts';
import { badInput, HubError } from '../errors.ts';
import { blackOut } from './black-out.ts';
import type { Finding } from './findings.ts';
import { codeOf } from './options.ts';
import type { Rectangle } from './regions.ts';

/** What Deidentification Method (0012,0063) says of an image that a reviewer redacted. */
const method = 'regions blacked out by a reviewer';

/** Of each image that a reviewer redacted; says no more, so that doing it again changes nothing. */
export const redactedFinding: Finding = { kind: 'PIXELS_REDACTED', detail: method };

export interface Redaction {
  /** Each lies inside of the image. */
  readonly regions: readonly Rectangle[];
  /** From 1; null: all. */
  readonly frames: readonly number[] | null;
}

/**
 * The file (native pixels) with the regions blacked out in those frames, and saying so: Burned In Annotation (0028,0301) is NO, the method
 * and its code (DCM 113101) are there, and a small picture of it (0088,0200) is gone. The same in gives the same out, and doing it again
 * changes nothing.
 * @throws BAD_USER_INPUT for a region or a frame outside of the image; UNSUPPORTED for pixels that can't be changed
 * @see PS3.15 E.3.1
 */
export function redact(file: DicomFile, { regions, frames }: Redaction): DicomFile {
  const { dataset } = file;
  requireInside(dataset, regions, frames);
  dataset.set(blackOut(dataset, regions, frames === null ? null : new Set(frames)));
  dataset.delete('00880200');
  setText(dataset, 'BurnedInAnnotation', 'NO');
  const said = textsOf(dataset, 'DeidentificationMethod');
  if (!said.includes(method)) setText(dataset, 'DeidentificationMethod', [...said, method]);
  const [value, meaning] = codeOf('CLEAN_PIXEL_DATA');
  const codes = itemsOf(dataset, 'DeidentificationMethodCodeSequence');
  if (codes.some((item) => textOf(item, 'CodeValue') === value)) return file;
  const code = dataset.newItem();
  setText(code, 'CodeValue', value);
  setText(code, 'CodingSchemeDesignator', 'DCM');
  setText(code, 'CodeMeaning', meaning);
  setItems(dataset, 'DeidentificationMethodCodeSequence', [...codes, code]);
  return file;
}

function requireInside(dataset: DicomDataset, regions: readonly Rectangle[], frames: readonly number[] | null): void {
  const [rows, columns] = [numberOf(dataset, 'Rows'), numberOf(dataset, 'Columns')];
  if (rows === null || columns === null) throw new HubError('UNSUPPORTED', 'the image has no pixels');
  for (const [index, { x, y, width, height }] of regions.entries()) {
    if (x + width <= columns && y + height <= rows) continue;
    const size = `a region inside of the image, which has ${String(columns)} columns and ${String(rows)} rows`;
    throw badInput(`input.regions[${String(index)}]`, size, [x, y, width, height].join(','));
  }
  const count = Math.max(1, numberOf(dataset, 'NumberOfFrames') ?? 1);
  const strange = (frames ?? []).findIndex((frame) => frame > count);
  if (strange >= 0)
    throw badInput(`input.frames[${String(strange)}]`, `1 to ${String(count)}, which the image has`, frames?.[strange]);
}
