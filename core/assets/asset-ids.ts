import { nameId } from '../ids.ts';

/** Ids of assets whose natural key is known, so that whoever registers them, however often, makes one node. */
export const assetIds = {
  project: (projectId: string) => nameId('project', projectId),
  subject: (projectId: string, researchId: string) => nameId('subject', projectId, researchId),
  exam: (projectId: string, studyInstanceUID: string) => nameId('exam', projectId, studyInstanceUID),
  series: (projectId: string, seriesInstanceUID: string) => nameId('series', projectId, seriesInstanceUID),
  image: (projectId: string, sopInstanceUID: string) => nameId('image', projectId, sopInstanceUID),
} as const;
