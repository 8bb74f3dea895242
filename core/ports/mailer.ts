export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** The same for each try of the same message: its Message-ID (RFC 5322 §3.6.4) is made of it. */
  readonly id: string;
}

/**
 * SENT: the server has taken it over. REFUSED: it won't, ever. LATER: it was surely not taken, and may be next time. UNCERTAIN: the
 * connection broke when it may have been taken.
 */
export interface MailOutcome {
  readonly outcome: 'SENT' | 'REFUSED' | 'LATER' | 'UNCERTAIN';
  /** What the server said, at most 200 characters; null when sent. */
  readonly reason: string | null;
}

/** Sends mail. Whatever happens is an outcome, no error. */
export interface Mailer {
  send(mail: Mail): Promise<MailOutcome>;
  close(): void;
}
