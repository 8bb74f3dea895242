import { deflateRawSync } from 'node:zlib';
import { DicomDataset, type DicomFile } from './dataset.ts';
import { piecesOf } from './element-writer.ts';
import { encodingOf, explicitLittleEndian, isDeflated } from './transfer-syntax.ts';
import { setBytes, setText, uidOf } from './values.ts';

/** PESSCARA's own UID as a writer of files, under 2.25 (PS3.5 B.2). */
export const implementationClassUID = '2.25.298781549911988012723708035955001570064';
export const implementationVersionName = 'PESSCARA_1';

/**
 * The bytes of the file in its transfer syntax, with File Meta Information made anew: its length and version, the
 * media storage UIDs that the data set has, and PESSCARA as the implementation. What else stands in group 0002 is kept.
 * A missing preamble becomes zeros.
 * @throws UNSUPPORTED when a sequence would be longer than 4 GiB
 * @see PS3.10 §7.1
 */
export function writeDicom(file: DicomFile): Uint8Array {
  const { dataset, transferSyntaxUID } = file;
  const encoding = encodingOf(transferSyntaxUID);
  if (dataset.bigEndian !== encoding.bigEndian)
    throw new Error('the data set is in another byte order than its transfer syntax');
  const meta = piecesOf(metaOf(file), encodingOf(explicitLittleEndian));
  const length = Buffer.from([2, 0, 0, 0, 0x55, 0x4c, 4, 0, 0, 0, 0, 0]);
  length.writeUInt32LE(meta.length, 8);

  const pieces = piecesOf(dataset, encoding);
  const body = isDeflated(transferSyntaxUID) ? deflated(Buffer.concat(pieces.list, pieces.length)) : pieces.list;
  return Buffer.concat([file.preamble ?? Buffer.alloc(128), Buffer.from('DICM'), length, ...meta.list, ...body]);
}

function metaOf({ meta: old, dataset, transferSyntaxUID }: DicomFile): DicomDataset {
  const meta = new DicomDataset();
  for (const element of old) if (element.tag.startsWith('0002')) meta.set(element);
  setBytes(meta, 'FileMetaInformationVersion', Uint8Array.of(0, 1));
  const sopClassUID = uidOf(dataset, 'SOPClassUID');
  if (sopClassUID !== null) setText(meta, 'MediaStorageSOPClassUID', sopClassUID);
  const sopInstanceUID = uidOf(dataset, 'SOPInstanceUID');
  if (sopInstanceUID !== null) setText(meta, 'MediaStorageSOPInstanceUID', sopInstanceUID);
  setText(meta, 'TransferSyntaxUID', transferSyntaxUID);
  setText(meta, 'ImplementationClassUID', implementationClassUID);
  setText(meta, 'ImplementationVersionName', implementationVersionName);
  return meta;
}

function deflated(bytes: Uint8Array): Uint8Array[] {
  const stream = deflateRawSync(bytes);
  return stream.length % 2 === 0 ? [stream] : [stream, Uint8Array.of(0)];
}
