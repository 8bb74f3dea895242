import type { DicomDataset, Tag } from '../../core/dicom/dataset.ts';
import { tagOf, vrOf } from '../../core/dicom/dictionary.ts';

export type Value = string | number | readonly (string | number)[] | Uint8Array | readonly Attributes[];
/** Elements by DICOM keyword (PS3.6); an empty string or list is an element without a value (Type 2). */
export type Attributes = Readonly<Record<string, Value>>;

/** Bytes of one number of each binary VR that we write, little-endian. */
const binary: Readonly<Record<string, (value: number) => Uint8Array>> = {
  US: (value) => new Uint8Array(Uint16Array.of(value).buffer),
  SS: (value) => new Uint8Array(Int16Array.of(value).buffer),
  UL: (value) => new Uint8Array(Uint32Array.of(value).buffer),
  FD: (value) => new Uint8Array(Float64Array.of(value).buffer),
};

/** Text in the data set's character set, padded to even length as its VR wants (PS3.5 §6.2). */
function textBytes(vr: string, text: string, encoding: BufferEncoding): Uint8Array {
  const bytes = Buffer.from(text, encoding);
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
}

function bytesOf(
  vr: string,
  value: string | number | readonly (string | number)[],
  encoding: BufferEncoding,
): Uint8Array {
  const values = typeof value === 'object' ? value : [value];
  const write = binary[vr];
  if (write) return Buffer.concat(values.map((each) => write(Number(each))));
  return textBytes(vr, values.map(String).join('\\'), encoding);
}

const isSequence = (value: Value): value is readonly Attributes[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object');

/** Sets one element, whose VR is given. */
export function setElement(dataset: DicomDataset, tag: Tag, vr: string, value: Value, encoding: BufferEncoding): void {
  if (value instanceof Uint8Array) {
    dataset.set({ tag, vr, value: { kind: 'bytes', bytes: value } });
  } else if (isSequence(value)) {
    const items = value.map((attributes) => {
      const item = dataset.newItem();
      setAttributes(item, attributes, encoding);
      return item;
    });
    dataset.set({ tag, vr, value: { kind: 'items', items } });
  } else {
    dataset.set({ tag, vr, value: { kind: 'bytes', bytes: bytesOf(vr, value, encoding) } });
  }
}

/**
 * Sets elements by keyword, with the dictionary's VR.
 * @throws Error for a keyword that the dictionary doesn't have
 */
export function setAttributes(dataset: DicomDataset, attributes: Attributes, encoding: BufferEncoding): void {
  for (const [keyword, value] of Object.entries(attributes)) {
    const tag = tagOf(keyword);
    if (tag === null) throw new Error(`no DICOM attribute is called ${keyword}`);
    setElement(dataset, tag, vrOf(tag), value, encoding);
  }
}
