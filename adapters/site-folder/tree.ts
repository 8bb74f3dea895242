import type { DicomJson, DicomJsonElement } from '../../core/dicom/dicom-json.ts';
import { keptAttributes } from '../../core/dicomweb/qido-attributes.ts';
import type { QidoLevel } from '../../core/dicomweb/qido-query.ts';
import type { SiteInstance } from '../../core/ports/site-folder.ts';
import type { Header } from './header.ts';

export interface InstanceNode extends SiteInstance {
  readonly attributes: DicomJson;
}

export interface SeriesNode {
  readonly uid: string;
  attributes: DicomJson;
  readonly instances: Map<string, InstanceNode>;
}

export interface StudyNode {
  readonly uid: string;
  attributes: DicomJson;
  readonly series: Map<string, SeriesNode>;
}

/** The instances of an archive, by study and series. An attribute of a study or series is that of its first instance. */
export class ArchiveTree {
  readonly #studies = new Map<string, StudyNode>();
  readonly #byInstance = new Map<string, InstanceNode>();
  #sorted: readonly StudyNode[] | null = null;

  get instanceCount(): number {
    return this.#byInstance.size;
  }

  get studyCount(): number {
    return this.#studies.size;
  }

  find(sopInstanceUID: string): InstanceNode | undefined {
    return this.#byInstance.get(sopInstanceUID);
  }

  study(uid: string): StudyNode | undefined {
    return this.#studies.get(uid);
  }

  /** Newest first, then by UID; without a date last. */
  studies(): readonly StudyNode[] {
    this.#sorted ??= [...this.#studies.values()].sort(
      (a, b) =>
        compareText(textOf(b.attributes, '00080020'), textOf(a.attributes, '00080020')) || compareText(a.uid, b.uid),
    );
    return this.#sorted;
  }

  /** Adds it; one of that SOP Instance UID must not be there. */
  add(header: Header, path: string, sizeBytes: number): InstanceNode {
    const text = Buffer.from(JSON.stringify(header.json));
    const { studyInstanceUID, seriesInstanceUID, sopInstanceUID, transferSyntaxUID, frameCount, isPart10 } = header;
    const node: InstanceNode = {
      studyInstanceUID,
      seriesInstanceUID,
      sopInstanceUID,
      transferSyntaxUID,
      frameCount,
      isPart10,
      path,
      sizeBytes,
      metadata: () => text.toString('utf8'),
      attributes: pick(header.json, 'instance'),
    };
    let study = this.#studies.get(studyInstanceUID);
    if (!study) {
      study = { uid: studyInstanceUID, attributes: pick(header.json, 'study'), series: new Map() };
      this.#studies.set(studyInstanceUID, study);
      this.#sorted = null;
    }
    let series = study.series.get(seriesInstanceUID);
    if (!series) {
      series = { uid: seriesInstanceUID, attributes: pick(header.json, 'series'), instances: new Map() };
      study.series.set(seriesInstanceUID, series);
    }
    series.instances.set(sopInstanceUID, node);
    this.#byInstance.set(sopInstanceUID, node);
    return node;
  }

  remove(sopInstanceUID: string): void {
    const node = this.#byInstance.get(sopInstanceUID);
    const study = node && this.#studies.get(node.studyInstanceUID);
    const series = study?.series.get(node?.seriesInstanceUID ?? '');
    this.#byInstance.delete(sopInstanceUID);
    series?.instances.delete(sopInstanceUID);
    if (series?.instances.size === 0) study?.series.delete(series.uid);
    if (study?.series.size === 0) this.#studies.delete(study.uid);
    this.#sorted = null;
  }
}

export function seriesInOrder(study: StudyNode): readonly SeriesNode[] {
  return [...study.series.values()].sort(
    (a, b) => numberOf(a.attributes, '00200011') - numberOf(b.attributes, '00200011') || compareText(a.uid, b.uid),
  );
}

export function instancesInOrder(series: SeriesNode): readonly InstanceNode[] {
  return [...series.instances.values()].sort(
    (a, b) =>
      numberOf(a.attributes, '00200013') - numberOf(b.attributes, '00200013') ||
      compareText(a.sopInstanceUID, b.sopInstanceUID),
  );
}

function pick(json: DicomJson, level: QidoLevel): DicomJson {
  const kept: Record<string, DicomJsonElement> = {};
  for (const tag of keptAttributes[level]) {
    const element = json[tag];
    if (element) kept[tag] = element;
  }
  return kept;
}

function textOf(json: DicomJson, tag: string): string {
  const value = json[tag]?.Value?.[0];
  return typeof value === 'string' ? value : '';
}

/** Those without a number come last. */
function numberOf(json: DicomJson, tag: string): number {
  const value = json[tag]?.Value?.[0];
  return typeof value === 'number' ? value : Number.MAX_SAFE_INTEGER;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
