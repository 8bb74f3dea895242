import type { JsonObject } from '../../core/json.ts';
import type { SeriesType } from '../../core/workflows/series-type.ts';
import type { Protocol } from './protocol.ts';

const classOf = (end: string) => `1.2.840.10008.5.1.4.1.1.${end}`;
function of(
  type: SeriesType,
  modality: string,
  sopClass: string,
  imageType: string,
  names: readonly string[],
  more: JsonObject = {},
): Protocol {
  const attributes = { modality, sopClassUID: classOf(sopClass), imageType: imageType.split('\\') };
  return { type, names, attributes: { ...attributes, contrastAgent: false, ...more } };
}
const agent = { contrastAgent: true };

/** What is not MR, of all four vendors; the objects that are no images of a scanner. */
export const otherModalities: readonly Protocol[] = [
  of('CT', 'CT', '2', 'ORIGINAL\\PRIMARY\\AXIAL', ['HEAD W/O', 'Brain 5.0 H31s', 'CT Head routine']),
  of('CT', 'CT', '2', 'ORIGINAL\\PRIMARY\\AXIAL', ['Chest +C', 'Abdomen portal venous 3.0', 'CTA COW 0.75'], agent),
  of('CT', 'CT', '2', 'ORIGINAL\\PRIMARY\\AXIAL\\HELIX', ['Lung 1.0', 'THORAX nativ', 'BONE']),
  of('CT', 'CT', '2', 'DERIVED\\SECONDARY\\MPR', ['COR MPR', 'SAG 3.0 MPR'], agent),
  of('CT', 'CT', '2', 'DERIVED\\SECONDARY\\REFORMATTED\\AVERAGE', ['Cor reformat', 'SAG AVG']),
  of('CT', 'CT', '2', 'ORIGINAL\\PRIMARY\\AXIAL\\CT_SOM5 SPI', ['VPCT Perfusion 5.0', 'CBP Dynamic'], agent),
  of('CT', 'CT', '2', 'DERIVED\\SECONDARY\\MIP', ['CTA MIP COR', 'MIP AX 10'], agent),
  of('localizer', 'CT', '2', 'ORIGINAL\\PRIMARY\\LOCALIZER', ['Scout', 'Topogram 0.6 T20s', 'Surview']),
  of('localizer', 'CT', '2', 'ORIGINAL\\PRIMARY\\LOCALIZER\\CT_SOM5 TOP', ['Topogram', 'SCANO']),
  of('localizer', 'CT', '2', 'ORIGINAL\\PRIMARY\\OTHER', ['Scanogram', 'SCOUT AP']),
  of('secondary capture', 'CT', '7', 'DERIVED\\SECONDARY\\SCREEN SAVE', ['Dose Report', 'Screen Save']),
  of('secondary capture', 'CT', '7', 'DERIVED\\SECONDARY\\OTHER', ['Patient Protocol', 'Dose Info']),
  of('secondary capture', 'CT', '7.4', 'DERIVED\\SECONDARY', ['3D VRT colour', 'Perfusion summary']),
  of('secondary capture', 'OT', '7', 'DERIVED\\SECONDARY', ['Scanned form', 'Snapshot']),
  of('PET', 'PT', '128', 'ORIGINAL\\PRIMARY', ['PET AC', 'FDG BRAIN', 'WB CTAC']),
  of('PET', 'PT', '128', 'ORIGINAL\\PRIMARY\\AXIAL', ['PET NAC', 'AMYLOID 20 min']),
  of('PET', 'PT', '130', 'ORIGINAL\\PRIMARY\\VOLUME\\NONE', ['PET TOF recon', 'FET dynamic']),
  of('mammography', 'MG', '1.2', 'ORIGINAL\\PRIMARY', ['L CC', 'R MLO']),
  of('mammography', 'MG', '1.2.1', 'DERIVED\\PRIMARY', ['R CC', 'L MLO ID']),
  of('mammography', 'MG', '13.1.3', 'DERIVED\\PRIMARY\\TOMOSYNTHESIS\\NONE', ['L MLO Tomosynthesis', 'R CC DBT']),
  of('other', 'NM', '20', 'ORIGINAL\\PRIMARY\\WHOLE BODY\\EMISSION', ['Bone scan', 'DaTSCAN SPECT']),
  of('other', 'US', '6.1', 'ORIGINAL\\PRIMARY', ['Abdomen', 'Carotid doppler']),
  of('other', 'DX', '1.1', 'ORIGINAL\\PRIMARY', ['Chest PA', 'Wrist']),
  of('other', 'SEG', '66.4', 'DERIVED\\PRIMARY', ['Segmentation', 'T1 tumour segmentation']),
  of('other', 'RTSTRUCT', '481.3', 'ORIGINAL\\PRIMARY', ['RS: GTV', 'Contours']),
  of('other', 'SR', '88.33', 'ORIGINAL\\PRIMARY', ['PhoenixZIPReport', 'Dose SR']),
  of('other', 'MR', '4.2', 'ORIGINAL\\PRIMARY\\SPECTROSCOPY\\NONE', ['svs_se_30', 'PRESS TE 35']),
  of('other', 'PR', '11.1', 'ORIGINAL\\PRIMARY', ['Presentation state', 'Key image']),
];
