import { trimEnd } from '../../core/dicom/trim-end.ts';
import { abortReason, ProtocolError } from './pdu.ts';

/** Elements of group 0000 (PS3.7 Annex E) by their element number. */
const element = {
  groupLength: 0x0000,
  affectedSopClassUID: 0x0002,
  commandField: 0x0100,
  messageId: 0x0110,
  messageIdBeingRespondedTo: 0x0120,
  dataSetType: 0x0800,
  status: 0x0900,
  errorComment: 0x0902,
  affectedSopInstanceUID: 0x1000,
} as const;

export const commandField = { storeRequest: 0x0001, echoRequest: 0x0030, cancelRequest: 0x0fff } as const;
/** A response's field is its request's with this bit. */
const responseBit = 0x8000;
const noDataSet = 0x0101;

export interface CommandSet {
  readonly field: number;
  readonly messageId: number;
  readonly hasDataSet: boolean;
  /** As they came, without padding; null when absent. */
  readonly sopClassUID: string | null;
  readonly sopInstanceUID: string | null;
}

/** A command set, which is always Implicit VR Little Endian (PS3.7 §6.3.1). @throws ProtocolError */
export function readCommandSet(bytes: Buffer): CommandSet {
  const values = new Map<number, Buffer>();
  for (let at = 0; at < bytes.length;) {
    const end = at + 8 <= bytes.length ? at + 8 + bytes.readUInt32LE(at + 4) : Number.POSITIVE_INFINITY;
    if (end > bytes.length || bytes.readUInt16LE(at) !== 0) throw broken('a command set that can not be read');
    values.set(bytes.readUInt16LE(at + 2), bytes.subarray(at + 8, end));
    at = end;
  }
  const number = (of: number): number | null => {
    const value = values.get(of);
    return value?.length === 2 ? value.readUInt16LE(0) : null;
  };
  const text = (of: number): string | null => {
    const value = values.get(of);
    return value === undefined ? null : trimEnd(value.toString('latin1'));
  };
  const field = number(element.commandField);
  const messageId = number(element.messageId);
  if (field === null) throw broken('a command set without Command Field (0000,0100)');
  // Responses and C-CANCEL have none.
  if (messageId === null && field !== commandField.cancelRequest)
    throw broken('a command set without Message ID (0000,0110)');
  return {
    field,
    messageId: messageId ?? 0,
    hasDataSet: number(element.dataSetType) !== noDataSet,
    sopClassUID: text(element.affectedSopClassUID),
    sopInstanceUID: text(element.affectedSopInstanceUID),
  };
}

const broken = (message: string): ProtocolError => new ProtocolError(abortReason.invalidParameter, message);

/** The response to a request. `comment` is cut to the 64 characters of an LO; it must hold nothing of the object. */
export function writeResponse(request: CommandSet, status: number, comment: string | null): Buffer {
  const elements = [
    ...(request.sopClassUID === null ? [] : [uid(element.affectedSopClassUID, request.sopClassUID)]),
    short(element.commandField, request.field | responseBit),
    short(element.messageIdBeingRespondedTo, request.messageId),
    short(element.dataSetType, noDataSet),
    short(element.status, status),
    ...(comment === null ? [] : [padded(element.errorComment, comment.slice(0, 64), ' ')]),
    ...(request.sopInstanceUID === null ? [] : [uid(element.affectedSopInstanceUID, request.sopInstanceUID)]),
  ];
  const body = Buffer.concat(elements);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([headed(element.groupLength, length), body]);
}

function short(of: number, value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return headed(of, bytes);
}

const uid = (of: number, value: string): Buffer => padded(of, value.slice(0, 64), '\0');

function padded(of: number, text: string, padding: string): Buffer {
  return headed(of, Buffer.from(text.length % 2 === 0 ? text : text + padding, 'latin1'));
}

function headed(of: number, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(of, 2);
  head.writeUInt32LE(value.length, 4);
  return Buffer.concat([head, value]);
}
