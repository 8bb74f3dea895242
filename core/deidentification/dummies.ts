import { isTextVr } from '../dicom/values.ts';

const texts: Readonly<Record<string, string>> = {
  AE: 'ANON',
  AS: '000Y',
  CS: 'ANON',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  TM: '000000',
  UR: 'urn:x-removed',
};

/** Bytes of one value of the binary VRs. */
const widths: Readonly<Record<string, number>> = {
  FD: 8,
  OD: 8,
  OV: 8,
  SV: 8,
  UV: 8,
  FL: 4,
  OF: 4,
  OL: 4,
  SL: 4,
  UL: 4,
  AT: 4,
};

/** A value that says nothing and is valid for the VR; UIDs have their own rule. */
export function dummyOf(vr: string): Uint8Array {
  if (!isTextVr(vr)) return new Uint8Array(widths[vr] ?? 2);
  const text = texts[vr] ?? 'REMOVED';
  return Buffer.from(text.length % 2 === 0 ? text : `${text} `, 'latin1');
}

/** An empty page, so that a viewer of the kept MIME type finds what it can open. */
const emptyPdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

const emptyDocuments: Readonly<Record<string, string>> = {
  'application/pdf': emptyPdf,
  'text/xml': '<removed/>',
  'model/obj': '# REMOVED\n',
  'model/mtl': '# REMOVED\n',
};

/** A document of the MIME type that says nothing; plain text for types that we can't make one of. */
export function dummyDocument(mimeType: string | null): Uint8Array {
  const type = mimeType?.toLowerCase() ?? '';
  // Binary STL of no triangle: 80 bytes of a header, and their number.
  if (type === 'model/stl') return new Uint8Array(84);
  const text = emptyDocuments[type] ?? 'REMOVED ';
  return Buffer.from(text.length % 2 === 0 ? text : `${text}\n`, 'latin1');
}
