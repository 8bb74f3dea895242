import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, type ExecutionResult } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Archives } from '../../core/archives/archives.ts';
import { createArchives } from '../../core/archives/archives.ts';
import type { Asset } from '../../core/assets/asset.ts';
import { assetIds } from '../../core/assets/asset-ids.ts';
import type { DicomJson } from '../../core/dicom/dicom-json.ts';
import { newId } from '../../core/ids.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import type { Archive, ArchiveSearch } from '../../core/ports/archive.ts';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { SiteLook, StoredSite } from '../../core/ports/site-store.ts';
import { createContext } from '../../schema/subgraph.ts';
import { testActor } from '../../tests/support/actors.ts';
import { createImagingSubgraph, type ImagingUseCases } from './subgraph.ts';

const project = newId();
const member = testActor({ roles: { [project]: ['VIEWER'] } });
const stranger = testActor();
const admin = testActor({ administrator: true });
const sites: StoredSite[] = ['a', 'b'].map((name) => ({
  id: newId(),
  name,
  url: `http://${name}`,
  sealedToken: null,
  sealedTls: null,
  deadlineMs: null,
}));
const [exam, series] = [assetIds.exam(project, '1.1'), newId()];
const uid = (value: string) => ({ vr: 'UI', Value: [value] });
/** What site `a` answers to searches, beside a study that is none of the project's. */
const held: Readonly<Record<string, readonly DicomJson[]>> = {
  studies: [{ '0020000D': uid('1.1') }, { '0020000D': uid('9.9') }],
  series: [
    { '0020000D': uid('1.1'), '0020000E': uid('1.1.2'), '00200011': { vr: 'IS', Value: [2] } },
    { '0020000D': uid('1.1'), '0020000E': uid('1.1.1'), '00200011': { vr: 'IS', Value: ['1'] } },
    { '0020000D': uid('9.9'), '0020000E': uid('9.9.1') },
  ],
  instances: [
    {
      '0020000D': uid('1.1'),
      '0020000E': uid('1.1.1'),
      '00080018': uid('1.1.1.1'),
      '00280010': { vr: 'US', Value: [8] },
    },
    { '0020000D': uid('1.1'), '0020000E': uid('1.1.2'), '00080018': uid('1.1.2.1') },
  ],
};
const looks: SiteLook[] = [
  { at: new Date(3), latencyMs: 30, error: null },
  { at: new Date(2), latencyMs: 10, error: null },
  { at: new Date(1), latencyMs: null, error: 'the archive cannot be reached' },
];

function asset(id: string, level: Asset['level'], properties: Asset['properties']): Asset {
  return {
    id,
    projectId: project,
    level,
    kind: null,
    label: '',
    properties,
    content: null,
    createdAt: new Date(),
    createdBy: 'test',
    version: 1,
  };
}

/** The subgraph over two sites with one exam and its series, which site `a` holds; `b` is dead. */
function subgraph() {
  const asked: string[] = [];
  const stored = new Map(
    [asset(exam, 'EXAM', { studyInstanceUID: '1.1' }), asset(series, 'SERIES', { seriesInstanceUID: '1.1.1' })].map(
      (one) => [one.id, one],
    ),
  );
  const record = <T>(name: string, value: T): Promise<T> => {
    asked.push(name);
    return Promise.resolve(value);
  };
  const archives: Archives = createArchives({
    sites: {
      putSite: (site) => record('putSite', void sites.find((one) => one.id === site.id)),
      listSites: () => record('listSites', sites),
      getSites: (ids) =>
        record('getSites', new Map(sites.filter((site) => ids.includes(site.id)).map((site) => [site.id, site]))),
      findSite: (name) => record('findSite', sites.find((site) => site.name === name) ?? null),
      projectSites: (ids) =>
        record(
          'projectSites',
          ids === 'ALL' || ids.includes(project) ? sites.map((site) => ({ projectId: project, siteId: site.id })) : [],
        ),
      grant: () => record('grant', true),
      revoke: () => record('revoke', true),
    },
    looks: {
      claim: () => Promise.resolve([]),
      record: () => Promise.resolve(),
      of: () => Promise.resolve(new Map([[sites[0]?.id ?? '', looks]])),
    },
    graph: {
      getAssets: (ids: readonly string[]) =>
        record('getAssets', new Map([...stored].filter(([id]) => ids.includes(id)))),
    } as unknown as AssetGraph,
    secrets: { key: () => Promise.resolve(new Uint8Array(32)) },
    audit: {
      append: () => Promise.resolve(),
      verify: () => Promise.resolve({ entries: 0, firstBroken: null, lastHash: null }),
    },
    transactor: { transact: (work) => work() },
    openArchive: (site) =>
      ({
        search: ({ path }: ArchiveSearch) =>
          site.name === 'b'
            ? Promise.reject(new Error('dead'))
            : record(path, { rows: held[path] ?? [], total: null, hasMore: false }),
        searchStudies: () => (site.name === 'b' ? Promise.reject(new Error('dead')) : record('search', [])),
        countInstances: () =>
          site.name === 'b'
            ? Promise.reject(new Error('dead'))
            : record(
                'count',
                new Map([
                  ['1.1', 4],
                  ['1.1.1', 3],
                ]),
              ),
      }) as unknown as Archive,
  });
  const { typeDefs, resolvers } = createImagingSubgraph({
    archives,
    intake: {} as ImagingUseCases['intake'],
    mapping: {} as ImagingUseCases['mapping'],
    protocols: {} as ImagingUseCases['protocols'],
    signPath: () => Promise.reject(new Error('no links here')),
  });
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const ask = (actor: Actor, source: string, variableValues: Record<string, unknown> = {}): Promise<ExecutionResult> =>
    graphql({ schema, source, variableValues, contextValue: createContext(actor, 'test', AbortSignal.timeout(5000)) });
  return { ask, asked };
}

const codes = (result: ExecutionResult) =>
  result.errors?.map((error) => (error.originalError as { code?: string } | undefined)?.code);
const entities =
  'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Exam { id archives { site { name } instanceCount status { reachable error } } } ... on Series { id archives { site { name url } instanceCount } } ... on Site { id name url } } }';

describe('the imaging subgraph', () => {
  test('resolves an exam and a series to their copies, asking each site once for each level', async () => {
    const { ask, asked } = subgraph();
    const of = [
      { __typename: 'Exam', id: exam, studyInstanceUID: '1.1' },
      { __typename: 'Series', id: series, seriesInstanceUID: '1.1.1' },
    ];
    expect(await ask(member, entities, { of })).toEqual({
      data: {
        _entities: [
          {
            id: exam,
            archives: [
              { site: { name: 'a' }, instanceCount: 4, status: { reachable: true, error: null } },
              { site: { name: 'b' }, instanceCount: null, status: { reachable: false, error: 'the archive failed' } },
            ],
          },
          {
            id: series,
            archives: [
              { site: { name: 'a', url: null }, instanceCount: 3 },
              { site: { name: 'b', url: null }, instanceCount: null },
            ],
          },
        ],
      },
    });
    expect(asked.filter((name) => name === 'count')).toHaveLength(2);
  });

  test.each([
    ['Exam', { __typename: 'Exam', id: exam, studyInstanceUID: '1.1' }],
    ['Series', { __typename: 'Series', id: series, seriesInstanceUID: '1.1.1' }],
    ['Site', { __typename: 'Site', id: sites[0]?.id }],
  ])('%s is null for a stranger, UNAUTHENTICATED for nobody', async (_, representation) => {
    const { ask } = subgraph();
    expect((await ask(stranger, entities, { of: [representation] })).data).toEqual({ _entities: [null] });
    const result = await ask(anonymous, entities, { of: [representation] });
    expect(result.data).toEqual({ _entities: [null] });
    expect(codes(result)).toEqual(['UNAUTHENTICATED']);
  });

  test.each([
    '{ sites { id } }',
    '{ imagingStudies { nodes { studyInstanceUID } } }',
    'mutation { registerSite(input: { name: "x", url: "http://x" }) { site { id } } }',
  ])('%s is UNAUTHENTICATED for nobody', async (source) => {
    expect(codes(await subgraph().ask(anonymous, source))).toEqual(['UNAUTHENTICATED']);
  });

  test('shows a site its status; its address only to administrators', async () => {
    const { ask } = subgraph();
    expect((await ask(member, '{ sites { name url status { reachable } } }')).data).toEqual({
      sites: [
        { name: 'a', url: null, status: { reachable: true } },
        { name: 'b', url: null, status: { reachable: false } },
      ],
    });
    expect((await ask(admin, '{ sites { url } }')).data).toEqual({ sites: [{ url: 'http://a' }, { url: 'http://b' }] });
    expect(
      codes(await ask(member, 'mutation { registerSite(input: { name: "x", url: "http://x" }) { site { id } } }')),
    ).toEqual(['FORBIDDEN']);
  });

  test('searches with each field of the filter, and says how each site answered', async () => {
    const result = await subgraph().ask(
      member,
      'query ($filter: ImagingStudyFilter) { imagingStudies(filter: $filter, first: 0) { totalCount edges { cursor } pageInfo { hasNextPage endCursor } siteAnswers { site { name } matched truncated status { reachable } } } }',
      { filter: { projectId: project, modality: 'MR', patientId: null } },
    );
    expect(result).toEqual({
      data: {
        imagingStudies: {
          totalCount: null,
          edges: [],
          pageInfo: { hasNextPage: true, endCursor: null },
          siteAnswers: [
            { site: { name: 'a' }, matched: 1, truncated: false, status: { reachable: true } },
            { site: { name: 'b' }, matched: null, truncated: false, status: { reachable: false } },
          ],
        },
      },
    });
  });

  test('answers series and images of studies, asking each site once for all of them', async () => {
    const { ask, asked } = subgraph();
    const source =
      '{ imagingStudies { nodes { studyInstanceUID series { seriesInstanceUID number images(first: 5) { sopInstanceUID rows } } } } }';
    expect(await ask(member, source)).toEqual({
      data: {
        imagingStudies: {
          nodes: [
            {
              studyInstanceUID: '1.1',
              series: [
                { seriesInstanceUID: '1.1.1', number: 1, images: [{ sopInstanceUID: '1.1.1.1', rows: 8 }] },
                { seriesInstanceUID: '1.1.2', number: 2, images: [{ sopInstanceUID: '1.1.2.1', rows: null }] },
              ],
            },
          ],
        },
      },
    });
    expect(asked.filter((name) => name in held)).toEqual(['studies', 'series', 'instances']);
  });

  test('says how a site has been, and whom it serves', async () => {
    const source =
      '{ sites { name deadlineMs projects { id } health { reachable since latencyP50Ms circuit looks(first: 1) { at latencyMs error } } } }';
    expect((await subgraph().ask(member, source)).data).toEqual({
      sites: [
        {
          name: 'a',
          deadlineMs: null,
          projects: [{ id: project }],
          health: {
            reachable: true,
            since: new Date(2).toISOString(),
            latencyP50Ms: 10,
            circuit: 'CLOSED',
            looks: [{ at: new Date(3).toISOString(), latencyMs: 30, error: null }],
          },
        },
        {
          name: 'b',
          deadlineMs: null,
          projects: [{ id: project }],
          health: { reachable: null, since: null, latencyP50Ms: null, circuit: 'CLOSED', looks: [] },
        },
      ],
    });
  });

  test('says what a site can do to administrators', async () => {
    const source = '{ sites { name capabilities { name isSupported } } }';
    const { data } = await subgraph().ask(admin, source);
    const [a, b] = (data as { sites: { capabilities: { name: string; isSupported: boolean | null }[] | null }[] })
      .sites;
    // The fake of `a` searches, and answers all studies whatever the limit; it retrieves nothing.
    expect(a?.capabilities?.slice(0, 5).map(({ name, isSupported }) => [name, isSupported])).toEqual([
      ['SEARCH_STUDIES', true],
      ['SEARCH_SERIES', true],
      ['SEARCH_INSTANCES', true],
      ['LIMIT', false],
      ['OFFSET', false],
    ]);
    expect(b?.capabilities).toBeNull();
    expect(codes(await subgraph().ask(member, source))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  test.each(['grantSite', 'revokeSite'])('%s is for administrators', async (name) => {
    const { ask } = subgraph();
    const source = `mutation { ${name}(input: { siteId: "${sites[0]?.id ?? ''}", projectId: "${project}" }) { site { name } } }`;
    expect(await ask(admin, source)).toEqual({ data: { [name]: { site: { name: 'a' } } } });
    expect(codes(await ask(member, source))).toEqual(['FORBIDDEN']);
    expect(codes(await ask(anonymous, source))).toEqual(['UNAUTHENTICATED']);
  });
});
