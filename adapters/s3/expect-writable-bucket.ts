import { DeleteObjectCommand, HeadBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { badInput, HubError } from '../../core/errors.ts';
import { s3Failure, statusOf } from './s3-failure.ts';

const field = 'PESSCARA_OBJECTS_URL';

/**
 * Resolves when the bucket is there and an object can be written to it (an empty one, removed at once).
 * @throws BAD_USER_INPUT naming PESSCARA_OBJECTS_URL or the credentials, UNAVAILABLE when the server does not answer
 */
export async function expectWritableBucket(client: S3Client, bucket: string, key: string): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: new Uint8Array() }));
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  } catch (error) {
    if ((error as Error).name === 'CredentialsProviderError') {
      throw badInput('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY', `credentials for ${field}`, 'none');
    }
    const status = statusOf(error);
    if (status === 404) throw badInput(field, 'a bucket that exists', bucket);
    if (status === 301) throw badInput(field, 'the region that the bucket is in', bucket);
    if (status === 401 || status === 403 || status === 400) {
      throw badInput(field, 'a bucket that these credentials may read and write', bucket);
    }
    const failure = s3Failure(error);
    if (!(failure instanceof HubError)) throw failure;
    throw new HubError(failure.code, `${field}: ${failure.message}`, {}, { cause: failure.cause });
  }
}
