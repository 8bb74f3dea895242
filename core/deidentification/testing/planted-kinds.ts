import { DicomDataset, type DicomFile } from '../../dicom/dataset.ts';
import { dictionaryText } from '../../dicom/dictionary.generated.ts';
import { explicitBigEndian, explicitLittleEndian } from '../../dicom/transfer-syntax.ts';
import { setBytes, setItems, setNumbers, setText } from '../../dicom/values.ts';
import { rowOf } from '../profile.ts';

/** The patient's own; long enough to be found wherever it stands. */
const plantedPatient = { id: 'ZqPatientId00042', name: 'ZqFamily^ZqGiven' } as const;
export const plantedUid = '1.2.3.99999';
export const plantedDay = '20010203';

/** A file of a kind of object, that patient's. */
export function kindOf(
  sopClassUID: string,
  fill: (dataset: DicomDataset) => void,
  instance = '1',
  transferSyntaxUID = explicitLittleEndian,
): DicomFile {
  const dataset = new DicomDataset({ bigEndian: transferSyntaxUID === explicitBigEndian });
  for (const [keyword, text] of Object.entries({
    SOPClassUID: sopClassUID,
    SOPInstanceUID: `1.2.79.${instance}.1`,
    StudyInstanceUID: '1.2.79',
    SeriesInstanceUID: `1.2.79.${instance}`,
    PatientID: plantedPatient.id,
    PatientName: plantedPatient.name,
  }))
    setText(dataset, keyword, text);
  fill(dataset);
  return { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID };
}

type Texts = Readonly<Record<string, string>>;

function itemOf(parent: DicomDataset, texts: Texts, sequences: Readonly<Record<string, readonly Texts[]>> = {}) {
  const item = parent.newItem();
  for (const [keyword, text] of Object.entries(texts)) setText(item, keyword, text);
  for (const [keyword, items] of Object.entries(sequences))
    setItems(
      item,
      keyword,
      items.map((one) => itemOf(item, one)),
    );
  return item;
}

const localCode = { CodeValue: 'ZqCode00', CodingSchemeDesignator: '99ZqLocal', CodeMeaning: 'ZqMeaning' };
const publicCode = { CodeValue: '121071', CodingSchemeDesignator: 'DCM', CodeMeaning: 'ZqFamily ZqGiven' };
const reference = { ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2', ReferencedSOPInstanceUID: `${plantedUid}.2` };

/** One content item of each kind, of which the containers hold more, so deep. */
function contentItems(parent: DicomDataset, depth: number): readonly DicomDataset[] {
  const concept = { ConceptNameCodeSequence: [localCode] };
  const of = (kind: string, texts: Texts, sequences = {}) =>
    itemOf(
      parent,
      { RelationshipType: 'CONTAINS', ValueType: kind, ObservationUID: `${plantedUid}.7`, ...texts },
      { ...concept, ...sequences },
    );
  const container = of('CONTAINER', { ContinuityOfContent: 'SEPARATE', TemplateIdentifier: '2000' });
  if (depth > 0) setItems(container, 'ContentSequence', contentItems(container, depth - 1));
  const numeric = of('NUM', {});
  const value = itemOf(numeric, { NumericValue: '12.5' }, { MeasurementUnitsCodeSequence: [localCode] });
  setItems(numeric, 'MeasuredValueSequence', [value]);
  const area = of('SCOORD', { GraphicType: 'POINT' });
  setNumbers(area, 'GraphicData', [1, 2]);
  return [
    container,
    of('TEXT', { TextValue: 'Seen by ZqReader, of ZqFamily ZqGiven' }),
    of('PNAME', { PersonName: 'ZqReader^ZqName' }),
    of('UIDREF', { UID: `${plantedUid}.1` }),
    of('DATE', { Date: plantedDay }),
    of('TIME', { Time: '101112' }),
    of('DATETIME', { DateTime: `${plantedDay}101112`, ObservationDateTime: `${plantedDay}101112` }),
    of('CODE', {}, { ConceptCodeSequence: [localCode, publicCode] }),
    numeric,
    of('IMAGE', {}, { ReferencedSOPSequence: [reference] }),
    of('COMPOSITE', {}, { ReferencedSOPSequence: [reference] }),
    area,
    of('TCOORD', { ReferencedDateTime: `${plantedDay}101112` }),
  ];
}

/** A report with content of each kind, people and references wherever a report has them. */
export const report = (): DicomFile =>
  kindOf('1.2.840.10008.5.1.4.1.1.88.33', (dataset) => {
    setText(dataset, 'Modality', 'SR');
    setText(dataset, 'ValueType', 'CONTAINER');
    setItems(dataset, 'ConceptNameCodeSequence', [itemOf(dataset, publicCode)]);
    setItems(dataset, 'ContentSequence', contentItems(dataset, 4));
    const person = { PersonName: 'ZqAuthor^ZqName', InstitutionName: 'ZqHospital' };
    const verifying = {
      VerifyingObserverName: 'ZqChief^ZqName',
      VerifyingOrganization: 'ZqHospital',
      VerificationDateTime: `${plantedDay}101112`,
    };
    const sequences: Readonly<Record<string, readonly DicomDataset[]>> = {
      VerifyingObserverSequence: [
        itemOf(dataset, verifying, { VerifyingObserverIdentificationCodeSequence: [localCode] }),
      ],
      AuthorObserverSequence: [itemOf(dataset, person, { PersonIdentificationCodeSequence: [localCode] })],
      ParticipantSequence: [itemOf(dataset, { ...person, ParticipationDateTime: `${plantedDay}101112` })],
      CustodialOrganizationSequence: [
        itemOf(dataset, { InstitutionName: 'ZqArchive', InstitutionAddress: 'ZqStreet 1' }),
      ],
      ReferencedRequestSequence: [
        itemOf(dataset, {
          AccessionNumber: 'ZqAccess1',
          PlacerOrderNumberImagingServiceRequest: 'ZqPlacer1',
          RequestedProcedureDescription: 'ZqProcedure',
          StudyInstanceUID: `${plantedUid}.3`,
        }),
      ],
      CurrentRequestedProcedureEvidenceSequence: [
        itemOf(dataset, { StudyInstanceUID: `${plantedUid}.4` }, { ReferencedSeriesSequence: [reference] }),
      ],
    };
    for (const [keyword, items] of Object.entries(sequences)) setItems(dataset, keyword, items);
  });

const cda = `<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><id extension="ZqDocument1"/>
<recordTarget><patientRole><id extension="${plantedPatient.id}"/><patient><name>ZqGiven ZqFamily</name></patient></patientRole></recordTarget>
<component><structuredBody><text>ZqNarrative</text></structuredBody></component></ClinicalDocument>`;
const stl = Buffer.concat([
  Buffer.from('ZqFamily ZqGiven skull'.padEnd(80)),
  Buffer.from([1, 0, 0, 0]),
  Buffer.alloc(50),
]);

/** Documents by what they are, each with text of its own in and beside it. */
export const documents: Readonly<
  Record<string, { readonly type: string; readonly sopClass: string; readonly bytes: Uint8Array }>
> = {
  pdf: {
    type: 'application/pdf',
    sopClass: '104.1',
    bytes: Buffer.from('%PDF-1.4 /Author (ZqAuthor) (ZqFamily ZqGiven)'),
  },
  cda: { type: 'text/XML', sopClass: '104.2', bytes: Buffer.from(cda) },
  stl: { type: 'model/stl', sopClass: '104.3', bytes: stl },
  obj: { type: 'model/obj', sopClass: '104.4', bytes: Buffer.from('# ZqFamily ZqGiven\nv 0 0 0\n') },
  mtl: { type: 'model/mtl', sopClass: '104.5', bytes: Buffer.from('newmtl ZqFamilyMaterial\n') },
};

export function documentFile(name: string, instance = '2'): DicomFile {
  const { type = '', sopClass = '', bytes = new Uint8Array() } = documents[name] ?? {};
  return kindOf(
    `1.2.840.10008.5.1.4.1.1.${sopClass}`,
    (dataset) => {
      setText(dataset, 'Modality', 'DOC');
      setText(dataset, 'MIMETypeOfEncapsulatedDocument', type);
      setText(dataset, 'DocumentTitle', 'ZqTitle of somebody');
      setText(dataset, 'HL7InstanceIdentifier', '2.16.840.1.99^ZqDocument1');
      setItems(dataset, 'ConceptNameCodeSequence', [itemOf(dataset, publicCode)]);
      setItems(dataset, 'SourceInstanceSequence', [itemOf(dataset, reference)]);
      const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
      setBytes(dataset, 'EncapsulatedDocument', even, 'OB');
      setNumbers(dataset, 'EncapsulatedDocumentLength', bytes.length);
    },
    instance,
  );
}

const repeating = dictionaryText.split('\n').flatMap((line) => {
  const [pattern = '', vr = ''] = line.split(' ');
  return /^(50|60)xx/.test(pattern) ? [{ pattern, vr: vr.split('/')[0] ?? 'OB' }] : [];
});

/** Every attribute of overlays and curves, in each of their groups. */
export const graphics = (): DicomFile =>
  kindOf(
    '1.2.840.10008.5.1.4.1.1.7',
    (dataset) => {
      for (let group = 0; group < 0x100; group += 2)
        for (const { pattern, vr } of repeating) {
          if (vr === 'SQ') continue;
          const tag = pattern.replace('xx', group.toString(16).toUpperCase().padStart(2, '0'));
          setBytes(dataset, tag, Buffer.from('ZqOverlayText00 '), vr);
        }
    },
    '3',
  );

/** Attributes that the table leaves alone, three of each VR. */
const plain = (() => {
  const found = new Map<string, string[]>();
  for (const line of dictionaryText.trim().split('\n')) {
    const [tag = '', vrs = ''] = line.split(' ');
    if (tag < '00080006' || tag.includes('x') || tag >= '7FE0' || rowOf(tag) !== null || tag === '00080018') continue;
    if (tag === '00080016' || tag.startsWith('0028') || /^0020000[DE]$/.test(tag)) continue;
    for (const vr of vrs.split('/')) {
      const tags = found.get(vr) ?? [];
      if (tags.length < 3) found.set(vr, [...tags, tag]);
    }
  }
  return found;
})();

/** VRs of which a value of the patient's can be planted. */
export const plantedVrs: readonly string[] = [...plain.keys()].filter((vr) => vr !== 'SQ').toSorted();

/** The patient's identifiers in attributes of every VR: at the top, in a sequence that is kept, and in ones that are replaced and cleaned. */
export const everyVr = (syntax = explicitLittleEndian): DicomFile =>
  kindOf(
    '1.2.840.10008.5.1.4.1.1.4',
    (dataset) => {
      const fill = (target: DicomDataset): DicomDataset => {
        for (const vr of plantedVrs)
          for (const tag of plain.get(vr) ?? []) setBytes(target, tag, Buffer.from(plantedPatient.id), vr);
        return target;
      };
      fill(dataset);
      for (const keyword of ['AnatomicRegionSequence', 'VerifyingObserverSequence', 'FlowIdentifierSequence'])
        setItems(dataset, keyword, [fill(dataset.newItem())]);
    },
    '4',
    syntax,
  );
