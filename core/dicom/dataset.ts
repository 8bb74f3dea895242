/** Eight upper-case hex digits, group then element: `00100020`. */
export type Tag = string;

/**
 * What an element holds, as the file holds it: bytes in the file's byte order and character set; the items of a
 * sequence; or the fragments of encapsulated pixel data (PS3.5 A.4), the first being the Basic Offset Table.
 */
export type DicomValue =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'items'; readonly items: readonly DicomDataset[] }
  | { readonly kind: 'fragments'; readonly fragments: readonly Uint8Array[] };

/** A data element (PS3.5 §7.1). A sequence sent as UN (CP-246) has `vr` UN and `value.kind` items. */
export interface DicomElement {
  readonly tag: Tag;
  /** Two upper-case letters. Where the file doesn't say (Implicit VR), from the dictionary; UN when it doesn't know. */
  readonly vr: string;
  readonly value: DicomValue;
}

const compareTags = (a: DicomElement, b: DicomElement): number => (a.tag < b.tag ? -1 : 1);

/** The elements of a file or of a sequence item, in the order of their tags, each tag at most once. */
export class DicomDataset {
  /** True when values of several bytes (US, FL, OW, ...) stand most significant byte first. */
  readonly bigEndian: boolean;
  /** The data set whose sequence this is an item of: a Specific Character Set there applies here too (PS3.3 C.12.1.1.2). */
  readonly parent: DicomDataset | null;
  #elements = new Map<Tag, DicomElement>();
  #last: Tag = '';
  #ordered = true;

  constructor(options: { readonly bigEndian?: boolean; readonly parent?: DicomDataset | null } = {}) {
    this.bigEndian = options.bigEndian ?? false;
    this.parent = options.parent ?? null;
  }

  get size(): number {
    return this.#elements.size;
  }

  has(tag: Tag): boolean {
    return this.#elements.has(tag);
  }

  get(tag: Tag): DicomElement | undefined {
    return this.#elements.get(tag);
  }

  /** Adds the element, or replaces the one with its tag. */
  set(element: DicomElement): this {
    if (element.tag >= this.#last) this.#last = element.tag;
    else if (!this.#elements.has(element.tag)) this.#ordered = false;
    this.#elements.set(element.tag, element);
    return this;
  }

  delete(tag: Tag): boolean {
    return this.#elements.delete(tag);
  }

  /** The element's bytes; null when it is absent, or isn't bytes. */
  bytes(tag: Tag): Uint8Array | null {
    const value = this.#elements.get(tag)?.value;
    return value?.kind === 'bytes' ? value.bytes : null;
  }

  /** The items of a sequence; empty when it is absent, or isn't one. */
  items(tag: Tag): readonly DicomDataset[] {
    const value = this.#elements.get(tag)?.value;
    return value?.kind === 'items' ? value.items : [];
  }

  /** A new, empty data set to become an item of this one's sequences. */
  newItem(): DicomDataset {
    return new DicomDataset({ bigEndian: this.bigEndian, parent: this });
  }

  [Symbol.iterator](): Iterator<DicomElement> {
    if (!this.#ordered) {
      this.#elements = new Map([...this.#elements.values()].sort(compareTags).map((element) => [element.tag, element]));
      this.#ordered = true;
    }
    return this.#elements.values();
  }
}

/** A DICOM file (PS3.10 §7) in memory. Bytes are views of the file's own bytes: nothing is copied. */
export interface DicomFile {
  /** The 128 bytes before `DICM`; null when the file has none. */
  readonly preamble: Uint8Array | null;
  /** Group 0002; empty when the file has none. */
  readonly meta: DicomDataset;
  readonly dataset: DicomDataset;
  /** The syntax that the data set is in, which is what the meta says unless the bytes prove it wrong. */
  readonly transferSyntaxUID: string;
}

/** `(0010,0020)`, as people write tags. */
export function showTag(tag: Tag): string {
  return `(${tag.slice(0, 4)},${tag.slice(4)})`;
}

/** True for odd groups, which belong to vendors (PS3.5 §7.8). */
export function isPrivate(tag: Tag): boolean {
  return Number.parseInt(tag.charAt(3), 16) % 2 === 1;
}
