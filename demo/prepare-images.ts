import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expectReadableFolder } from '../cli/folders.ts';
import { filesBelow } from '../cli/ingest-folder.ts';
import { counted } from '../cli/output.ts';
import { HubError } from '../core/errors.ts';
import { splitByStudy, type HospitalFiles } from './hospitals.ts';
import { say, stage } from './report.ts';
import { writeSyntheticSites, type SyntheticSites } from './synthetic/write-synthetic-sites.ts';

export interface Images {
  readonly root: string;
  readonly files: HospitalFiles;
  /** What is known of the images that the demo made; null for those of the caller. */
  readonly synthetic: SyntheticSites | null;
}

/** Resolves when the folder holds files. @throws BAD_USER_INPUT */
export async function expectFolderWithFiles(folder: string): Promise<void> {
  await expectReadableFolder('DIR', folder);
  if ((await filesBelow(folder)).length > 0) return;
  throw new HubError(
    'BAD_USER_INPUT',
    `DIR: expected a folder with files (links are not followed), ${folder} has none`,
  );
}

/** The caller's images, or synthetic ones written below `home`; tells which go to which hospital. */
export async function prepareImages(folder: string | null, home: string): Promise<Images> {
  if (folder !== null) {
    stage('Your images');
    const files = await splitByStudy(folder);
    say(`${folder}: ${counted(files.a.length, 'file')} for hospital A, ${String(files.b.length)} for hospital B`);
    return { root: folder, files, synthetic: null };
  }
  stage('A synthetic glioma study of two hospitals (made for this: no patient, no measurement)');
  const root = join(home, 'incoming');
  // Written beside and then renamed: a demo that was killed halfway leaves no half study behind.
  const fresh = `${root}.new`;
  await rm(fresh, { recursive: true, force: true });
  const synthetic = await writeSyntheticSites(fresh);
  if (existsSync(root)) await rm(root, { recursive: true });
  await rename(fresh, root);
  const files = { a: await filesBelow(join(root, 'site-a')), b: await filesBelow(join(root, 'site-b')) };
  say(
    `${counted(synthetic.exams.length, 'exam')} of ${counted(synthetic.clinical.length, 'made-up person', 'made-up people')}: ` +
      `${String(files.a.length)} DICOM files at hospital A, ${String(files.b.length)} at hospital B`,
  );
  return { root, files, synthetic };
}
