/**
 * Width and height that a JPEG, JPEG-LS or JPEG 2000 stream says of itself; null when it is neither or ends early. A
 * decoder takes memory by these, so they are checked against the data set's before it is asked.
 */
export function streamSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 32 || bytes[0] !== 0xff) return null;
  if (bytes[1] === 0x4f) return jpeg2000Size(view);
  return bytes[1] === 0xd8 ? jpegSize(view) : null;
}

/** ISO/IEC 15444-1 A.5.1: SIZ follows SOC at once. */
function jpeg2000Size(view: DataView): { width: number; height: number } | null {
  if (view.getUint16(2) !== 0xff51) return null;
  return { width: view.getUint32(8) - view.getUint32(16), height: view.getUint32(12) - view.getUint32(20) };
}

/** ITU-T T.81 B.2.2, T.87 C.2.2: the first start-of-frame marker. */
function jpegSize(view: DataView): { width: number; height: number } | null {
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    const isFrame = (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7;
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
