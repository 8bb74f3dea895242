type Kind = 'Uint16' | 'Int16' | 'Uint32' | 'Int32' | 'Float32' | 'Float64' | 'BigUint64' | 'BigInt64';

const kinds: Readonly<Record<string, readonly [Kind, number]>> = {
  US: ['Uint16', 2],
  SS: ['Int16', 2],
  UL: ['Uint32', 4],
  SL: ['Int32', 4],
  FL: ['Float32', 4],
  FD: ['Float64', 8],
  UV: ['BigUint64', 8],
  SV: ['BigInt64', 8],
};

/** Bytes of one value of a binary numeric VR; null for every other VR. */
export function numericWidth(vr: string): number | null {
  return kinds[vr]?.[1] ?? null;
}

/** The numbers that bytes of a binary numeric VR hold; bytes left over at the end are no number. */
export function numbersIn(bytes: Uint8Array, vr: string, bigEndian: boolean): readonly (number | bigint)[] {
  const [kind, width] = kinds[vr] ?? [];
  if (kind === undefined || width === undefined) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, i) => view[`get${kind}`](i * width, !bigEndian));
}

/** The bytes of numbers in a binary numeric VR. */
export function putNumbers(numbers: readonly (number | bigint)[], vr: string, bigEndian: boolean): Uint8Array {
  const [kind, width] = kinds[vr] ?? [];
  if (kind === undefined || width === undefined) throw new Error(`VR ${vr} is not numeric`);
  const bytes = new Uint8Array(numbers.length * width);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) {
    if (kind === 'BigUint64' || kind === 'BigInt64') view[`set${kind}`](i * width, BigInt(number), !bigEndian);
    else view[`set${kind}`](i * width, Number(number), !bigEndian);
  }
  return bytes;
}
