import { abortReason, pduType, ProtocolError, readPdvs, type Pdv } from './pdu.ts';
import { CutOff, type PduConnection } from './pdu-reader.ts';

/** A command set as it came, and its presentation context. */
export interface Opening {
  readonly contextId: number;
  readonly bytes: Buffer;
}

/** What keeping a piece apart costs, in bytes: so that empty ones are not free, and a command is not of more than some hundreds. */
const pieceCost = 64;

/** Messages of an association: a command set, and the data set that may follow it (PS3.7 §6.3). */
export class MessageReader {
  readonly #connection: PduConnection;
  readonly #idleMs: number;
  readonly #maxDataLength: number;
  readonly #contextIds: ReadonlySet<number>;
  #pdvs: readonly Pdv[] = [];
  #at = 0;
  #contextId = 0;

  constructor(connection: PduConnection, idleMs: number, maxDataLength: number, contextIds: ReadonlySet<number>) {
    this.#connection = connection;
    this.#idleMs = idleMs;
    this.#maxDataLength = maxDataLength;
    this.#contextIds = contextIds;
  }

  /** The next command set, or how the association ends instead. `onBegun` hears when its first piece is there. @throws ProtocolError, Stalled, CutOff */
  async nextCommand(maxLength: number, onBegun: () => void): Promise<Opening | 'release' | 'abort' | 'end'> {
    const pieces: Buffer[] = [];
    let length = 0;
    for (;;) {
      const pdv = await this.#next();
      if (typeof pdv === 'string') {
        if (pdv !== 'abort' && pieces.length > 0)
          throw new ProtocolError(abortReason.unexpectedPdu, 'a message cut short');
        return pdv;
      }
      if (!pdv.isCommand) throw new ProtocolError(abortReason.invalidParameter, 'a data set without a command');
      if (pieces.length > 0 && pdv.contextId !== this.#contextId) throw mixed();
      onBegun();
      this.#contextId = pdv.contextId;
      pieces.push(pdv.value);
      length += pdv.value.length + pieceCost;
      if (length > maxLength) throw new ProtocolError(abortReason.invalidParameter, 'a command set that is too long');
      if (pdv.isLast) return { contextId: pdv.contextId, bytes: Buffer.concat(pieces) };
    }
  }

  /** The pieces of the data set that follows. @throws ProtocolError, Stalled; CutOff also when the peer gives up */
  async *dataSet(): AsyncGenerator<Buffer> {
    for (;;) {
      const pdv = await this.#next();
      if (pdv === 'abort' || pdv === 'end') throw new CutOff();
      if (pdv === 'release') throw new ProtocolError(abortReason.unexpectedPdu, 'a release within a message');
      if (pdv.isCommand) throw new ProtocolError(abortReason.invalidParameter, 'a command within a data set');
      if (pdv.contextId !== this.#contextId) throw mixed();
      yield pdv.value;
      if (pdv.isLast) return;
    }
  }

  /** Reads the data set that follows to its end, and keeps nothing of it. */
  async skipDataSet(): Promise<void> {
    const pieces = this.dataSet();
    while ((await pieces.next()).done !== true);
  }

  async #next(): Promise<Pdv | 'release' | 'abort' | 'end'> {
    for (;;) {
      const pdv = this.#pdvs[this.#at];
      if (pdv !== undefined) {
        this.#at += 1;
        if (!this.#contextIds.has(pdv.contextId)) {
          throw new ProtocolError(abortReason.invalidParameter, 'a presentation context that was not accepted');
        }
        return pdv;
      }
      const pdu = await this.#connection.next(this.#idleMs, (type) =>
        type === pduType.data ? this.#maxDataLength : 4,
      );
      if (pdu === null) return 'end';
      if (pdu.type === pduType.releaseRequest) return 'release';
      if (pdu.type === pduType.abort) return 'abort';
      if (pdu.type !== pduType.data) throw new ProtocolError(abortReason.unexpectedPdu, 'a unit out of turn');
      this.#pdvs = readPdvs(pdu.body);
      this.#at = 0;
    }
  }
}

const mixed = (): ProtocolError =>
  new ProtocolError(abortReason.invalidParameter, 'a message of two presentation contexts');
