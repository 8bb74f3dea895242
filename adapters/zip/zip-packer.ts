import { Readable } from 'node:stream';
import { makeZip } from 'client-zip';
import type { PackedFile, Packer } from '../../core/ports/packer.ts';

/** ZIP archives, stored without compression (images are compressed already), Zip64 where they need it. */
export const zipPacker: Packer = {
  pack: (files, at) => {
    let current: Uint8Array | Readable | null = null;
    const entries = async function* () {
      for (const { name, open } of files as Iterable<PackedFile>) {
        current = await open();
        yield { name, input: current, lastModified: at };
      }
    };
    const zip = Readable.fromWeb(makeZip(entries()) as Parameters<typeof Readable.fromWeb>[0]);
    // Who goes away in the middle leaves a file half read.
    zip.once('close', () => {
      if (current instanceof Readable) current.destroy();
    });
    return zip;
  },
};
