import type { DeidentificationProfile } from '../deidentification/profile.ts';
import type { Inspection } from '../intake/inspect.ts';
import type { Identity } from '../mapping/identity.ts';
import type { NewQuarantinedImage } from './intake-store.ts';

/** Sealed bytes: in memory, or in a file that the object store takes. */
export type SealedBytes = Uint8Array | { readonly path: string };

/** A file at the door. */
export interface ArrivalTask {
  readonly bytes: Uint8Array;
  /** The key of sealed files. */
  readonly sealKey: Uint8Array;
  readonly ingestionId: string;
  /** As its sender named it; null: by its SOP Instance UID. */
  readonly fileName: string | null;
  /** Where the sealed bytes may be written, durably; null: they are answered. */
  readonly stageAt: string | null;
}

/** What is known of a file at the door, and its bytes sealed under its id. */
export interface LookedAt {
  readonly id: string;
  readonly fileName: string;
  readonly inspection: Inspection;
  readonly contentSha256: string;
  readonly sealed: SealedBytes;
  /** SHA-256 of the sealed bytes: their address. */
  readonly sealedSha256: string;
}

/** A received file to be de-identified. */
export interface DeidentifyTask {
  readonly fileId: string;
  /** How often a reviewer has sent it back. */
  readonly round: number;
  /** Of the file as it came. */
  readonly contentSha256: string;
  readonly bytes: Uint8Array;
  /** The file under whose name the bytes are sealed; null: they are as they came. */
  readonly sealedAs: string | null;
  readonly sealKey: Uint8Array;
  /** The project's key of pseudonyms. */
  readonly pseudonymKey: Uint8Array;
  readonly profile: DeidentificationProfile;
  /** Where the sealed bytes may be written; null: they are answered. */
  readonly stageAt: string | null;
}

/** What came of a file; `image` but for where its sealed bytes are, which are here. */
export type DoneImage =
  | { readonly refused: string }
  | {
      readonly image: NewQuarantinedImage;
      readonly sealed: SealedBytes;
      /** Whose it is; null for a file without Patient ID. */
      readonly identity: Identity | null;
    };

/** `needsPixels`: its profile wants the pixels looked at, which is done elsewhere. */
export type DeidentifiedImage = DoneImage | { readonly needsPixels: true };

/** What costs time with each image, and needs nothing but its bytes and keys: so it can be done beside everything else. */
export interface ImageWork {
  /** @throws UNAVAILABLE when it can't be done now */
  lookAt(task: ArrivalTask): Promise<LookedAt>;
  /**
   * For a profile that asks no lookup table and blacks out no regions.
   * @throws UNAVAILABLE when it can't be done now; with `tryAlone: true` in its details where it may be done when nothing else is
   */
  deidentify(task: DeidentifyTask): Promise<DeidentifiedImage>;
}
