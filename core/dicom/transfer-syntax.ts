export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const deflatedLittleEndian = '1.2.840.10008.1.2.1.99';
export const explicitBigEndian = '1.2.840.10008.1.2.2';

/** How a data set's bytes are laid out. */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

/** The layout that a Transfer Syntax UID asks for; each one not named here is Explicit VR Little Endian (PS3.5 A.4). */
export function encodingOf(transferSyntaxUID: string): Encoding {
  // GE's private syntax of the 1990s is Implicit VR Little Endian with big-endian pixels.
  const implicit = transferSyntaxUID === implicitLittleEndian || transferSyntaxUID === '1.2.840.113619.5.2';
  return { explicit: !implicit, bigEndian: transferSyntaxUID === explicitBigEndian };
}

/** True where the data set is one raw deflate stream (PS3.5 A.5; also JPIP Referenced Deflate). */
export function isDeflated(transferSyntaxUID: string): boolean {
  return (
    transferSyntaxUID === deflatedLittleEndian ||
    transferSyntaxUID === '1.2.840.10008.1.2.4.95' ||
    transferSyntaxUID === '1.2.840.10008.1.2.4.205'
  );
}

const native: readonly string[] = [implicitLittleEndian, explicitLittleEndian, deflatedLittleEndian, explicitBigEndian];

/** True where pixel data is compressed and in fragments. */
export function isEncapsulated(transferSyntaxUID: string): boolean {
  return !native.includes(transferSyntaxUID) && transferSyntaxUID !== '1.2.840.113619.5.2';
}

/** VRs whose explicit form has two reserved bytes and a length of 32 bits (PS3.5 §7.1.2). */
export const longLengthVRs: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));

/** Every VR of PS3.5 §6.2. */
export const knownVRs: ReadonlySet<string> = new Set(
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(' '),
);
