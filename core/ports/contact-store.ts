import type { NumberedPage } from '../page.ts';
import type { ProtocolState } from '../protocols/protocol.ts';
import type { Page } from './asset-graph.ts';

/** Whom a pool's centre has to be told: by mail, or in the hub. */
export type Contact = { readonly name: string } & (
  { readonly email: string; readonly accountId: null } | { readonly email: null; readonly accountId: string }
);

/**
 * WAITING: to be sent (again). SENDING: a process is at it, or died at it. SENT: taken over by the mail server, or shown in the hub.
 * REFUSED: the mail server won't take it. UNCERTAIN: nobody knows whether it was taken; it is not sent again. NOT_SENT: given up.
 */
export type MessageStatus = 'WAITING' | 'SENDING' | 'SENT' | 'REFUSED' | 'UNCERTAIN' | 'NOT_SENT';

/** A message about the state of an exam to one contact. Its text is made of the report when it is sent. */
export interface ProtocolMessage {
  readonly id: string;
  readonly sequence: number;
  readonly projectId: string;
  readonly poolId: string;
  readonly examId: string;
  readonly reportId: string;
  readonly examState: ProtocolState;
  readonly contact: Contact;
  readonly status: MessageStatus;
  /** What the mail server said, or why it was not sent; null when all is well. */
  readonly reason: string | null;
  readonly madeAt: Date;
  readonly endedAt: Date | null;
}

/** Contacts of pools, and messages to them. Every write joins the ambient transaction. */
export interface ContactStore {
  /** Replaces all of the pool. */
  putContacts(poolId: string, contacts: readonly Contact[]): Promise<void>;
  /** In the order that they were given; of pools that have some. */
  contactsOf(poolIds: readonly string[]): Promise<ReadonlyMap<string, readonly Contact[]>>;

  addMessages(messages: readonly Omit<ProtocolMessage, 'sequence' | 'madeAt' | 'endedAt'>[]): Promise<void>;
  /** Nobody else has it until the ambient transaction ends; null when there is none. */
  lockMessage(id: string): Promise<ProtocolMessage | null>;
  /** Notes when it ended, unless it is WAITING or SENDING. */
  putStatus(id: string, status: MessageStatus, reason: string | null): Promise<void>;
  /** Newest first, or those with that status; cursors are sequences. */
  messagesOf(projectId: string, status: MessageStatus | null, page: NumberedPage): Promise<Page<ProtocolMessage>>;
}
