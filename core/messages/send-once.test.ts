import { expect, test } from 'vitest';
import type { MessageStatus } from '../ports/contact-store.ts';
import { sendOnce, type Sent } from './send-once.ts';

function message(status: MessageStatus) {
  const seen: (readonly [MessageStatus, string | null])[] = [];
  let now = { status, reason: null as string | null };
  return {
    seen,
    states: {
      lockMessage: () => Promise.resolve(now),
      putStatus: (_id: string, next: MessageStatus, reason: string | null) => {
        seen.push([next, reason]);
        now = { status: next, reason };
        return Promise.resolve();
      },
    },
  };
}

async function sending(status: MessageStatus, sent: Sent, more: { isLastTry?: boolean; mayRepeat?: boolean } = {}) {
  const { seen, states } = message(status);
  let calls = 0;
  const failed = await sendOnce({
    transactor: { transact: (work) => work() },
    ...{ states, id: 'm', isLastTry: false, mayRepeat: false, ...more },
    send: () => {
      calls++;
      return Promise.resolve(sent);
    },
  }).then(
    () => null,
    (error: unknown) => error,
  );
  return { seen, calls, failed };
}

const sent: Sent = { outcome: 'SENT', reason: null };
const later: Sent = { outcome: 'LATER', reason: 'busy' };

test('is noted to be under way before it is sent', async () => {
  expect(await sending('WAITING', sent)).toEqual({
    seen: [
      ['SENDING', null],
      ['SENT', null],
    ],
    calls: 1,
    failed: null,
  });
});

test('waits again when the server is busy, and is given up at the last try', async () => {
  const again = await sending('WAITING', later);
  expect(again.seen.at(-1)).toEqual(['WAITING', 'busy']);
  expect(again.failed).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  const last = await sending('WAITING', later, { isLastTry: true });
  expect(last).toMatchObject({
    seen: [
      ['SENDING', null],
      ['NOT_SENT', 'busy'],
    ],
    failed: null,
  });
});

test('one whose sender died is uncertain, or sent again where that does no harm', async () => {
  const mail = await sending('SENDING', sent);
  expect(mail).toMatchObject({ seen: [['UNCERTAIN', expect.any(String)]], calls: 0 });
  expect(await sending('SENDING', sent, { mayRepeat: true })).toMatchObject({ calls: 1 });
});

test.each<MessageStatus>(['SENT', 'REFUSED', 'UNCERTAIN', 'NOT_SENT'])('one that is %s stays so', async (status) => {
  expect(await sending(status, sent)).toEqual({ seen: [], calls: 0, failed: null });
});
