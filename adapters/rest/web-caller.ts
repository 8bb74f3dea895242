import { asError, HubError } from '../../core/errors.ts';
import type { MailOutcome } from '../../core/ports/mailer.ts';
import type { WebhookSender } from '../../core/ports/run-messages.ts';
import { AppClient, type RestApp } from './app-client.ts';

const timeoutMs = 30_000;

/** Messages to web servers, as JSON by POST. `Idempotency-Key` is the message's id. */
export class WebCaller implements WebhookSender {
  readonly #client: AppClient;

  constructor(apps: readonly RestApp[]) {
    this.#client = new AppClient(apps);
  }

  async post(url: string, id: string, body: string): Promise<MailOutcome> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': id };
    try {
      const reply = await this.#client.send(url, { method: 'POST', headers, body }, AbortSignal.timeout(timeoutMs));
      await reply.body?.cancel();
      if (reply.ok) return { outcome: 'SENT', reason: null };
      return { outcome: 'REFUSED', reason: `it answers ${String(reply.status)}` };
    } catch (error) {
      const { message } = asError(error);
      // Not permitted (any more): that no try changes. All else may pass.
      const isForGood = error instanceof HubError && error.code === 'STEP_FAILED';
      return { outcome: isForGood ? 'REFUSED' : 'LATER', reason: message.slice(0, 200) };
    }
  }
}
