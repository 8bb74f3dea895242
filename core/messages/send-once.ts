import { HubError } from '../errors.ts';
import type { MessageStatus } from '../ports/contact-store.ts';
import type { MailOutcome } from '../ports/mailer.ts';
import type { Transactor } from '../ports/transactor.ts';

/** Why a hub sends no mail at all. */
export const noMailServer = 'this hub has no mail server (PESSCARA_SMTP_URL)';

/** Where the states of messages are. */
export interface MessageStates {
  /** Nobody else has it until the ambient transaction ends; null when there is none. */
  lockMessage(id: string): Promise<{ readonly status: MessageStatus; readonly reason: string | null } | null>;
  /** Joins the ambient transaction. */
  putStatus(id: string, status: MessageStatus, reason: string | null): Promise<void>;
}

/** What became of a try. NOT_SENT: there is nothing to send it with, or nothing to say any more. */
export type Sent = MailOutcome | { readonly outcome: 'NOT_SENT'; readonly reason: string };

export interface Sending {
  readonly transactor: Transactor;
  readonly states: MessageStates;
  readonly id: string;
  readonly isLastTry: boolean;
  /** Whether who gets it twice knows that it is the same: then one whose sender died is sent again. */
  readonly mayRepeat: boolean;
  send(): Promise<Sent>;
}

/**
 * Sends a message that waits. That a process is at it is noted before, so that no death of it makes a second one.
 * @throws UPSTREAM_UNAVAILABLE when it is to be tried again
 */
export async function sendOnce(sending: Sending): Promise<void> {
  const { transactor, states, id, isLastTry, mayRepeat } = sending;
  const isMine = await transactor.transact(async () => {
    const message = await states.lockMessage(id);
    if (message?.status === 'SENDING' && !mayRepeat) {
      await states.putStatus(id, 'UNCERTAIN', 'the process that sent it ended before it knew');
      return false;
    }
    if (message?.status !== 'WAITING' && message?.status !== 'SENDING') return false;
    await states.putStatus(id, 'SENDING', message.reason);
    return true;
  });
  if (!isMine) return;
  const { outcome, reason } = await sending.send();
  const end = (status: MessageStatus) => transactor.transact(() => states.putStatus(id, status, reason));
  if (outcome !== 'LATER') {
    await end(outcome);
    return;
  }
  await end(isLastTry ? 'NOT_SENT' : 'WAITING');
  if (!isLastTry) throw new HubError('UPSTREAM_UNAVAILABLE', 'the server did not take a message now');
}
