import type { Readable } from 'node:stream';
import type { Asset, AssetContent } from './asset.ts';
import { notFound } from '../errors.ts';
import { may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { ObjectStore } from '../ports/object-store.ts';

export interface ContentFacts extends AssetContent {
  /** A name for the file at the caller's: letters, digits, '.', '_' and '-'. */
  readonly fileName: string;
}

export interface OpenContent extends ContentFacts {
  /** The bytes, or those of the range. */
  readonly stream: Readable;
}

export interface ContentAccess {
  /** @throws NOT_FOUND for an asset that is invisible, absent or without content */
  describeContent(actor: Actor, assetId: string): Promise<ContentFacts>;
  /** With a range, its bytes `start..end` inclusive. @throws NOT_FOUND as above, BAD_USER_INPUT for a range beyond the content */
  openContent(
    actor: Actor,
    assetId: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<OpenContent>;
}

/** File name extensions of what the hub itself makes. */
const extensions = new Map([
  ['application/dicom', '.dcm'],
  ['application/gzip', '.nii.gz'],
  ['application/x-nifti', '.nii'],
  ['application/x-nifti+gzip', '.nii.gz'],
  ['application/json', '.json'],
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
  ['text/csv', '.csv'],
  ['text/plain', '.txt'],
]);

export function createContentAccess({
  graph,
  objects,
}: {
  readonly graph: AssetGraph;
  readonly objects: ObjectStore;
}): ContentAccess {
  const describeContent = async (actor: Actor, assetId: string): Promise<ContentFacts> => {
    requireSignedIn(actor);
    const asset = (await graph.getAssets([assetId])).get(assetId);
    if (!asset?.content || !may(actor, 'asset.read', asset.projectId)) throw notFound('content');
    return { ...asset.content, fileName: fileNameOf(asset, asset.content) };
  };
  return {
    describeContent,
    openContent: async (actor, assetId, range) => {
      const facts = await describeContent(actor, assetId);
      return { ...facts, stream: await objects.stream(facts.sha256, range) };
    },
  };
}

/** From the label, which holds nothing personal; nothing in it can act as a path or break a header. */
export function fileNameOf({ label }: Asset, { mediaType }: AssetContent): string {
  const name = label
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[.-]+|-+$/g, '')
    .slice(0, 100);
  const extension = extensions.get(mediaType) ?? '';
  return `${name === '' ? 'asset' : name}${name.endsWith(extension) ? '' : extension}`;
}
