import type { MessageStatus } from './contact-store.ts';
import type { MailOutcome } from './mailer.ts';

export const messageChannels = ['MAIL', 'WEBHOOK'] as const;
export type MessageChannel = (typeof messageChannels)[number];

/** What a notify step sends out of the hub. */
export interface RunMessage {
  readonly id: string;
  readonly stepRunId: string;
  readonly channel: MessageChannel;
  /** An address of mail, or of a web server. */
  readonly target: string;
  readonly text: string;
  readonly status: MessageStatus;
  /** What the server said, or why it was not sent; null when all is well. */
  readonly reason: string | null;
  readonly madeAt: Date;
  readonly endedAt: Date | null;
}

/** Messages of steps. Every write joins the ambient transaction. */
export interface RunMessages {
  /** Those that are there stay as they are. All begin as WAITING. */
  addMessages(messages: readonly Pick<RunMessage, 'id' | 'stepRunId' | 'channel' | 'target' | 'text'>[]): Promise<void>;
  /** Nobody else has it until the ambient transaction ends; null when there is none. */
  lockMessage(id: string): Promise<RunMessage | null>;
  /** Notes when it ended, unless it is WAITING or SENDING. */
  putStatus(id: string, status: MessageStatus, reason: string | null): Promise<void>;
  /** In the order in which they were written; steps without any are absent. */
  messagesOfSteps(stepRunIds: readonly string[]): Promise<ReadonlyMap<string, readonly RunMessage[]>>;
}

/** Tells web servers, those alone that who runs the hub permits. Whatever happens is an outcome, no error. */
export interface WebhookSender {
  /** @param id the same for each try of the same message */
  post(url: string, id: string, body: string): Promise<MailOutcome>;
}
