import type { SealedBytes } from '../ports/image-work.ts';
import type { IntakeStore } from '../ports/intake-store.ts';
import type { ObjectStore, Staging } from '../ports/object-store.ts';

/** Sealed bytes that are perhaps kept. */
export interface HeldBytes extends AsyncDisposable {
  readonly sha256: string;
  /** A process that dies with them leaves a trace, so that nobody needs to note their address. */
  readonly isTraced: boolean;
  /** Durable in the object store when the promise resolves. @throws UNAVAILABLE when the disk is full */
  keep(): Promise<void>;
  /** A file leads to them now, or they were deleted. */
  settle(): void;
}

interface Ports {
  readonly objects: ObjectStore;
  readonly intake: Pick<IntakeStore, 'noteLeftover'>;
}

/** Holds sealed bytes until it is known whether they are kept. What was kept and never settled is noted for the sweep when its holder is disposed of. */
export function holdSealed({ objects, intake }: Ports, sealed: SealedBytes, sha256: string): HeldBytes {
  let isOpen = false;
  return {
    sha256,
    isTraced: !(sealed instanceof Uint8Array),
    async keep() {
      // Also where it fails half-way.
      isOpen = true;
      if (sealed instanceof Uint8Array) await objects.put(sealed, sha256);
      else await stagingOf(objects).takeTraced({ path: sealed.path, sha256 });
    },
    settle() {
      isOpen = false;
    },
    async [Symbol.asyncDispose]() {
      if (sealed instanceof Uint8Array) return;
      if (isOpen) {
        const isNoted = await intake.noteLeftover(sha256).then(
          () => true,
          () => false,
        );
        // Whoever asked hears why it could not be taken in; the trace stays for the next start.
        if (!isNoted) return;
      }
      await stagingOf(objects).discard([sealed.path]);
    },
  };
}

function stagingOf({ staging }: ObjectStore): Staging {
  if (staging === undefined) throw new Error('sealed bytes in a file, and no object store that takes files');
  return staging;
}
