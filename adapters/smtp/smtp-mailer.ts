import { createTransport } from 'nodemailer';
import { asError } from '../../core/errors.ts';
import type { Mail, Mailer, MailOutcome } from '../../core/ports/mailer.ts';

/** What nodemailer says of a failure. */
interface SmtpFailure {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly timeoutType?: string;
}

const timeoutMs = 30_000;
const maxReason = 200;
/** The connection was never made. */
const unreached: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EDNS',
  'ETLS',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
]);

/** Mail by SMTP (RFC 5321). @param url `smtp://user:password@host:port` or `smtps://` @param from the address of the sender */
export class SmtpMailer implements Mailer {
  readonly #transport: ReturnType<typeof createTransport>;
  readonly #from: string;

  constructor(url: string, from: string) {
    const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
    this.#transport = createTransport({ url, ...limits });
    this.#from = from;
  }

  async send({ to, subject, text, id }: Mail): Promise<MailOutcome> {
    const domain = this.#from.slice(this.#from.lastIndexOf('@') + 1);
    try {
      await this.#transport.sendMail({
        from: { name: 'PESSCARA', address: this.#from },
        to,
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        // Nobody's holiday notice is wanted (RFC 3834 §5).
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { outcome: 'SENT', reason: null };
    } catch (error) {
      return outcomeOf(asError(error) as SmtpFailure & Error);
    }
  }

  close(): void {
    this.#transport.close();
  }
}

/** Whatever may have been taken is uncertain: a second mail is worse than none, since managers see it. */
function outcomeOf({ code, originalCode, responseCode, response, timeoutType }: SmtpFailure): MailOutcome {
  const said = response ?? originalCode ?? code ?? 'the connection broke';
  const reason = said.replace(/\p{Cc}+/gu, ' ').slice(0, maxReason);
  // Wrong credentials are the hub's, and can be mended.
  if (code === 'EAUTH') return { outcome: 'LATER', reason };
  if (responseCode !== undefined) return { outcome: isForGood(responseCode) ? 'REFUSED' : 'LATER', reason };
  const never = [code, originalCode, timeoutType].some((one) => one !== undefined && unreached.has(one));
  return { outcome: never ? 'LATER' : 'UNCERTAIN', reason };
}

/** RFC 5321 §4.2.1; 503 says that the session was in disorder, not that the mail was refused. */
const isForGood = (responseCode: number): boolean => responseCode >= 500 && responseCode !== 503;
