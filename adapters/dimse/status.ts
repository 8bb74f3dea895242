import type { SendOutcome } from '../../core/intake/object-door.ts';

/** What a sender hears of its request (PS3.7 Annex C, PS3.4 Table B.2-1). */
export interface Answer {
  readonly status: number;
  /** Error Comment (0000,0902); holds nothing of the object. */
  readonly comment: string | null;
}

const answer = (of: number, comment: string | null = null): Answer => ({ status: of, comment });

export const status = {
  success: answer(0x0000),
  /** The sender should try again: a store of ours is full or away. */
  outOfResources: answer(0xa700, 'the hub can not take it now: send it again'),
  /** Sending it again would not help, so it is not "out of resources". */
  tooLarge: answer(0xc000, 'larger than the hub takes'),
  noDataSet: answer(0xc000, 'a C-STORE without a data set'),
  invalidInstance: answer(0x0117, 'no valid SOP Instance UID'),
  unrecognizedOperation: answer(0x0211, 'only C-STORE and C-ECHO are served'),
  mismatch: (comment: string): Answer => answer(0xa900, comment),
} as const;

/** What a sender hears of an object that was looked at. */
export function answerOf(outcome: SendOutcome): Answer {
  switch (outcome) {
    case 'STORED':
      return status.success;
    case 'REJECTED_BEFORE':
      return answer(0x0124, 'a reviewer rejected it');
    case 'CONFLICT':
      return answer(0x0111, 'the project has other content under this UID');
    case 'MISMATCH':
      return status.mismatch('the data set has another SOP Class or Instance UID');
    case 'UNREADABLE':
      return answer(0xc000, 'the data set can not be read');
  }
}
