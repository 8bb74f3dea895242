import type { JsonObject } from '../json.ts';

/** One instance of a store request, as the answer names it. */
export interface StoredInstance {
  /** Null when they could not be read. */
  readonly sopClassUID: string | null;
  readonly sopInstanceUID: string | null;
  /** Null when it was stored. */
  readonly failure: FailureReason | null;
}

/** Failure Reason (0008,1197): PS3.18 Table I.2-2, PS3.7 Annex C. */
export const failureReasons = {
  processingFailure: 0x0110,
  /** Another instance has that SOP Instance UID. */
  duplicateInstance: 0x0111,
  notAuthorized: 0x0124,
  outOfResources: 0xa700,
  /** The data set does not belong to the study that the request names. */
  studyMismatch: 0xa900,
  cannotUnderstand: 0xc000,
} as const;
export type FailureReason = (typeof failureReasons)[keyof typeof failureReasons];

/**
 * Status and DICOM JSON body of a store transaction's answer: 200 when all were stored, 202 when some, 409 when none.
 * @see PS3.18 §10.5.3 and Annex I
 */
export function storeResponse(instances: readonly StoredInstance[]): {
  readonly status: 200 | 202 | 409;
  readonly body: JsonObject;
} {
  const stored = instances.filter((instance) => instance.failure === null);
  const failed = instances.filter((instance) => instance.failure !== null);
  const status = failed.length === 0 && stored.length > 0 ? 200 : stored.length > 0 ? 202 : 409;
  return {
    status,
    body: {
      // Retrieve URL: what was stored here waits for de-identification and review, so there is none.
      '00081190': { vr: 'UR' },
      ...(failed.length > 0 ? { '00081198': { vr: 'SQ', Value: failed.map(itemOf) } } : {}),
      ...(stored.length > 0 ? { '00081199': { vr: 'SQ', Value: stored.map(itemOf) } } : {}),
    },
  };
}

function itemOf({ sopClassUID, sopInstanceUID, failure }: StoredInstance): JsonObject {
  return {
    ...(sopClassUID === null ? {} : { '00081150': { vr: 'UI', Value: [sopClassUID] } }),
    ...(sopInstanceUID === null ? {} : { '00081155': { vr: 'UI', Value: [sopInstanceUID] } }),
    ...(failure === null ? {} : { '00081197': { vr: 'US', Value: [failure] } }),
  };
}
