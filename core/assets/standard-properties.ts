/** Properties that assets have by their level (core/assets/asset.ts): known everywhere, also before a project's first image. */
export const standardProperties: ReadonlySet<string> = new Set([
  'researchId',
  ...['studyInstanceUID', 'studyDate', 'studyDescription', 'siteName'],
  ...['seriesInstanceUID', 'modality', 'seriesNumber', 'seriesDescription', 'imageCount'],
  ...['sopInstanceUID', 'sopClassUID', 'instanceNumber', 'transferSyntaxUID'],
]);
