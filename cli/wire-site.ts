import { WorkerRenderer } from '../adapters/dicom-render/worker-renderer.ts';
import { IndexedFolder, type FolderOptions } from '../adapters/site-folder/site-folder.ts';
import { serveSite, type RunningSite, type ServeSiteOptions } from '../site/serve-site.ts';

export interface StartSiteOptions
  extends Omit<ServeSiteOptions, 'folder' | 'renderer'>, Pick<FolderOptions, 'index' | 'waitMs' | 'graceMs' | 'watch'> {
  /** Must exist. Files are read where they are and never altered; what is stored goes to `stow/` in it. */
  readonly folder: string;
}

/** A site's archive over a folder of DICOM, answering once the folder is indexed or `waitMs` are over. @throws BAD_USER_INPUT, or Error when the folder can't be read */
export async function startSite({ folder, ...options }: StartSiteOptions): Promise<RunningSite> {
  const { log } = options;
  const opened = await IndexedFolder.open(folder, { ...options, ...(log && { tell: log }) });
  return serveSite({ ...options, folder: opened, renderer: new WorkerRenderer() });
}
