import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { SmtpMailer } from './smtp-mailer.ts';

/** Sends one mail to a server that behaves so; what it heard is answered too. */
async function sendTo(options: SMTPServerOptions) {
  const heard: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      stream.on('data', (part: Buffer) => heard.push(part.toString()));
      stream.on('end', done);
    },
    ...options,
  });
  // A connection that breaks is what some tests are about.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const outcome = await send(port);
  await new Promise<void>((resolve) => {
    server.close(resolve);
  });
  return { outcome, mail: heard.join(''), port };
}

async function send(port: number) {
  const mailer = new SmtpMailer(`smtp://127.0.0.1:${String(port)}`, 'hub@pesscara.example');
  const to = { name: 'Nürse, "Ann"', address: 'nurse@north.example' };
  const outcome = await mailer.send({ to, subject: 'An exam', text: 'FLAIR is missing\n', id: 'one' });
  mailer.close();
  return outcome;
}

const refusal = (responseCode: number) => Object.assign(new Error('not so'), { responseCode });

describe('a mail by SMTP', () => {
  it('is sent with its id, and asks for no automatic answers', async () => {
    const { outcome, mail } = await sendTo({});
    expect(outcome).toEqual({ outcome: 'SENT', reason: null });
    expect(mail).toContain('Message-ID: <one@pesscara.example>');
    expect(mail).toContain('Auto-Submitted: auto-generated');
    expect(mail).toContain('FLAIR is missing');
  });

  it('is refused for good with 5xx, and to be tried again after 4xx', async () => {
    const answering = (code: number): SMTPServerOptions => ({
      onRcptTo: (_address, _session, done) => {
        done(refusal(code));
      },
    });
    expect((await sendTo(answering(550))).outcome).toEqual({ outcome: 'REFUSED', reason: '550 not so' });
    expect((await sendTo(answering(451))).outcome).toEqual({ outcome: 'LATER', reason: '451 not so' });
  });

  it('is to be tried again when there is no server', async () => {
    const { port } = await sendTo({});
    expect(await send(port)).toMatchObject({ outcome: 'LATER' });
  });

  it('is uncertain when the connection breaks after the text was sent', async () => {
    const sockets = new Set<{ destroy(): void }>();
    const { outcome } = await sendTo({
      onData(stream) {
        stream.resume();
        stream.on('end', () => {
          for (const socket of sockets) socket.destroy();
        });
      },
      onConnect(_session, done) {
        done();
      },
      onMailFrom(this: SMTPServer, _address, _session, done) {
        for (const connection of this.connections as Iterable<{ _socket: { destroy(): void } }>)
          sockets.add(connection._socket);
        done();
      },
    });
    expect(outcome).toMatchObject({ outcome: 'UNCERTAIN' });
  });
});
