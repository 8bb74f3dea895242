import { join } from 'node:path';
import { FileObjectStore } from '../adapters/files/file-object-store.ts';
import { openS3ObjectStore } from '../adapters/s3/s3-object-store.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import type { TransferObjects } from '../core/transfer/ports.ts';
import type { Settings } from './settings.ts';

/** The object store that the settings name: S3, or files below the data folder. `onError` hears the background. */
export async function openObjects(
  { home, objectsUrl }: Pick<Settings, 'home' | 'objectsUrl'>,
  onError: (error: Error) => void,
): Promise<ObjectStore & TransferObjects> {
  return objectsUrl === null
    ? FileObjectStore.open(join(home, 'objects'))
    : openS3ObjectStore({ url: objectsUrl, onError });
}
