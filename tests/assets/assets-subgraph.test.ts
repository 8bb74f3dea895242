import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AssetLevel } from '../../core/assets/asset.ts';
import type { TagType } from '../../core/assets/tag-definition.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { createContext } from '../../schema/subgraph.ts';
import { createAssetsSubgraph } from '../../subgraphs/assets/assets-subgraph.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { exampleOperations } from '../support/example-operations.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly codes: readonly string[];
}

describe('the assets subgraph', () => {
  let hub: AssetHub;
  let schema: GraphQLSchema;
  let p: Awaited<ReturnType<typeof measuredProject>>;
  let q: typeof p;
  let curator: Actor;
  const stranger = person('stranger', {});

  beforeAll(async () => {
    hub = await assetHub();
    const { typeDefs, resolvers } = createAssetsSubgraph(hub.face);
    schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  });
  beforeEach(async () => {
    await hub.empty();
    p = await measuredProject(hub, 'p');
    q = await measuredProject(hub, 'q');
    curator = person('ann', { [p.projectId]: 'CURATOR' });
    const manager = person('mia', { [p.projectId]: 'MANAGER' });
    const define = (level: AssetLevel, name: string, type: TagType) =>
      hub.useCases.putTagDefinition(manager, { projectId: p.projectId, level, name, type });
    await define('DERIVED', 'quality', 'NUMBER');
    await define('EXAM', 'usable', 'BOOLEAN');
  });
  afterAll(() => hub.end());

  async function ask(actor: Actor, source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
    const contextValue = createContext(actor, 'test', new AbortController().signal);
    const { data, errors } = await graphql({ schema, source, contextValue, variableValues });
    const codes = (errors ?? []).map((error) => {
      const code = (error.originalError as { code?: unknown } | undefined)?.code ?? error.extensions.code;
      return typeof code === 'string' ? code : error.message;
    });
    return { data: data ? (JSON.parse(JSON.stringify(data)) as Record<string, unknown>) : null, codes };
  }

  async function entity(actor: Actor, type: string, id: string, selection: string): Promise<unknown> {
    const source = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ${type} { ${selection} } } }`;
    const { data, codes } = await ask(actor, source, { r: [{ __typename: type, id }] });
    return codes.length > 0 ? codes : (data?._entities as readonly unknown[])[0];
  }

  test('answers the whole tree, from subject to images, biomarkers and files', async () => {
    await hub.useCases.setTag(curator, {
      assetId: p.series.id,
      name: 'seriesType',
      value: 'T1 post-contrast',
      reason: 'seen',
    });
    const { data, codes } = await ask(
      curator,
      `{ subjects { totalCount pageInfo { hasNextPage endCursor } nodes {
          __typename id level label researchId project { id }
          exams { studyInstanceUID subjects { id } biomarkers { __typename name value unit parents { __typename id } }
            series { seriesInstanceUID modality seriesNumber imageCount seriesType tags { name value setBy reason }
              exam { id } derived { __typename kind parents { id } } biomarkers { name }
              images(first: 2) { totalCount pageInfo { hasNextPage } edges { cursor node { id } } nodes { sopInstanceUID sopClassUID instanceNumber series { id } } }
      } } } } }`,
    );
    expect(codes).toEqual([]);
    const images = p.images.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 2);
    expect(data).toEqual({
      subjects: {
        totalCount: 1,
        pageInfo: { hasNextPage: false, endCursor: p.subject.id },
        nodes: [
          {
            __typename: 'Subject',
            id: p.subject.id,
            level: 'SUBJECT',
            label: p.subject.label,
            researchId: 'p-1',
            project: { id: p.projectId },
            exams: [
              {
                studyInstanceUID: p.exam.properties.studyInstanceUID,
                subjects: [{ id: p.subject.id }],
                biomarkers: [
                  {
                    __typename: 'Biomarker',
                    name: 'tumour volume',
                    value: 12.5,
                    unit: 'mL',
                    parents: [p.exam, p.series]
                      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
                      .map(({ id, level }) => ({ __typename: level === 'EXAM' ? 'Exam' : 'Series', id })),
                  },
                ],
                series: [
                  {
                    seriesInstanceUID: '2.25.2',
                    modality: 'MR',
                    seriesNumber: null,
                    imageCount: 4,
                    seriesType: 'T1 post-contrast',
                    tags: [{ name: 'seriesType', value: 'T1 post-contrast', setBy: 'ann', reason: 'seen' }],
                    exam: { id: p.exam.id },
                    derived: [{ __typename: 'DerivedAsset', kind: 'nifti', parents: [{ id: p.series.id }] }],
                    biomarkers: [{ name: 'tumour volume' }],
                    images: {
                      totalCount: 4,
                      pageInfo: { hasNextPage: true },
                      edges: images.map(({ id }) => ({ cursor: id, node: { id } })),
                      nodes: images.map(({ properties }) => ({ ...properties, series: { id: p.series.id } })),
                    },
                  },
                ],
              },
            ],
          },
        ],
      },
    });
  });

  test('answers provenance: what made an asset, and its lineage with every node', async () => {
    const { data, codes } = await ask(
      curator,
      `query ($id: ID!) { asset(id: $id) { __typename content { sha256 } wasGeneratedBy {
          method methodVersion parameters startedAt used { role asset { __typename id } } generated { asset { id } }
          wasAssociatedWith { role agent { kind name version } } }
        lineage { truncated nodes { id depth asset { __typename id } activity { method } agent { name } } edges { relation fromId toId role } }
        shallow: lineage(maxDepth: 1) { nodes { id } } back: lineage(direction: DESCENDANTS) { nodes { id } } } }`,
      { id: p.biomarker.id },
    );
    expect(codes).toEqual([]);
    expect(data?.asset).toMatchObject({
      __typename: 'Biomarker',
      content: null,
      wasGeneratedBy: {
        method: 'p measure',
        methodVersion: '1.0',
        parameters: {},
        startedAt: '2026-01-01T00:00:00.000Z',
        used: [{ role: 'input', asset: { __typename: 'DerivedAsset', id: p.nifti.id } }],
        generated: [{ asset: { id: p.biomarker.id } }],
        wasAssociatedWith: [{ role: 'software', agent: { kind: 'SOFTWARE', name: 'p software', version: '1.0' } }],
      },
      lineage: { truncated: false },
      back: { nodes: [{ id: p.biomarker.id }] },
    });
    const { lineage, shallow } = data?.asset as Record<
      'lineage' | 'shallow',
      { nodes: Record<string, unknown>[]; edges: unknown[] }
    >;
    expect(shallow.nodes).toHaveLength(2);
    // Value, volume, 4 images, what was received; three activities; the software.
    expect(lineage.nodes).toHaveLength(11);
    expect(lineage.edges).toHaveLength(1 + 1 + 1 + 4 + 4 + 1 + 3);
    for (const node of lineage.nodes)
      expect([node.asset, node.activity, node.agent].filter((one) => one !== null)).toHaveLength(1);
  });

  test('filters assets, by tag too, and gives each its own type', async () => {
    await hub.useCases.setTag(curator, { assetId: p.nifti.id, name: 'quality', value: 3 });
    const types = `nodes { __typename id }`;
    const { data, codes } = await ask(
      curator,
      `query ($project: ID, $value: TagValue!) {
         all: assets(first: 100) { totalCount ${types} }
         tagged: assets(filter: { projectId: $project, tag: { name: "quality", value: $value } }) { ${types} }
         literal: assets(filter: { tag: { name: "quality", value: 3 } }) { ${types} }
         other: assets(filter: { tag: { name: "quality", value: "3" } }) { ${types} } }`,
      { project: p.projectId, value: 3 },
    );
    expect(codes).toEqual([]);
    const all = data?.all as { totalCount: number; nodes: { __typename: string }[] };
    expect(all.totalCount).toBe(11);
    expect(new Set(all.nodes.map((node) => node.__typename))).toEqual(
      new Set(['ProjectAsset', 'Subject', 'Exam', 'Series', 'Image', 'DerivedAsset', 'Biomarker']),
    );
    const found = { nodes: [{ __typename: 'DerivedAsset', id: p.nifti.id }] };
    expect(data).toMatchObject({ tagged: found, literal: found, other: { nodes: [] } });
  });

  test('sets a tag, and the answer has it already', async () => {
    const source = `mutation ($input: SetTagInput!) { setTag(input: $input) { asset { id tags { name value } } } }`;
    const input = { assetId: p.exam.id, name: 'usable', value: true };
    expect(await ask(curator, source, { input })).toEqual({
      data: { setTag: { asset: { id: p.exam.id, tags: [{ name: 'usable', value: true }] } } },
      codes: [],
    });
    expect((await ask(curator, source, { input: { ...input, name: 'not good' } })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask(curator, source, { input: { ...input, value: { a: 1 } } })).codes).toHaveLength(1);
    expect((await ask(stranger, source, { input })).codes).toEqual(['NOT_FOUND']);
  });

  test('gives content with the path to its bytes', async () => {
    const stored = await hub.objects.put(Buffer.from('abc'));
    const file = asset('DERIVED', 'file', [p.series.id], {
      projectId: p.projectId,
      content: { ...stored, mediaType: 'text/csv' },
    });
    await hub.graph.putAssets([file]);
    const { data } = await ask(
      curator,
      `{ asset(id: "${file.id}") { content { mediaType sizeBytes sha256 downloadPath } } }`,
    );
    expect(data).toEqual({
      asset: { content: { ...stored, mediaType: 'text/csv', downloadPath: `/files/${file.id}` } },
    });
  });

  describe('who sees what', () => {
    const roots = (id: string) => [
      `asset(id: "${id}") { id }`,
      'assets { totalCount }',
      'subjects { totalCount }',
      `upload(id: "${id}") { id }`,
      `withdrawalImpact(assetId: "${id}") { totalCount }`,
      'reusableResult(input: { method: "m", methodVersion: "1", inputs: [] }) { activity { id } }',
      `savedQuery(id: "${id}") { id }`,
      'savedQueries { totalCount }',
    ];

    test('an anonymous caller gets UNAUTHENTICATED from every root field', async () => {
      const all = [
        ...exampleOperations(schema.getQueryType(), 'query'),
        ...exampleOperations(schema.getMutationType(), 'mutation'),
      ];
      expect(all.length).toBeGreaterThan(3);
      for (const [field, operation] of all)
        expect((await ask(anonymous, operation)).codes, field).toEqual(['UNAUTHENTICATED']);
    });

    test('a person without a role gets nothing from every root field', async () => {
      const { data, codes } = await ask(stranger, `{ ${roots(p.series.id).join(' ')} }`);
      expect({ data, codes }).toEqual({
        data: {
          asset: null,
          assets: { totalCount: 0 },
          subjects: { totalCount: 0 },
          upload: null,
          withdrawalImpact: null,
          reusableResult: null,
          savedQuery: null,
          savedQueries: { totalCount: 0 },
        },
        codes: [],
      });
    });

    test('every entity resolves for a member, is null for others and refused to the anonymous', async () => {
      const entities: Record<string, { id: string }> = {
        Project: { id: p.projectId },
        ProjectAsset: p.project,
        Subject: p.subject,
        Exam: p.exam,
        Series: p.series,
        Image: p.images[0] ?? p.project,
        DerivedAsset: p.nifti,
        Biomarker: p.biomarker,
      };
      const union = schema.getType('_Entity') as unknown as { getTypes(): { name: string }[] };
      expect(
        union
          .getTypes()
          .map(({ name }) => name)
          // Spoken of here, and resolved by the subgraph of workflows alone.
          .filter((name) => name !== 'Run')
          .toSorted(),
      ).toEqual(Object.keys(entities).toSorted());
      for (const [type, { id }] of Object.entries(entities)) {
        expect(await entity(curator, type, id, 'id')).toEqual({ __typename: type, id });
        expect(await entity(stranger, type, id, 'id')).toBeNull();
        expect(await entity(anonymous, type, id, 'id')).toEqual(['UNAUTHENTICATED']);
        expect(await entity(curator, type, 'strange', 'id')).toBeNull();
      }
      expect(await entity(curator, 'Exam', p.series.id, 'id')).toBeNull();
      expect(await entity(curator, 'DerivedAsset', p.biomarker.id, 'id')).toBeNull();
      expect(await entity(curator, 'Project', q.projectId, 'id')).toBeNull();
    });

    test('a member of one project finds no way into another', async () => {
      const tag = { name: 'secret', setBy: 'eve', reason: null, setAt: new Date() };
      await hub.graph.putTags([{ ...tag, assetId: q.series.id, value: 'x' }]);
      const secret = '{ assets(filter: { tag: { name: "secret" } }) { totalCount } }';
      expect((await ask(curator, secret)).codes).toEqual(['UNKNOWN_TAG']);
      await hub.graph.putTags([{ ...tag, assetId: p.series.id, value: 'y' }]);
      const { data } = await ask(
        curator,
        `query ($exam: ID!, $q: ID!) { asset(id: $exam) { id } assets(filter: { parentId: $exam }) { totalCount }
           tagged: assets(filter: { tag: { name: "secret", value: "x" } }) { totalCount } subjects(projectId: $q) { totalCount } }`,
        { exam: q.exam.id, q: q.projectId },
      );
      expect(data).toEqual({
        asset: null,
        assets: { totalCount: 0 },
        tagged: { totalCount: 0 },
        subjects: { totalCount: 0 },
      });
    });

    test('hides assets of other projects behind an activity', async () => {
      const mixed = asset('DERIVED', 'mixed', [p.series.id], { projectId: p.projectId });
      await hub.graph.putAssets([mixed]);
      const [first] = p.activities;
      if (!first) throw new Error('no activity');
      await hub.graph.recordActivity({
        ...first,
        id: mixed.id,
        used: [
          { assetId: p.nifti.id, role: 'own' },
          { assetId: q.nifti.id, role: 'foreign' },
        ],
        generated: [{ assetId: mixed.id, role: 'output' }],
      });
      const { data } = await ask(
        curator,
        `{ asset(id: "${mixed.id}") { wasGeneratedBy { used { role } } lineage { truncated } } }`,
      );
      expect(data).toEqual({ asset: { wasGeneratedBy: { used: [{ role: 'own' }] }, lineage: { truncated: true } } });
    });
  });

  test('asks the database the same number of times however much there is', async () => {
    const source = `{ subjects(first: 100) { nodes { researchId tags { name definition { id } } missingTags { name } permittedWorkflows { name } project { subjects { totalCount } tagDefinitions { name } } exams { tags { name } biomarkers { value lineage { nodes { id asset { label } } } }
      series { seriesType imageCount tags { name } images(first: 3) { nodes { instanceNumber series { id } wasGeneratedBy { method used { asset { id } } } } }
        derived { kind parents { id } wasGeneratedBy { method } } biomarkers { name parents { id } } } } } } }`;
    const admin = person('root', {}, true);
    const count = async () => {
      const before = hub.statements();
      const { data, codes } = await ask(admin, source);
      expect(codes).toEqual([]);
      return { subjects: (data?.subjects as { nodes: unknown[] }).nodes.length, statements: hub.statements() - before };
    };
    const few = await count();
    for (let n = 0; n < 8; n++) await measuredProject(hub, `more-${String(n)}`, 6);
    const many = await count();
    expect([few.subjects, many.subjects]).toEqual([2, 10]);
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBeLessThan(36);
  });
});
