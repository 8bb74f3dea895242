import type { Inspection } from './inspect.ts';

/** Why the door turned a file away, where it isn't the file's own content. */
export const reasons = {
  sameBytes: 'the same bytes came to this pool before',
  rejectedBefore: 'the same bytes came before, and a reviewer rejected them',
  replaced: 'other content under its SOP Instance UID came after it',
  replacedBefore: 'the same bytes came to this pool before, and other content has taken their place since',
  elsewhere: 'it would replace an image of another study, series or patient',
  conflict: 'conflict: the project has other content under this SOP Instance UID',
  withdrawn: 'consent was withdrawn for the subject, or for the study, series or image that it is of',
  lost: 'its bytes are not in the object store any more: send it again',
  otherStudy: 'of another study than the request names',
  otherObject: 'of another SOP Class or Instance UID than the sender said',
  tooLarge: (maxBytes: number) => `larger than the limit of ${String(maxBytes)} bytes`,
} as const;

export type Outcome = 'RECEIVED' | 'DUPLICATE' | 'REFUSED';

/** What became of a file at the door. */
export interface Reception {
  readonly fileId: string;
  /** RECEIVED also for a file sent again that has gone further in the meantime. */
  readonly outcome: Outcome;
  /** Why it was refused, or is a duplicate; null otherwise. */
  readonly reason: string | null;
  /** UIDs as sent; null when they could not be read. */
  readonly instance: Extract<Inspection, { ok: true }> | null;
}
