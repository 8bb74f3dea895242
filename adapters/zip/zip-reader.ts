import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { fromFd, type Entry, type ZipFile } from 'yauzl';
import { HubError } from '../../core/errors.ts';
import type { ArchiveMember, ArchiveReader, OpenArchive } from '../../core/ports/archive-reader.ts';

/** ZIP archives, kept in a file without a name while they are read: it goes with this process. */
export const zipReader: ArchiveReader = {
  async open(source, maxBytes) {
    const file = await nameless();
    try {
      const sizeBytes = await fill(file, source, maxBytes);
      const zip = sizeBytes === null ? null : await directoryOf(file);
      if (sizeBytes !== null && zip !== null) return opened(file, zip, sizeBytes);
    } catch (error) {
      await file.close();
      throw error;
    }
    await file.close();
    return null;
  },
};

async function nameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `pesscara-zip-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}

/** Its length; null when it is longer than `maxBytes`. */
async function fill(file: FileHandle, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<number | null> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) return null;
    try {
      for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
    } catch (cause) {
      throw new HubError('UNAVAILABLE', 'no room for temporary files: make some', {}, { cause });
    }
  }
  return size;
}

/** Null for what is no ZIP. */
function directoryOf(file: FileHandle): Promise<ZipFile | null> {
  // Names stay bytes: one that is no good is told with its member, and the others are read all the same.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  return new Promise((resolve) => {
    fromFd(file.fd, options, (error, zip) => {
      resolve(error ? null : zip);
    });
  });
}

function opened(file: FileHandle, zip: ZipFile, sizeBytes: number): OpenArchive {
  return {
    sizeBytes,
    async *members() {
      for (let entry = await nextEntry(zip); entry !== null; entry = await nextEntry(zip)) yield memberOf(zip, entry);
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
      settle();
    };
    const onEntry = (entry: Entry) => {
      finish(() => {
        resolve(entry);
      });
    };
    const onEnd = () => {
      finish(() => {
        resolve(null);
      });
    };
    const onError = (error: Error) => {
      finish(() => {
        reject(error);
      });
    };
    zip.once('entry', onEntry).once('end', onEnd).once('error', onError);
    zip.readEntry();
  });
}

const utf8Flag = 0x800;
const unixLink = 0o120000;

function memberOf(zip: ZipFile, entry: Entry): ArchiveMember {
  const name = entry.fileNameRaw.toString((entry.generalPurposeBitFlag & utf8Flag) === 0 ? 'latin1' : 'utf8');
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === unixLink;
  return {
    name,
    kind: /[/\\]$/.test(name) ? 'folder' : isLink ? 'link' : 'file',
    unreadable: entry.isEncrypted() ? 'encrypted' : entry.canDecodeFileData() ? null : 'of an unknown compression',
    sizeBytes: entry.uncompressedSize,
    async open() {
      return checked(await zip.openReadStreamPromise(entry), entry.crc32);
    },
  };
}

async function* checked(content: AsyncIterable<unknown>, expected: number): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== expected) throw new Error('the CRC-32 is another');
}
