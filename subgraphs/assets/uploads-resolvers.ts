import { badInput } from '../../core/errors.ts';
import type { Actor } from '../../core/policy/policy.ts';
import type { Upload } from '../../core/uploads/upload.ts';
import type { UploadUseCases } from '../../core/uploads/uploads.ts';
import type { ContentModel } from './models.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** What these resolvers need of the use cases. */
export interface UploadFaces {
  readonly uploads: Pick<UploadUseCases, 'createUpload' | 'upload' | 'uploadUrl'>;
  /** Signs a link to bytes of an asset. */
  readonly downloadUrl: (actor: Actor, of: ContentModel, minutes: number) => Promise<string>;
}

const mostMinutes = 1440;

/** Stored states, as clients see them. One that has ended is not seen. */
function stateOf({ state, receivedBytes, sizeBytes }: Upload) {
  if (state === 'OPEN') return receivedBytes < sizeBytes ? 'OPEN' : 'RECEIVED';
  return state === 'ENDED' ? 'REFUSED' : state;
}

export function uploadsResolvers({ uploads, downloadUrl }: UploadFaces) {
  return {
    Query: { upload: (_, { id }, { actor }) => uploads.upload(actor, id) },
    Mutation: {
      createUpload: async (_, { input }, { actor }) => ({ upload: await uploads.createUpload(actor, input) }),
    },
    Upload: {
      project: ({ projectId }) => ({ id: projectId }),
      offset: ({ receivedBytes }) => receivedBytes,
      state: stateOf,
      url: (upload, _, { actor }) => uploads.uploadUrl(actor, upload),
    },
    Content: {
      downloadPath: ({ assetId, version }) =>
        `/files/${assetId}${version === null ? '' : `?version=${String(version)}`}`,
      downloadUrl: (content, { minutes }, { actor }) => {
        if (minutes < 1 || minutes > mostMinutes) throw badInput('minutes', `1 to ${String(mostMinutes)}`, minutes);
        return downloadUrl(actor, content, minutes);
      },
    },
  } satisfies Resolvers;
}
