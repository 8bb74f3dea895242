import { join } from 'node:path';
import { FileObjectStore } from '../adapters/files/file-object-store.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import type { TransferObjects } from '../core/transfer/ports.ts';
import type { Settings } from './settings.ts';

/** The object store that the settings name: S3, or files below the data folder. `onError` hears the background. */
export async function openObjects(
  { home, objectsUrl }: Pick<Settings, 'home' | 'objectsUrl'>,
  onError: (error: Error) => void,
): Promise<ObjectStore & TransferObjects> {
  if (objectsUrl === null) return FileObjectStore.open(join(home, 'objects'));
  // Loaded here alone: a hub with a data folder starts without it.
  const { openS3ObjectStore } = await import('../adapters/s3/s3-object-store.ts');
  return openS3ObjectStore({ url: objectsUrl, onError });
}
