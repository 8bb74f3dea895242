import type { Asset } from '../assets/asset.ts';
import type { ProvActivity, ProvAgent } from './activity.ts';

/** Modalities (0008,0060) of images by SOP Class UID, where the series is not at hand (PS3.4 Annex B.5). */
const modalities = new Map([
  ['1.2.840.10008.5.1.4.1.1.1', 'CR'],
  ['1.2.840.10008.5.1.4.1.1.1.1', 'DX'],
  ['1.2.840.10008.5.1.4.1.1.1.2', 'MG'],
  ['1.2.840.10008.5.1.4.1.1.2', 'CT'],
  ['1.2.840.10008.5.1.4.1.1.2.1', 'CT'],
  ['1.2.840.10008.5.1.4.1.1.4', 'MR'],
  ['1.2.840.10008.5.1.4.1.1.4.1', 'MR'],
  ['1.2.840.10008.5.1.4.1.1.6.1', 'US'],
  ['1.2.840.10008.5.1.4.1.1.20', 'NM'],
  ['1.2.840.10008.5.1.4.1.1.128', 'PT'],
]);

const plurals = {
  PROJECT: 'projects',
  SUBJECT: 'subjects',
  EXAM: 'exams',
  SERIES: 'series',
  IMAGE: 'images',
  DERIVED: 'assets',
} as const;

/** One asset: a biomarker with its value and unit, anything else with its label, kind, size and the beginning of its hash. */
export function assetTitle(id: string, asset: Asset | undefined): string {
  if (asset === undefined) return `asset ${id}`;
  const { properties, content } = asset;
  const what = asset.kind ?? asset.level.toLowerCase();
  if (asset.kind === 'biomarker' && typeof properties.value === 'number') {
    const unit = typeof properties.unit === 'string' && properties.unit !== '1' ? ` ${properties.unit}` : '';
    const name = typeof properties.name === 'string' ? properties.name : asset.label;
    return `${name} = ${String(properties.value)}${unit} (biomarker)`;
  }
  return `${asset.label} (${[what, ...(content ? [size(content.sizeBytes), `sha256 ${short(content.sha256)}`] : [])].join(', ')})`;
}

/** Many assets of one kind: how many, of which modality, and the range of their hashes. */
export function groupTitle(count: number, members: readonly Asset[]): string {
  const [first] = members;
  const plural = first === undefined ? 'assets' : first.kind === null ? plurals[first.level] : `${first.kind} assets`;
  const found = new Set(members.flatMap((asset) => modalityOf(asset) ?? [])).values().toArray().toSorted();
  const hashes = members.flatMap((asset) => asset.content?.sha256 ?? []).toSorted();
  const range = hashes.length > 0 ? [`sha256 ${short(hashes[0] ?? '')} to ${short(hashes.at(-1) ?? '')}`] : [];
  return [`${String(count)} ${plural}`, ...found, ...range].join(', ');
}

/** The method with its version, when it was done and who bears responsibility in which role. */
export function activityTitle(
  activity: ProvActivity | undefined,
  associations: readonly { readonly agent: ProvAgent; readonly role: string }[],
): string {
  if (activity === undefined) return 'by an activity';
  const agents = associations.map(
    ({ agent, role }) => `${role}: ${agent.name}${agent.version === null ? '' : ` ${agent.version}`}`,
  );
  const when = `${activity.endedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `by ${activity.method} ${activity.methodVersion}, ${when}${agents.length > 0 ? `; ${agents.join(', ')}` : ''}`;
}

function modalityOf({ properties }: Asset): string | undefined {
  if (typeof properties.modality === 'string') return properties.modality;
  return typeof properties.sopClassUID === 'string' ? modalities.get(properties.sopClassUID) : undefined;
}

function short(sha256: string): string {
  return `${sha256.slice(0, 8)}..`;
}

function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step] ?? ''}`;
}
