import { expect, test } from 'vitest';
import type { Asset } from '../assets/asset.ts';
import type { LineageEdge, ProvActivity, ProvAgent } from './activity.ts';
import { formatLineage } from './format-lineage.ts';
import { measuredLineage } from './measured-lineage.ts';

const software: ProvAgent = { id: 'software', kind: 'SOFTWARE', name: 'dcm2niix', version: '1.0.2' };
const person: ProvAgent = { id: 'person', kind: 'PERSON', name: 'ann', version: null };

function asset(id: string, level: Asset['level'], more: Partial<Asset> = {}): Asset {
  const kind = level === 'DERIVED' ? 'nifti' : null;
  return {
    id,
    projectId: 'p',
    level,
    kind,
    label: id,
    properties: {},
    content: null,
    createdAt: new Date(0),
    createdBy: 'ann',
    version: 1,
    ...more,
  };
}

function content(hash: string, sizeBytes = 2_100_000) {
  return { sha256: hash.repeat(64), sizeBytes, mediaType: 'application/dicom' };
}

function activity(
  method: string,
  used: readonly string[],
  generated: readonly string[],
  agents: ProvActivity['agents'],
): ProvActivity {
  const at = new Date('2026-03-04T05:06:07Z');
  const usage = (role: string) => (assetId: string) => ({ assetId, role });
  return {
    id: method,
    projectId: 'p',
    method,
    methodVersion: '2',
    parameters: {},
    reuseKey: null,
    startedAt: at,
    endedAt: at,
    runId: null,
    used: used.map(usage('input')),
    generated: generated.map(usage('output')),
    agents,
    environment: {},
    derivations: null,
    recordedBy: 'service:workflow',
    recordedAt: at,
  };
}

function printed(
  rootId: string,
  assets: readonly Asset[],
  activities: readonly ProvActivity[],
  maxNodes = 1000,
): string {
  const edges = activities.flatMap((each): LineageEdge[] => [
    ...each.used.map(({ assetId, role }) => ({ relation: 'USED' as const, fromId: each.id, toId: assetId, role })),
    ...each.generated.map(({ assetId, role }) => ({
      relation: 'WAS_GENERATED_BY' as const,
      fromId: assetId,
      toId: each.id,
      role,
    })),
    ...each.agents.map(({ agent, role }) => ({
      relation: 'WAS_ASSOCIATED_WITH' as const,
      fromId: each.id,
      toId: agent.id,
      role,
    })),
  ]);
  const byId = <T extends { readonly id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));
  const lineage = measuredLineage(rootId, new Map(), edges, 'ANCESTORS', 20, maxNodes);
  return formatLineage(lineage, byId(assets), byId(activities), byId([software, person]));
}

test('prints a value down to its pixels: many images in one line, methods with version, date and agents', () => {
  const images = ['a', 'b', 'c', 'd'].map((name) =>
    asset(`image ${name}`, 'IMAGE', {
      content: content(name),
      properties: { sopClassUID: '1.2.840.10008.5.1.4.1.1.4' },
    }),
  );
  const ids = images.map((image) => image.id);
  const assets = [
    asset('value', 'DERIVED', { kind: 'biomarker', properties: { name: 'tumour volume', value: 12.5, unit: 'mL' } }),
    asset('T1 volume', 'DERIVED', { content: content('e') }),
    ...images,
    asset('received', 'DERIVED', { kind: 'received-series' }),
  ];
  const activities = [
    activity('measure', ['T1 volume'], ['value'], [{ agent: person, role: 'started by' }]),
    activity(
      'convert',
      ids,
      ['T1 volume'],
      [
        { agent: software, role: 'software' },
        { agent: person, role: 'started by' },
      ],
    ),
    activity('deidentify', ['received'], ids, []),
  ];
  expect(printed('value', assets, activities)).toBe(
    [
      'tumour volume = 12.5 mL (biomarker)',
      '└─ by measure 2, 2026-03-04 05:06 UTC; started by: ann',
      '   └─ input: T1 volume (nifti, 2.1 MB, sha256 eeeeeeee..)',
      '      └─ by convert 2, 2026-03-04 05:06 UTC; software: dcm2niix 1.0.2, started by: ann',
      '         └─ input: 4 images, MR, sha256 aaaaaaaa.. to dddddddd..',
      '            └─ by deidentify 2, 2026-03-04 05:06 UTC',
      '               └─ input: received (received-series)',
    ].join('\n'),
  );
});

test('prints what two ways lead to once, and few siblings each', () => {
  const assets = ['top', 'left', 'right', 'source'].map((name) => asset(name, 'DERIVED'));
  const activities = [
    activity('join', ['left', 'right'], ['top'], []),
    activity('split', ['source'], ['left', 'right'], []),
  ];
  expect(printed('top', assets, activities)).toBe(
    [
      'top (nifti)',
      '└─ by join 2, 2026-03-04 05:06 UTC',
      '   ├─ input: left (nifti)',
      '   │  └─ by split 2, 2026-03-04 05:06 UTC',
      '   │     └─ input: source (nifti)',
      '   └─ input: right (nifti)',
      '      └─ by split 2, 2026-03-04 05:06 UTC (see above)',
    ].join('\n'),
  );
});

test('says that something was left out', () => {
  const activities = [activity('make', ['source'], ['top'], [])];
  expect(printed('top', [asset('top', 'DERIVED')], activities, 2)).toBe(
    ['top (nifti)', '└─ by make 2, 2026-03-04 05:06 UTC', '(there is more, which this answer leaves out)'].join('\n'),
  );
});
