import type { AssetLevel, NewAsset } from '../../core/assets/asset.ts';
import { nameId } from '../../core/ids.ts';
import type { ProvActivity, ProvAgent } from '../../core/provenance/activity.ts';

export function id(name: string): string {
  return nameId('test', name);
}

export function asset(
  level: AssetLevel,
  label: string,
  parentIds: readonly string[] = [],
  more: Partial<NewAsset> = {},
): NewAsset {
  const kind = level === 'DERIVED' ? 'table' : null;
  return {
    id: id(`${level} ${label}`),
    projectId: nameId('p'),
    level,
    kind,
    label,
    properties: {},
    content: null,
    createdBy: 'ann',
    parentIds,
    ...more,
  };
}

/** A project with one subject, exam and series of `imageCount` images; labels and ids begin with the project's name. */
export function tree(name: string, imageCount: number) {
  const own = { projectId: nameId(name) };
  const project = asset('PROJECT', name, [], own);
  const subject = asset('SUBJECT', `${name}-subject`, [project.id], {
    ...own,
    properties: { researchId: `${name}-1` },
  });
  const exam = asset('EXAM', `${name}-exam`, [subject.id], {
    ...own,
    properties: { studyInstanceUID: `2.25.1${String(name.length)}` },
  });
  const series = asset('SERIES', `${name}-series`, [exam.id], {
    ...own,
    properties: { seriesInstanceUID: '2.25.2', modality: 'MR', imageCount },
  });
  const images = Array.from({ length: imageCount }, (_, n) =>
    asset('IMAGE', `${name}-image-${String(n)}`, [series.id], {
      ...own,
      properties: { sopInstanceUID: `2.25.3.${String(n)}`, sopClassUID: '1.2', instanceNumber: n + 1 },
    }),
  );
  return { project, subject, exam, series, images, all: [project, subject, exam, series, ...images] };
}

export function agent(name: string): ProvAgent {
  return { id: id(`agent ${name}`), kind: 'SOFTWARE', name, version: '1.0' };
}

export function activity(
  name: string,
  used: readonly string[],
  generated: readonly string[],
  more: Partial<ProvActivity> = {},
): ProvActivity {
  return {
    id: id(`activity ${name}`),
    projectId: nameId('p'),
    method: name,
    methodVersion: '1.0',
    parameters: {},
    reuseKey: null,
    startedAt: new Date('2026-01-01T00:00:00Z'),
    endedAt: new Date('2026-01-01T00:00:01Z'),
    runId: null,
    used: used.map((assetId) => ({ assetId, role: 'input' })),
    generated: generated.map((assetId) => ({ assetId, role: 'output' })),
    agents: [{ agent: agent('software'), role: 'executor' }],
    environment: {},
    derivations: null,
    recordedBy: 'ann',
    recordedAt: new Date('2026-01-01T00:00:02Z'),
    ...more,
  };
}
