import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { ObjectDoor, SendOutcome, SentObject } from '../../core/intake/object-door.ts';
import { fc } from '../../tests/support/fast-check.ts';
import {
  associateRequest,
  command,
  explicitLittleEndian,
  mrStorage,
  piece,
  RawSender,
  unit,
  verification,
} from '../../tests/support/raw-dimse-sender.ts';
import { startDimseServer, type DimseServer, type DimseServerOptions } from './dimse-server.ts';

interface Stored extends Omit<SentObject, 'dataset'> {
  readonly dataset: Buffer;
}

/** A door that keeps what it gets. */
class TestDoor implements ObjectDoor {
  readonly stored: Stored[] = [];
  readonly tooLarge: number[] = [];
  store: (object: Stored) => Promise<SendOutcome> = () => Promise.resolve('STORED');

  admit({ calledAe, callingAe }: { readonly calledAe: string; readonly callingAe: string }) {
    if (calledAe === 'AWAY') return Promise.reject(new HubError('UNAVAILABLE', 'the database is away'));
    if (calledAe !== 'POOL') return Promise.resolve({ refused: 'calledAe' } as const);
    if (callingAe === 'STRANGER') return Promise.resolve({ refused: 'callingAe' } as const);
    const sender = {
      store: async (object: SentObject) => {
        const whole = { ...object, dataset: Buffer.concat(object.dataset) };
        const outcome = await this.store(whole);
        this.stored.push(whole);
        return outcome;
      },
      tooLarge: (_uid: string, sizeBytes: number) => {
        this.tooLarge.push(sizeBytes);
        return Promise.resolve();
      },
    };
    return Promise.resolve({ sender });
  }
}

let server: DimseServer | undefined;
const endings: string[] = [];
const faults: unknown[] = [];
let heard: (() => void) | undefined;

async function start(door: ObjectDoor, options: Partial<DimseServerOptions> = {}): Promise<number> {
  server = await startDimseServer({
    host: '127.0.0.1',
    port: 0,
    tls: null,
    door,
    maxObjectBytes: 1_000_000,
    heldBytes: 50_000,
    onEnd: (_, ending) => {
      endings.push(ending);
      heard?.();
    },
    onFault: (error) => faults.push(error),
    ...options,
  });
  return server.port;
}

/** The next association's end. */
const ended = (): Promise<void> =>
  new Promise((resolve) => {
    heard = resolve;
  });

afterEach(async () => {
  await server?.close(1000);
  server = undefined;
  endings.length = 0;
  faults.length = 0;
  heard = undefined;
});

describe('an association', () => {
  it('is accepted, answers C-ECHO, and is released', async () => {
    const port = await start(new TestDoor());
    await using sender = await RawSender.associate(port);
    expect(await sender.echo()).toBe(0);
    expect(await sender.echo()).toBe(0);
    expect(await sender.release()).toBe(true);
    expect(await sender.next()).toBeNull();
    expect(endings).toEqual(['released']);
  });

  it.each([
    ['an unknown called AE title', { calledAe: 'NOBODY' }, [1, 1, 7]],
    ['a calling AE title that may not', { callingAe: 'STRANGER' }, [1, 1, 3]],
    ['another protocol version', { protocolVersion: 2 }, [1, 2, 2]],
    ['another application context', { applicationContext: '1.2.3' }, [1, 1, 2]],
    ['a store that is away', { calledAe: 'AWAY' }, [2, 3, 1]],
  ])('is rejected with its reason: %s', async (_, request, reason) => {
    const port = await start(new TestDoor());
    await using sender = await RawSender.connect(port);
    const answer = await sender.ask(associateRequest(request));
    expect(answer?.type).toBe(3);
    expect([...(answer?.body ?? [])]).toEqual([0, ...reason]);
    expect(await sender.next()).toBeNull();
  });

  it('is told with both AE titles, why it was rejected, and nothing else that a log would have to take', async () => {
    const told: unknown[] = [];
    const over = ended();
    const port = await start(new TestDoor(), {
      onEnd: ({ titles, rejection }) => {
        told.push({ titles, rejection });
        heard?.();
      },
    });
    await using sender = await RawSender.connect(port);
    await sender.ask(associateRequest({ calledAe: 'NOBODY', callingAe: 'PACS' }));
    await over;
    expect(told).toEqual([{ titles: { calledAe: 'NOBODY', callingAe: 'PACS' }, rejection: 'calledAe' }]);
  });

  it('is rejected for now when all places are taken, and accepted when one is free again', async () => {
    const port = await start(new TestDoor(), { maxAssociations: 2 });
    await using first = await RawSender.associate(port);
    await using second = await RawSender.associate(port);
    await using third = await RawSender.connect(port);
    const answer = await third.ask(associateRequest());
    expect([...(answer?.body ?? [])]).toEqual([0, 2, 3, 2]);
    const over = ended();
    await first.release();
    await over;
    await using fourth = await RawSender.associate(port);
    expect(await fourth.echo()).toBe(0);
    expect(await second.echo()).toBe(0);
  });

  it('takes each storage class in the first transfer syntax that is offered, private ones too, and no other class', async () => {
    const port = await start(new TestDoor());
    await using sender = await RawSender.connect(port);
    const answer = await sender.ask(
      associateRequest({
        contexts: [
          {
            id: 1,
            abstractSyntax: '1.2.840.10008.5.1.4.1.1.88.11',
            transferSyntaxes: ['1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2'],
          },
          { id: 3, abstractSyntax: '1.3.12.2.1107.5.9.1', transferSyntaxes: [explicitLittleEndian] },
          { id: 5, abstractSyntax: '1.2.840.10008.5.1.4.1.2.2.1', transferSyntaxes: [explicitLittleEndian] },
          { id: 7, abstractSyntax: mrStorage, transferSyntaxes: ['not a uid'] },
        ],
      }),
    );
    const text = answer?.body.toString('latin1') ?? '';
    const results = [...text.matchAll(/\x21\0..(.)\0(.)\0\x40\0..([0-9.a-z ]*)/gs)];
    expect(results.map(([, id = '', result = '', syntax]) => [id.charCodeAt(0), result.charCodeAt(0), syntax])).toEqual(
      [
        [1, 0, '1.2.840.10008.1.2.4.90'],
        [3, 0, explicitLittleEndian],
        [5, 3, explicitLittleEndian],
        [7, 4, 'not a uid'],
      ],
    );
  });

  it('is answered at once whatever runs of spaces its request has', async () => {
    const port = await start(new TestDoor());
    await using sender = await RawSender.connect(port);
    const long = `1${' '.repeat(60_000)}2`;
    const contexts = Array.from({ length: 16 }, (_, index) => ({
      id: 2 * index + 1,
      abstractSyntax: long,
      transferSyntaxes: [explicitLittleEndian],
    }));
    expect((await sender.ask(associateRequest({ contexts })))?.type).toBe(2);
  });

  it('is aborted when its request proposes two contexts of one id', async () => {
    const port = await start(new TestDoor());
    await using sender = await RawSender.connect(port);
    const context = { id: 3, abstractSyntax: mrStorage, transferSyntaxes: [explicitLittleEndian] };
    expect((await sender.ask(associateRequest({ contexts: [context, context] })))?.type).toBe(7);
    expect(faults).toEqual([]);
  });

  it('in which nothing comes any more is aborted', async () => {
    const port = await start(new TestDoor(), { idleMs: 100 });
    await using silent = await RawSender.connect(port);
    await using idle = await RawSender.associate(port);
    await using halfway = await RawSender.associate(port);
    halfway.send(piece(3, command(1, 7, true, mrStorage, '1.2.3'), 'command', true));
    halfway.send(unit(4, Buffer.alloc(10), 1000));
    for (const sender of [silent, idle, halfway]) expect((await sender.next())?.type).toBe(7);
    expect(endings).toEqual(['stalled', 'stalled', 'stalled']);
    expect(faults).toEqual([]);
  });

  it('is aborted for a unit longer than agreed before it was read, of an unknown type, or out of turn', async () => {
    const port = await start(new TestDoor());
    for (const bytes of [
      unit(1, Buffer.alloc(4), 0x7fffffff),
      unit(9, Buffer.alloc(4)),
      piece(1, command(0x30, 1, false, verification, null), 'command', true),
    ]) {
      await using sender = await RawSender.connect(port);
      expect((await sender.ask(bytes))?.type).toBe(7);
    }
    for (const bytes of [
      unit(4, Buffer.alloc(4), 0x7fffffff),
      associateRequest(),
      piece(9, command(0x30, 1, false, verification, null), 'command', true),
      piece(3, Buffer.alloc(4), 'data', true),
      piece(1, Buffer.from([9, 9, 9, 9, 255, 255, 255, 255]), 'command', true),
      piece(1, Buffer.alloc(20_000), 'command', false),
      Buffer.concat(Array.from({ length: 300 }, () => piece(1, Buffer.alloc(0), 'command', false))),
    ]) {
      await using sender = await RawSender.associate(port);
      expect((await sender.ask(bytes))?.type).toBe(7);
    }
    expect(new Set(endings)).toEqual(new Set(['broke the protocol']));
    expect(faults).toEqual([]);
  });
});

describe('C-STORE', () => {
  it("hands over the data set's bytes as they came, short and long ones, in pieces of any length", async () => {
    const door = new TestDoor();
    const port = await start(door);
    await using sender = await RawSender.associate(port);
    const datasets = [10, 49_999, 50_001, 900_000].map((length) => randomBytes(length));
    for (const [index, dataset] of datasets.entries()) {
      expect(await sender.store(`1.2.${String(index)}`, dataset, { pieceBytes: index === 0 ? 1 : 7000 })).toBe(0);
    }
    expect(door.stored.map(({ dataset }) => dataset)).toEqual(datasets);
    expect(door.stored[0]).toMatchObject({
      sopClassUID: mrStorage,
      sopInstanceUID: '1.2.0',
      transferSyntaxUID: explicitLittleEndian,
    });
    expect(await sender.release()).toBe(true);
  });

  it('says what became of an object, and goes on', async () => {
    const door = new TestDoor();
    const port = await start(door);
    await using sender = await RawSender.associate(port);
    const said: number[] = [];
    for (const outcome of ['STORED', 'REJECTED_BEFORE', 'CONFLICT', 'MISMATCH', 'UNREADABLE'] as const) {
      door.store = () => Promise.resolve(outcome);
      said.push(await sender.store('1.2.3', Buffer.alloc(10)));
    }
    expect(said).toEqual([0, 0x0124, 0x0111, 0xa900, 0xc000]);
    door.store = () => Promise.reject(new HubError('UNAVAILABLE', 'no room'));
    expect(await sender.store('1.2.3', Buffer.alloc(10))).toBe(0xa700);
    expect(faults).toHaveLength(1);
    expect(await sender.store('1.2.3', Buffer.alloc(10), { sopClass: '1.2.840.10008.5.1.4.1.1.2' })).toBe(0xa900);
    expect(await sender.store('../../etc', Buffer.alloc(10))).toBe(0x0117);
    expect(await sender.store('1.2.3', Buffer.alloc(1_000_001))).toBe(0xc000);
    expect(door.tooLarge).toEqual([1_000_001]);
    sender.send(piece(3, command(0x20, 7, true, mrStorage, null), 'command', true));
    sender.send(piece(3, Buffer.alloc(10), 'data', true));
    expect(await sender.status()).toBe(0x0211);
    sender.send(piece(3, command(1, 7, false, mrStorage, '1.2.3'), 'command', true));
    expect(await sender.status()).toBe(0xc000);
    expect(await sender.echo()).toBe(0);
  });

  it('stores nothing of an object whose sender was cut off or gave up', async () => {
    const door = new TestDoor();
    const port = await start(door);
    for (const last of [null, unit(7, Buffer.alloc(4)), unit(5, Buffer.alloc(4))]) {
      await using sender = await RawSender.associate(port);
      const over = ended();
      sender.send(piece(3, command(1, 7, true, mrStorage, '1.2.3'), 'command', true));
      sender.send(piece(3, randomBytes(100_000).subarray(0, 60_000), 'data', false));
      if (last === null) sender.socket.destroy();
      else sender.send(last);
      await over;
    }
    expect(endings).toEqual(['cut', 'cut', 'broke the protocol']);
    expect(door.stored).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('reads no further while an object is being stored', async () => {
    const door = new TestDoor();
    const begun = Promise.withResolvers<undefined>();
    const outcome = Promise.withResolvers<SendOutcome>();
    door.store = () => {
      begun.resolve(undefined);
      return outcome.promise;
    };
    const port = await start(door);
    await using sender = await RawSender.associate(port);
    const first = sender.store('1.2.3', Buffer.alloc(10));
    await begun.promise;
    // More than every buffer on the way takes: the system keeps the rest from being sent.
    const flood = piece(3, Buffer.alloc(120_000), 'data', false);
    for (let sent = 0; sent < 200; sent++) sender.send(flood);
    let before = -1;
    // Until no more leaves.
    await expect
      .poll(() => {
        const left = sender.socket.writableLength;
        const stands = left === before;
        before = left;
        return stands;
      })
      .toBe(true);
    expect(before).toBeGreaterThan(1_000_000);
    outcome.resolve('STORED');
    expect(await first).toBe(0);
  });

  it('answers what is coming in before the server closes, and takes nothing new', async () => {
    const door = new TestDoor();
    const port = await start(door);
    await using sender = await RawSender.associate(port);
    await using idle = await RawSender.associate(port);
    let closing: Promise<void> | undefined;
    door.store = () => {
      closing = server?.close(5000);
      return Promise.resolve('STORED');
    };
    expect(await sender.store('1.2.3', Buffer.alloc(10))).toBe(0);
    expect((await sender.next())?.type).toBe(7);
    expect((await idle.next())?.type).toBe(7);
    sender.socket.destroy();
    idle.socket.destroy();
    await closing;
    await expect(RawSender.connect(port)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('whatever is sent', () => {
  it('the server stays up, and goes on serving others', { timeout: 60_000 }, async () => {
    const port = await start(new TestDoor(), { idleMs: 2000 });
    const conversation = Buffer.concat([
      associateRequest(),
      piece(3, command(1, 7, true, mrStorage, '1.2.3'), 'command', true),
      piece(3, randomBytes(300), 'data', true),
      unit(5, Buffer.alloc(4)),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(conversation.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
        fc.nat(conversation.length),
        async (changes, length) => {
          const bytes = Buffer.from(conversation);
          for (const [at, value] of changes) bytes[at] = value;
          const over = ended();
          await using sender = await RawSender.connect(port);
          sender.send(bytes.subarray(0, length));
          sender.socket.end();
          await over;
        },
      ),
      { numRuns: 200 },
    );
    expect(faults).toEqual([]);
    await using sender = await RawSender.associate(port);
    expect(await sender.echo()).toBe(0);
  });
});
