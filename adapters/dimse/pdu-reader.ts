import type { Socket } from 'node:net';
import { abortReason, pduType, ProtocolError } from './pdu.ts';

/** The peer sent nothing, or took nothing, for too long. */
export class Stalled extends Error {
  constructor() {
    super('the peer stalled');
    this.name = 'Stalled';
  }
}

/** The connection ended in the middle. */
export class CutOff extends Error {
  constructor() {
    super('the connection was cut');
    this.name = 'CutOff';
  }
}

export interface Pdu {
  readonly type: number;
  readonly body: Buffer;
}

const headLength = 6;

/**
 * Protocol data units from a connection, one at a time: what isn't asked for stays with the sender (the connection isn't read meanwhile), so
 * that one unit and what the system had ready is all that is in memory.
 */
export class PduConnection {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer[] = [];
  #heldLength = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /**
   * The next unit, which must be there as a whole within `withinMs`; null when the connection ended before it began.
   * `maxLength` gives the longest body that is taken for a type. @throws ProtocolError, Stalled, CutOff
   */
  next(withinMs: number, maxLength: (type: number) => number): Promise<Pdu | null> {
    return this.#within(withinMs, async () => {
      if (!(await this.#fill(headLength))) {
        if (this.#heldLength > 0) throw new CutOff();
        return null;
      }
      const head = this.#take(headLength);
      const type = head.readUInt8(0);
      if (type < pduType.associateRequest || type > pduType.abort) {
        throw new ProtocolError(abortReason.unrecognizedPdu, 'a unit of unknown type');
      }
      const length = head.readUInt32BE(2);
      if (length > maxLength(type)) throw new ProtocolError(abortReason.invalidParameter, 'a unit that is too long');
      if (!(await this.#fill(length))) throw new CutOff();
      return { type, body: this.#take(length) };
    });
  }

  /** Sends, and waits until the system has taken it. @throws Stalled, CutOff */
  send(bytes: Buffer, withinMs: number): Promise<void> {
    return this.#within(
      withinMs,
      () =>
        new Promise<void>((resolve, reject) => {
          this.#socket.write(bytes, (error) => {
            if (error) reject(new CutOff());
            else resolve();
          });
        }),
    );
  }

  async #fill(length: number): Promise<boolean> {
    while (this.#heldLength < length) {
      const next: IteratorResult<Buffer, unknown> = await this.#chunks.next().catch(() => {
        throw new CutOff();
      });
      if (next.done === true) return false;
      this.#held.push(next.value);
      this.#heldLength += next.value.length;
    }
    return true;
  }

  /** The next bytes; as they came where they lie in one piece, and copied once, no more of them than asked for, where they don't. */
  #take(length: number): Buffer {
    const pieces: Buffer[] = [];
    for (let missing = length; missing > 0;) {
      const piece = this.#held.shift();
      if (piece === undefined) throw new Error('more was taken than is there');
      pieces.push(piece.subarray(0, missing));
      if (piece.length > missing) this.#held.unshift(piece.subarray(missing));
      missing -= Math.min(missing, piece.length);
    }
    this.#heldLength -= length;
    const [only] = pieces;
    return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  }

  /** What `work` answers, unless it takes too long: then the connection is of no use any more. */
  async #within<T>(ms: number, work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Stalled());
      }, ms);
    });
    const working = work();
    // When the time is over first, the work ends with the connection, unheard.
    working.catch(() => undefined);
    try {
      return await Promise.race([working, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
