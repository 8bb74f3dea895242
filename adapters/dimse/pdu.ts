import { trimEnd } from '../../core/dicom/trim-end.ts';

/** Types of protocol data units (PS3.8 §9.3.1). */
export const pduType = {
  associateRequest: 0x01,
  associateAccept: 0x02,
  associateReject: 0x03,
  data: 0x04,
  releaseRequest: 0x05,
  releaseResponse: 0x06,
  abort: 0x07,
} as const;

/** Why an association is aborted by the service provider (PS3.8 Table 9-26). */
export const abortReason = {
  notSpecified: 0,
  unrecognizedPdu: 1,
  unexpectedPdu: 2,
  unrecognizedParameter: 4,
  unexpectedParameter: 5,
  invalidParameter: 6,
} as const;

/** What a peer sent breaks the protocol: the association is aborted with this reason. */
export class ProtocolError extends Error {
  readonly reason: number;

  constructor(reason: number, message: string) {
    super(message);
    this.name = 'ProtocolError';
    this.reason = reason;
  }
}

const invalid = (what: string): ProtocolError => new ProtocolError(abortReason.invalidParameter, what);

export interface ProposedContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
}

/** What an A-ASSOCIATE-RQ asks for (PS3.8 §9.3.2). */
export interface AssociateRequest {
  readonly protocolVersion: number;
  /** AE titles without the spaces around them. */
  readonly calledAe: string;
  readonly callingAe: string;
  /** The bytes of the titles and what is reserved, which an answer repeats. */
  readonly titles: Buffer;
  readonly applicationContext: string;
  readonly contexts: readonly ProposedContext[];
  /** Longest P-DATA-TF that the peer takes; 0 for any length. */
  readonly maxLength: number;
}

/** @throws ProtocolError when lengths don't fit */
export function readAssociateRequest(body: Buffer): AssociateRequest {
  if (body.length < 68) throw invalid('an A-ASSOCIATE-RQ shorter than its fixed fields');
  /** By id: each at most once (PS3.8 §7.1.1.13), so there are 128 at most. */
  const contexts = new Map<number, ProposedContext>();
  let applicationContext = '';
  let maxLength = 0;
  for (const { type, value } of itemsOf(body.subarray(68))) {
    if (type === 0x10) applicationContext = uidText(value);
    else if (type === 0x20) {
      const context = readContext(value);
      if (contexts.has(context.id)) throw invalid('a presentation context id that repeats');
      contexts.set(context.id, context);
    } else if (type === 0x50) {
      for (const item of itemsOf(value)) {
        if (item.type !== 0x51) continue;
        if (item.value.length !== 4) throw invalid('a maximum length of other than four bytes');
        maxLength = item.value.readUInt32BE(0);
      }
    }
  }
  return {
    protocolVersion: body.readUInt16BE(0),
    calledAe: aeText(body.subarray(4, 20)),
    callingAe: aeText(body.subarray(20, 36)),
    titles: body.subarray(4, 68),
    applicationContext,
    contexts: [...contexts.values()],
    maxLength,
  };
}

function readContext(value: Buffer): ProposedContext {
  if (value.length < 4) throw invalid('a presentation context shorter than its fixed fields');
  const id = value.readUInt8(0);
  if (id % 2 === 0) throw invalid('an even presentation context id');
  let abstractSyntax = '';
  const transferSyntaxes: string[] = [];
  for (const item of itemsOf(value.subarray(4))) {
    if (item.type === 0x30) abstractSyntax = uidText(item.value);
    else if (item.type === 0x40) transferSyntaxes.push(uidText(item.value));
  }
  return { id, abstractSyntax, transferSyntaxes };
}

/** Items of type, reserved byte, 16-bit length and value, to the end of the bytes. */
function* itemsOf(bytes: Buffer): Generator<{ readonly type: number; readonly value: Buffer }> {
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) throw invalid('an item cut short');
    const end = at + 4 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) throw invalid('an item longer than what it is in');
    yield { type: bytes.readUInt8(at), value: bytes.subarray(at + 4, end) };
    at = end;
  }
}

const uidText = (bytes: Buffer): string => trimEnd(bytes.toString('latin1'));
const aeText = (bytes: Buffer): string => trimEnd(bytes.toString('latin1').replace(/^[\0 ]+/, ''));

/** The answer to a proposed context (PS3.8 Table 9-18). */
export interface AnsweredContext {
  readonly id: number;
  /** 0 acceptance, 3 abstract syntax not supported, 4 transfer syntaxes not supported. */
  readonly result: 0 | 3 | 4;
  /** Not significant unless accepted. */
  readonly transferSyntax: string;
}

export interface Accepted {
  readonly request: AssociateRequest;
  readonly contexts: readonly AnsweredContext[];
  /** Longest P-DATA-TF that we take. */
  readonly maxLength: number;
  readonly implementationClassUID: string;
}

const applicationContext = '1.2.840.10008.3.1.1.1';

/** True for the one application context that DICOM defines. */
export function isDicomContext(name: string): boolean {
  return name === applicationContext;
}

/** An A-ASSOCIATE-AC (PS3.8 §9.3.3). */
export function writeAssociateAccept({ request, contexts, maxLength, implementationClassUID }: Accepted): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(maxLength);
  return pdu(
    pduType.associateAccept,
    Buffer.from([0, 1, 0, 0]),
    request.titles,
    item(0x10, Buffer.from(applicationContext, 'latin1')),
    ...contexts.map(({ id, result, transferSyntax }) =>
      item(0x21, Buffer.from([id, 0, result, 0]), item(0x40, Buffer.from(transferSyntax, 'latin1'))),
    ),
    item(0x50, item(0x51, length), item(0x52, Buffer.from(implementationClassUID, 'latin1'))),
  );
}

/** Why an association is not accepted: result, source and reason (PS3.8 Table 9-21). */
export const rejections = {
  calledAe: [1, 1, 7],
  callingAe: [1, 1, 3],
  applicationContext: [1, 1, 2],
  protocolVersion: [1, 2, 2],
  congestion: [2, 3, 1],
  tooMany: [2, 3, 2],
} as const;

/** An A-ASSOCIATE-RJ. */
export function writeAssociateReject(why: keyof typeof rejections): Buffer {
  return pdu(pduType.associateReject, Buffer.from([0, ...rejections[why]]));
}

export function writeReleaseResponse(): Buffer {
  return pdu(pduType.releaseResponse, Buffer.alloc(4));
}

/** An A-ABORT of the service provider. */
export function writeAbort(reason: number): Buffer {
  return pdu(pduType.abort, Buffer.from([0, 0, 2, reason]));
}

/** A piece of a message: of a command or of a data set, the last of it or not (PS3.8 Annex E). */
export interface Pdv {
  readonly contextId: number;
  readonly isCommand: boolean;
  readonly isLast: boolean;
  readonly value: Buffer;
}

/** The presentation data values of a P-DATA-TF. @throws ProtocolError when lengths don't fit */
export function readPdvs(body: Buffer): readonly Pdv[] {
  const pdvs: Pdv[] = [];
  for (let at = 0; at < body.length;) {
    if (at + 6 > body.length) throw invalid('a presentation data value cut short');
    const end = at + 4 + body.readUInt32BE(at);
    if (end > body.length || end < at + 6) throw invalid('a presentation data value of another length than it says');
    const control = body.readUInt8(at + 5);
    pdvs.push({
      contextId: body.readUInt8(at + 4),
      isCommand: (control & 1) !== 0,
      isLast: (control & 2) !== 0,
      value: body.subarray(at + 6, end),
    });
    at = end;
  }
  return pdvs;
}

/** A command set as P-DATA-TF, in as many as the peer's maximum length wants. */
export function writeCommand(contextId: number, command: Buffer, peerMaxLength: number): Buffer {
  const room = peerMaxLength === 0 ? command.length : Math.max(1, peerMaxLength - 6);
  const pieces: Buffer[] = [];
  for (let at = 0; at < command.length; at += room) {
    const value = command.subarray(at, at + room);
    const head = Buffer.from([0, 0, 0, 0, contextId, at + room >= command.length ? 3 : 1]);
    head.writeUInt32BE(value.length + 2);
    pieces.push(pdu(pduType.data, head, value));
  }
  return Buffer.concat(pieces);
}

function pdu(type: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.from([type, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}

function item(type: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const head = Buffer.from([type, 0, 0, 0]);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}
