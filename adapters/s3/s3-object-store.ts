import { createHash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type ListMultipartUploadsCommandOutput,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { asError, badInput, HubError, notFound } from '../../core/errors.ts';
import { sha256 as hashOf } from '../../core/json.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { expectWritableBucket } from './expect-writable-bucket.ts';
import { parseS3Url, type S3Address } from './s3-address.ts';
import { s3Failure, statusOf } from './s3-failure.ts';
import { spool, type Spooled } from './spool.ts';

export interface S3ObjectStoreOptions {
  /** `s3://bucket/prefix?endpoint=http://host:port&region=us-east-1&pathStyle=true` */
  readonly url: string;
  /** @default what the AWS SDK finds: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the files of the AWS tools */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Hears that uploads which others left unfinished could not be cleaned up. @default a process warning */
  readonly onError?: (error: Error) => void;
  /** Unfinished uploads of this age are removed at the opening. @default a day */
  readonly abandonedAfterMs?: number;
  /** Where streams are kept until their hash is known. @default the system's folder for temporary files */
  readonly spoolFolder?: string;
}

const address = /^[0-9a-f]{64}$/;
const dayMs = 86_400_000;
/** Streams up to this are sent in one request; longer ones in parts of this size, three at a time. */
const partBytes = 8 * 1024 * 1024;
const mostParts = 10_000;

/**
 * Opens the store: the bucket is there and can be written to, and uploads that died long ago are removed.
 * @throws BAD_USER_INPUT naming PESSCARA_OBJECTS_URL, UNAVAILABLE when the server does not answer
 */
export async function openS3ObjectStore(options: S3ObjectStoreOptions): Promise<S3ObjectStore> {
  const place = parseS3Url(options.url);
  const client = new S3Client({
    region: place.region,
    forcePathStyle: place.pathStyle,
    retryMode: 'standard',
    maxAttempts: 4,
    // The address of an object is a stronger check than what the SDK would compare.
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
    ...(place.endpoint === null ? {} : { endpoint: place.endpoint }),
    ...(options.credentials ? { credentials: options.credentials } : {}),
  });
  try {
    await expectWritableBucket(client, place.bucket, `${place.prefix}writable-${randomUUID()}`);
  } catch (error) {
    client.destroy();
    throw error;
  }
  const store = new S3ObjectStore(client, place, options.spoolFolder ?? tmpdir());
  const before = Date.now() - (options.abandonedAfterMs ?? dayMs);
  await store.removeAbandonedUploads(before).catch((error: unknown) => {
    // Not every account may list uploads, and nothing but space depends on it.
    (options.onError ?? ((failure) => process.emitWarning(failure)))(asError(error));
  });
  return store;
}

/**
 * Content-addressed objects `<prefix>objects/ab/cdef...`. Nothing is sent before its SHA-256 is known, and the server
 * checks what it gets against hashes before it shows it, so there is never a part of an object, nor a wrong one.
 */
class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client;
  readonly #place: S3Address;
  readonly #spoolFolder: string;

  constructor(client: S3Client, place: S3Address, spoolFolder: string) {
    this.#client = client;
    this.#place = place;
    this.#spoolFolder = spoolFolder;
  }

  async put(
    content: Uint8Array | Readable,
    known?: string,
  ): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
    if (content instanceof Uint8Array) {
      const sha256 = known ?? hashOf(content);
      await this.#putWhole(sha256, content);
      return { sha256, sizeBytes: content.byteLength };
    }
    await using spooled = await spool(content, this.#spoolFolder, partBytes);
    if (spooled.bytes === null) await this.#putInParts(spooled);
    else await this.#putWhole(spooled.sha256, spooled.bytes);
    return { sha256: spooled.sha256, sizeBytes: spooled.sizeBytes };
  }

  /** The bytes, checked against their address. @throws INTERNAL_SERVER_ERROR when the store has changed them */
  async get(sha256: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of checked(await this.#open(sha256), sha256)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** Without a range, an error at its end tells that the store has changed the bytes; a range can't be checked. */
  async stream(sha256: string, range?: { readonly start: number; readonly end: number }): Promise<Readable> {
    if (range !== undefined) {
      const size = await this.size(sha256);
      if (size === null) throw notFound('stored object');
      const { start, end } = range;
      const fits = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end < size;
      if (!fits) throw badInput('range', `0 <= start <= end < ${String(size)}`, `${String(start)}-${String(end)}`);
    }
    const body = await this.#open(sha256, range && `bytes=${String(range.start)}-${String(range.end)}`);
    return Readable.from(checked(body, range ? null : sha256), { objectMode: false });
  }

  async size(sha256: string): Promise<number | null> {
    if (!address.test(sha256)) return null;
    try {
      const head = await this.#client.send(new HeadObjectCommand(this.#at(sha256)));
      return head.ContentLength ?? 0;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw s3Failure(error);
    }
  }

  async delete(sha256: string): Promise<void> {
    if (!address.test(sha256)) return;
    await this.#call(() => this.#client.send(new DeleteObjectCommand(this.#at(sha256))));
  }

  /** Removes the parts of uploads begun before that time, whose senders died; those never become objects. */
  async removeAbandonedUploads(before: number): Promise<void> {
    await this.#call(async () => {
      const { bucket: Bucket, prefix } = this.#place;
      let after: { readonly KeyMarker?: string; readonly UploadIdMarker?: string } | null = {};
      while (after !== null) {
        const page: ListMultipartUploadsCommandOutput = await this.#client.send(
          new ListMultipartUploadsCommand({ Bucket, Prefix: `${prefix}objects/`, ...after }),
        );
        for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
          if (Initiated === undefined || Initiated.getTime() > before) continue;
          await this.#client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
        }
        const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = page;
        after = IsTruncated ? { KeyMarker: NextKeyMarker ?? '', UploadIdMarker: NextUploadIdMarker ?? '' } : null;
      }
    });
  }

  /** Every object, in order of its address. */
  async *list(): AsyncGenerator<{ readonly sha256: string; readonly sizeBytes: number }> {
    const { bucket: Bucket, prefix } = this.#place;
    const start = `${prefix}objects/`;
    let ContinuationToken: string | undefined;
    do {
      const page: ListObjectsV2CommandOutput = await this.#call(() =>
        this.#client.send(
          new ListObjectsV2Command({ Bucket, Prefix: start, ...(ContinuationToken ? { ContinuationToken } : {}) }),
        ),
      );
      for (const { Key = '', Size = 0 } of page.Contents ?? []) {
        const sha256 = Key.slice(start.length).replace('/', '');
        if (address.test(sha256)) yield { sha256, sizeBytes: Size };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }

  close(): void {
    this.#client.destroy();
  }

  #at(sha256: string): { readonly Bucket: string; readonly Key: string } {
    const { bucket, prefix } = this.#place;
    return { Bucket: bucket, Key: `${prefix}objects/${sha256.slice(0, 2)}/${sha256.slice(2)}` };
  }

  async #open(sha256: string, range?: string): Promise<AsyncIterable<Uint8Array>> {
    // What is no address never becomes a key.
    if (!address.test(sha256)) throw notFound('stored object');
    const answer = await this.#call(() =>
      this.#client.send(new GetObjectCommand({ ...this.#at(sha256), ...(range ? { Range: range } : {}) })),
    );
    return answer.Body as AsyncIterable<Uint8Array>;
  }

  async #putWhole(sha256: string, bytes: Uint8Array): Promise<void> {
    if ((await this.size(sha256)) === bytes.byteLength) return;
    // Unconditional: onto equal bytes it is harmless, and it heals damaged ones.
    const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
    await this.#call(() =>
      this.#client.send(new PutObjectCommand({ ...this.#at(sha256), Body: bytes, ChecksumSHA256 })),
    );
  }

  async #putInParts(content: Spooled): Promise<void> {
    if ((await this.size(content.sha256)) === content.sizeBytes) return;
    // The SDK keeps a hash of each part, which the server compares; a failure removes the parts.
    const upload = new Upload({
      client: this.#client,
      params: { ...this.#at(content.sha256), Body: Readable.from(content.read()), ChecksumAlgorithm: 'SHA256' },
      partSize: Math.max(partBytes, Math.ceil(content.sizeBytes / mostParts)),
      queueSize: 3,
    });
    await this.#call(() => upload.done());
  }

  async #call<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw s3Failure(error);
    }
  }
}

/** The body, with its faults as HubErrors, and compared with its address at its end unless that is null. */
async function* checked(body: AsyncIterable<Uint8Array>, sha256: string | null): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of body) {
      if (sha256 !== null) hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw s3Failure(error);
  }
  if (sha256 !== null && hash.digest('hex') !== sha256) {
    throw new HubError('INTERNAL_SERVER_ERROR', `the stored object ${sha256} is damaged: restore it from a backup`);
  }
}
