import { DicomDataset } from './dataset.ts';
import { piecesOf } from './element-writer.ts';
import { encodingOf, explicitLittleEndian } from './transfer-syntax.ts';
import { setBytes, setText } from './values.ts';
import { implementationClassUID, implementationVersionName } from './write-dicom.ts';

/**
 * What a file has before its data set: a preamble of zeros, the prefix, and File Meta Information with PESSCARA as the implementation.
 * The same object always gets the same bytes, whoever sends it. @see PS3.10 §7.1
 */
export function fileHeader(sopClassUID: string, sopInstanceUID: string, transferSyntaxUID: string): Uint8Array {
  const meta = new DicomDataset();
  setBytes(meta, 'FileMetaInformationVersion', Uint8Array.of(0, 1));
  setText(meta, 'MediaStorageSOPClassUID', sopClassUID);
  setText(meta, 'MediaStorageSOPInstanceUID', sopInstanceUID);
  setText(meta, 'TransferSyntaxUID', transferSyntaxUID);
  setText(meta, 'ImplementationClassUID', implementationClassUID);
  setText(meta, 'ImplementationVersionName', implementationVersionName);
  const pieces = piecesOf(meta, encodingOf(explicitLittleEndian));
  const length = Buffer.from([2, 0, 0, 0, 0x55, 0x4c, 4, 0, 0, 0, 0, 0]);
  length.writeUInt32LE(pieces.length, 8);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), length, ...pieces.list]);
}
