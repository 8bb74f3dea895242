import { readFile } from 'node:fs/promises';
import { filesBelow } from '../cli/ingest-folder.ts';
import { readDicom } from '../core/dicom/read-dicom.ts';
import { textOf } from '../core/dicom/values.ts';

/** Which files come from which hospital. */
export interface HospitalFiles {
  readonly a: readonly string[];
  readonly b: readonly string[];
}

/**
 * A folder of anybody's, as if two hospitals had sent it: studies go to A and B in turn, so that no study is torn.
 * What has no Study Instance UID (not DICOM, truncated, empty) goes to B, whose receiver reads files of any kind.
 */
export async function splitByStudy(folder: string): Promise<HospitalFiles> {
  const studies = new Map<string, string[]>();
  const b: string[] = [];
  for (const path of await filesBelow(folder)) {
    const study = await studyOf(path);
    if (study === null) b.push(path);
    else studies.set(study, [...(studies.get(study) ?? []), path]);
  }
  const a: string[] = [];
  [...studies.keys()].toSorted().forEach((study, i) => (i % 2 === 0 ? a : b).push(...(studies.get(study) ?? [])));
  return { a, b };
}

async function studyOf(path: string): Promise<string | null> {
  try {
    return textOf(readDicom(await readFile(path)).dataset, 'StudyInstanceUID');
  } catch {
    // Why it can't be read is the receiver's to say; here it only decides which hospital sends it.
    return null;
  }
}
