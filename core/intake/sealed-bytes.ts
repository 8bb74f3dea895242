import type { SealedBytes } from '../ports/image-work.ts';
import type { ObjectStore, Staging } from '../ports/object-store.ts';

/** Sealed bytes that are perhaps kept; no other trace is left of them when their holder is disposed of. */
export interface HeldBytes extends AsyncDisposable {
  readonly sha256: string;
  /** A process that dies with them leaves a trace, so that nobody needs to note their address. */
  readonly isTraced: boolean;
  /** Durable in the object store when the promise resolves; once is enough. @throws UNAVAILABLE when the disk is full */
  keep(): Promise<void>;
}

/** Holds sealed bytes until it is known whether they are kept. */
export function holdSealed(objects: ObjectStore, sealed: SealedBytes, sha256: string): HeldBytes {
  let isKept = false;
  const isTraced = !(sealed instanceof Uint8Array);
  return {
    sha256,
    isTraced,
    async keep() {
      if (isKept) return;
      if (sealed instanceof Uint8Array) await objects.put(sealed, sha256);
      else await stagingOf(objects).takeTraced({ path: sealed.path, sha256 });
      isKept = true;
    },
    async [Symbol.asyncDispose]() {
      if (!(sealed instanceof Uint8Array)) await stagingOf(objects).discard([sealed.path]);
    },
  };
}

/** Where sealed bytes in files come from. */
function stagingOf({ staging }: ObjectStore): Staging {
  if (staging === undefined) throw new Error('sealed bytes in a file, and no object store that takes files');
  return staging;
}
