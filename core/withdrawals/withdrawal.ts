import type { AssetLevel } from '../assets/asset.ts';
import type { JsonObject } from '../json.ts';

/**
 * LISTED: what would happen is written down, and nothing has. CANCELLED: nor will it, by this one. CARRIED_OUT: the assets are tombstones,
 * their bytes are being deleted. COMPLETED: the bytes are gone, and there is a certificate.
 */
export type WithdrawalState = 'LISTED' | 'CANCELLED' | 'CARRIED_OUT' | 'COMPLETED';

/** PURGE: it goes. REVIEW: something else is in it too, so it stays; derived assets are flagged for review. */
export type Fate = 'PURGE' | 'REVIEW';

export interface WithdrawalItem {
  readonly assetId: string;
  readonly projectId: string;
  readonly level: AssetLevel;
  readonly kind: string | null;
  readonly fate: Fate;
}

/** Images that a site's archive was given. The hub can't delete there: DICOMweb has no transaction for it that sites offer. */
export interface SiteCopies {
  readonly siteName: string;
  /** (0020,000D), de-identified: by which the site finds them. */
  readonly studyInstanceUID: string;
  readonly imageCount: number;
}

/** What is touched beside assets. A type, not an interface: it is kept as JSON. */
export type WithdrawalExtras = {
  /** The subject and those that were merged into it; none when it is no subject. */
  readonly subjectIds: readonly string[];
  /** Runs that have not ended: they fail. */
  readonly runIds: readonly string[];
  readonly checkOuts: number;
  readonly quarantinedExams: number;
  /** Files as they came, with what is kept of them: names, sealed bytes. */
  readonly receivedFiles: number;
  /** Entries of the map from patients to research identifiers. */
  readonly identities: number;
  readonly clinicalRecords: number;
  readonly sites: readonly SiteCopies[];
};

export interface Withdrawal {
  readonly id: string;
  /** Of the asset. */
  readonly projectId: string;
  readonly assetId: string;
  readonly level: AssetLevel;
  readonly reason: string;
  /** Assets that are to go although something else is in them too. */
  readonly purgeAlso: readonly string[];
  readonly state: WithdrawalState;
  /** SHA-256 over what is listed: whoever carries it out says that they have seen just that. */
  readonly listDigest: string;
  readonly extras: WithdrawalExtras;
  readonly preparedBy: string;
  readonly preparedAt: Date;
  /** Null before it is carried out. */
  readonly carriedOut: { readonly by: string; readonly at: Date; readonly passwordConfirmed: boolean } | null;
  readonly completedAt: Date | null;
  /** Null before it is completed. */
  readonly certificate: Certificate | null;
}

/** What happened, for ever. It names nobody but those who decided. */
export interface Certificate {
  readonly document: JsonObject;
  /** The document as a JWS in compact form (RFC 7515). */
  readonly jws: string;
}

/** An object of the store that held bytes of what was withdrawn. */
export interface WithdrawnObject {
  readonly sha256: string;
  /** The asset that had them, or the file that came in. */
  readonly ownerId: string;
  /** VERSION: of an earlier version. SEALED: a file in its sealed form, which nothing else shares. */
  readonly what: 'CONTENT' | 'VERSION' | 'SEALED';
  /** Null until it is known. */
  readonly sizeBytes: number | null;
  /** KEPT: another asset has the same bytes. */
  readonly state: 'PENDING' | 'DELETED' | 'KEPT';
}
