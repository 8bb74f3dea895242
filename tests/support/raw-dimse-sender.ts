import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Proposal {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
}

export const mrStorage = '1.2.840.10008.5.1.4.1.1.4';
export const verification = '1.2.840.10008.1.1';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';

const item = (type: number, ...parts: readonly Uint8Array[]): Buffer => {
  const value = Buffer.concat(parts);
  const head = Buffer.from([type, 0, 0, 0]);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
};

/** A protocol data unit, of a length that need not be the truth. */
export function unit(type: number, body: Uint8Array, length = body.length): Buffer {
  const head = Buffer.from([type, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(length, 2);
  return Buffer.concat([head, body]);
}

export interface Request {
  readonly calledAe?: string;
  readonly callingAe?: string;
  readonly protocolVersion?: number;
  readonly applicationContext?: string;
  readonly contexts?: readonly Proposal[];
}

/** An A-ASSOCIATE-RQ. */
export function associateRequest({
  calledAe = 'POOL',
  callingAe = 'SENDER',
  protocolVersion = 1,
  applicationContext = '1.2.840.10008.3.1.1.1',
  contexts = [
    { id: 1, abstractSyntax: verification, transferSyntaxes: ['1.2.840.10008.1.2'] },
    { id: 3, abstractSyntax: mrStorage, transferSyntaxes: [explicitLittleEndian] },
  ],
}: Request = {}): Buffer {
  const fixed = Buffer.alloc(68);
  fixed.writeUInt16BE(protocolVersion, 0);
  fixed.write(calledAe.padEnd(16), 4, 'latin1');
  fixed.write(callingAe.padEnd(16), 20, 'latin1');
  return unit(
    1,
    Buffer.concat([
      fixed,
      item(0x10, Buffer.from(applicationContext)),
      ...contexts.map(({ id, abstractSyntax, transferSyntaxes }) =>
        item(
          0x20,
          Buffer.from([id, 0, 0, 0]),
          item(0x30, Buffer.from(abstractSyntax)),
          ...transferSyntaxes.map((uid) => item(0x40, Buffer.from(uid))),
        ),
      ),
      item(0x50, item(0x51, Buffer.from([0, 0, 64, 0])), item(0x52, Buffer.from('1.2.3'))),
    ]),
  );
}

/** A P-DATA-TF with one piece of a message. */
export function piece(contextId: number, value: Uint8Array, kind: 'command' | 'data', isLast: boolean): Buffer {
  const head = Buffer.from([0, 0, 0, 0, contextId, (kind === 'command' ? 1 : 0) + (isLast ? 2 : 0)]);
  head.writeUInt32BE(value.length + 2);
  return unit(4, Buffer.concat([head, value]));
}

function element(number: number, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(number, 2);
  head.writeUInt32LE(value.length, 4);
  return Buffer.concat([head, value]);
}

const short = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8]);
const uid = (text: string): Buffer => Buffer.from(text.length % 2 === 0 ? text : `${text}\0`);

/** A command set; without UIDs that are null. */
export function command(
  field: number,
  messageId: number,
  hasDataSet: boolean,
  sopClass: string | null,
  instance: string | null,
): Buffer {
  const elements = [
    ...(sopClass === null ? [] : [element(0x0002, uid(sopClass))]),
    element(0x0100, short(field)),
    element(0x0110, short(messageId)),
    element(0x0800, short(hasDataSet ? 1 : 0x0101)),
    ...(instance === null ? [] : [element(0x1000, uid(instance))]),
  ];
  const body = Buffer.concat(elements);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([element(0, length), body]);
}

/** Speaks DIMSE byte by byte, also what no proper sender would say. */
export class RawSender implements AsyncDisposable {
  readonly socket: Socket;
  readonly #chunks: AsyncIterator<Buffer>;
  #held = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  static async connect(port: number): Promise<RawSender> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    return new RawSender(socket);
  }

  /** Connected, and accepted. @throws Error with the unit that came instead */
  static async associate(port: number, request?: Request): Promise<RawSender> {
    const sender = await RawSender.connect(port);
    const answer = await sender.ask(associateRequest(request));
    if (answer?.type !== 2) throw new Error(`no A-ASSOCIATE-AC: ${JSON.stringify(answer)}`);
    return sender;
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  ask(bytes: Uint8Array): Promise<{ readonly type: number; readonly body: Buffer } | null> {
    this.send(bytes);
    return this.next();
  }

  /** The next unit; null when the connection ended. */
  async next(): Promise<{ readonly type: number; readonly body: Buffer } | null> {
    if (!(await this.#fill(6))) return null;
    const length = this.#held.readUInt32BE(2);
    if (!(await this.#fill(6 + length))) return null;
    const found = { type: this.#held.readUInt8(0), body: this.#held.subarray(6, 6 + length) };
    this.#held = this.#held.subarray(6 + length);
    return found;
  }

  async #fill(length: number): Promise<boolean> {
    while (this.#held.length < length) {
      const next: IteratorResult<Buffer, unknown> = await this.#chunks
        .next()
        .catch(() => ({ done: true, value: undefined }));
      if (next.done === true) return false;
      this.#held = Buffer.concat([this.#held, next.value]);
    }
    return true;
  }

  /** The status of the next response. */
  async status(): Promise<number> {
    const answer = await this.next();
    if (answer?.type !== 4) throw new Error(`no response: ${JSON.stringify(answer)}`);
    const at = answer.body.indexOf(Buffer.from([0, 0, 0, 9, 2, 0, 0, 0]));
    return answer.body.readUInt16LE(at + 8);
  }

  echo(): Promise<number> {
    this.send(piece(1, command(0x30, 1, false, verification, null), 'command', true));
    return this.status();
  }

  store(
    instance: string,
    dataset: Uint8Array,
    options: { sopClass?: string; pieceBytes?: number } = {},
  ): Promise<number> {
    const { sopClass = mrStorage, pieceBytes = 16_000 } = options;
    this.send(piece(3, command(1, 7, true, sopClass, instance), 'command', true));
    for (let at = 0; at === 0 || at < dataset.length; at += pieceBytes) {
      this.send(piece(3, dataset.subarray(at, at + pieceBytes), 'data', at + pieceBytes >= dataset.length));
    }
    return this.status();
  }

  /** True when the other side agrees to the end. */
  async release(): Promise<boolean> {
    return (await this.ask(unit(5, Buffer.alloc(4))))?.type === 6;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy();
    return Promise.resolve();
  }
}
